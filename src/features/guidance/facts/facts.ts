import type { Language, Texts } from '../../../platform/i18n/language.js';
import type { Background } from '../../accounts/profile.js';
import type { Missing } from '../../events/team-rules.js';

/** What is true of one person in one event. Each part is asked by a file of its own beside this one. */
export interface Facts {
  slug: string;
  role: 'participant' | 'mentor' | 'organizer' | null;
  event: EventFacts;
  account: AccountFacts;
  application: ApplicationFacts | null;
  consents: ConsentFacts;
  team: TeamFacts | null;
  problems: ProblemFacts;
  tasks: TaskFacts[];
  mentor: MentorFacts;
  organizer: OrganizerFacts | null;
}

export interface EventFacts {
  startsAt: Date;
  endsAt: Date;
  status: 'draft' | 'published';
  joining: 'open' | 'application' | 'closed';
  /** Whether anybody can apply to take part. */
  takesApplications: boolean;
  applicationsOpenAt: Date | null;
  applicationsCloseAt: Date | null;
  teamsFreezeAt: Date | null;
  maxTeamSize: number;
}

export interface AccountFacts {
  background: Background | null;
  languages: Language[] | string[];
  affiliation: string;
  isVerified: boolean;
  /** Agreed to the notice on personal data as it is now. */
  isConsentCurrent: boolean;
}

export interface ApplicationFacts {
  role: 'participant' | 'mentor';
  status: string;
  confirmBy: Date | null;
  confirmedAt: Date | null;
}

/** What the event asks to agree to, in all roles that somebody holds or waits for. */
export interface ConsentFacts {
  due: number;
  refused: number;
}

export interface TeamFacts {
  id: string;
  memberCount: number;
  missing: Missing[];
  isCaptain: boolean;
  /** Booked with a mentor. */
  nextHourAt: Date | null;
}

export interface ProblemFacts {
  /** Published, with a place left. */
  open: number;
  choosers: 'teams' | 'organizers';
  freezesAt: Date;
  isChosen: boolean;
  noveltyRequired: boolean;
  isDeclared: boolean;
}

export interface TaskFacts {
  slug: string;
  name: Texts;
  opensAt: Date;
  closesAt: Date;
  isReady: boolean;
  finalPublishedAt: Date | null;
  maxSelected: number;
  /** Of the team, that count or will. */
  entries: number;
  selected: number;
}

export interface MentorFacts {
  teams: number;
  /** Of teams that wait for anyone. */
  openHelp: number;
  nextHourAt: Date | null;
}

export interface OrganizerFacts {
  tasks: number;
  undecidedProposals: number;
  undecidedApplications: number;
  peopleWithoutTeam: number;
  teamsWithoutMentor: number;
  mentors: number;
}
