import { DomainError } from '../../platform/http/domain-error.js';
import { ruleText } from '../../platform/http/validation-texts.js';
import type { Texts } from '../../platform/i18n/language.js';
import type { Event, Phase } from './event.entity.js';
import { wrongTimes } from './event.policy.js';
import { EVENT_TIMES_WRONG, TEAM_RULES_WRONG } from './events.errors.js';
import { NO_TEAM_RULES, type TeamRules, wrongRules } from './team-rules.js';

/** What an organizer sets of an event, but for its address. */
export type EventSettings = Omit<Event, 'id' | 'slug' | 'createdAt'>;

/** As a request gives it: times with any offset, and what may be left out. */
export type GivenSettings = {
  name: Texts;
  timeZone: string;
  startsAt: string | Date;
  endsAt: string | Date;
  applicationsOpenAt?: string | Date | null;
  applicationsCloseAt?: string | Date | null;
  teamRules?: Partial<TeamRules>;
  teamsFreezeAt?: string | Date | null;
} & Partial<
  Omit<
    EventSettings,
    'startsAt' | 'endsAt' | 'applicationsOpenAt' | 'applicationsCloseAt' | 'teamRules' | 'teamsFreezeAt'
  >
>;

const NO_TEXT: Texts = { ko: '', en: '' };
const texts = ({ ko, en }: Texts): Texts => ({ ko: ko.trim(), en: en.trim() });
const instant = (time: string | Date | null | undefined): Date | null => (time ? new Date(time) : null);
const utc = (time: string): string => new Date(time).toISOString();

/** Without what is not asked for, so that equal rules are stored equally. */
const asked = (required: TeamRules['required']): TeamRules['required'] =>
  Object.fromEntries(Object.entries(required).filter(([, count]) => count > 0));

/** Everything in the form it is stored in: plain texts, times in UTC. */
export function settingsFrom(given: GivenSettings): EventSettings {
  const phase = ({ name, startsAt, endsAt }: Phase): Phase => ({
    name: texts(name),
    startsAt: utc(startsAt),
    endsAt: utc(endsAt),
  });
  return {
    name: texts(given.name),
    summary: texts(given.summary ?? NO_TEXT),
    place: texts(given.place ?? NO_TEXT),
    timeZone: given.timeZone,
    startsAt: new Date(given.startsAt),
    endsAt: new Date(given.endsAt),
    phases: (given.phases ?? []).map(phase),
    status: given.status ?? 'draft',
    joining: given.joining ?? 'open',
    applicationsOpenAt: instant(given.applicationsOpenAt),
    applicationsCloseAt: instant(given.applicationsCloseAt),
    maxTeamSize: given.maxTeamSize ?? 8,
    teamRules: {
      minSize: given.teamRules?.minSize ?? NO_TEAM_RULES.minSize,
      required: asked(given.teamRules?.required ?? {}),
    },
    teamsFreezeAt: instant(given.teamsFreezeAt),
  };
}

export const settingsOf = ({ id: _, slug: __, createdAt: ___, ...settings }: Event): EventSettings =>
  settings;

/** @throws TEAM_RULES_WRONG naming every rule that no team could meet */
export function requireFittingRules({ teamRules, maxTeamSize }: EventSettings): void {
  const wrong = wrongRules(teamRules, maxTeamSize);
  if (wrong.length === 0) return;
  throw new DomainError(
    TEAM_RULES_WRONG,
    { limit: maxTeamSize },
    wrong.map((path) => ({
      code: 'moreThanATeamHas',
      path,
      detail: {
        en: `This asks for more people than the ${maxTeamSize} that a team may have.`,
        ko: `팀 최대 인원(${maxTeamSize}명)보다 많은 인원을 요구하고 있어요.`,
      },
    })),
  );
}

/** @throws EVENT_TIMES_WRONG naming every field that does not fit */
export function requireFittingTimes(settings: EventSettings): void {
  const wrong = wrongTimes(settings);
  if (wrong.length === 0) return;
  const errors = wrong.map((path) => {
    const code = /endsAt$|CloseAt$/.test(path) ? 'endsBeforeItStarts' : 'startsBeforeTheLastEnds';
    return { code, path, detail: ruleText(code, '') };
  });
  throw new DomainError(EVENT_TIMES_WRONG, {}, errors);
}
