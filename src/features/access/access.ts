import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import {
  NOT_A_MEMBER,
  NOT_A_MENTOR,
  NOT_AN_ORGANIZER,
  NOT_MENTOR_OF_TEAM,
  TEAM_NEEDED,
} from './access.errors.js';

/**
 * Who somebody is to one event. Being an admin of the installation is deliberately not part of it:
 * it gives no right to truth, restricted data or teams' work.
 */
export interface Standing {
  eventId: string;
  eventStatus: 'draft' | 'published';
  /** Null: not a member. */
  role: 'participant' | 'mentor' | 'organizer' | null;
  /** Null: in no team of this event. */
  teamId: string | null;
  /** Of a mentor: the teams they are assigned to and in no conflict with. */
  mentoredTeamIds: readonly string[];
}

/** Whose eyes a board is drawn for. Mentors see what participants see. */
export type Audience = 'organizer' | 'participant';

export const isOrganizer = (standing: Standing): boolean => standing.role === 'organizer';

/** A draft exists for its organizers alone; to everyone else it is 404 and not 403, so that its name is not confirmed. */
export function requireVisibleEvent(standing: Standing): void {
  if (standing.eventStatus === 'draft' && !isOrganizer(standing)) throw new DomainError(NOT_FOUND);
}

/** Tasks, boards and the members' parts of an event. */
export function requireMember(standing: Standing): void {
  requireVisibleEvent(standing);
  if (standing.role === null) throw new DomainError(NOT_A_MEMBER);
}

/** Set-up, truth, raw scores, final boards before they are published, other people's roles. */
export function requireOrganizer(standing: Standing): void {
  requireMember(standing);
  if (!isOrganizer(standing)) throw new DomainError(NOT_AN_ORGANIZER);
}

/** Submitting and choosing: whoever is in a team of the event. @returns the team's id */
export function requireTeam(standing: Standing): string {
  requireMember(standing);
  if (standing.teamId === null) throw new DomainError(TEAM_NEEDED);
  return standing.teamId;
}

/** Office hours that one holds oneself, one's own profile as a mentor. */
export function requireMentor(standing: Standing): void {
  requireMember(standing);
  if (standing.role !== 'mentor') throw new DomainError(NOT_A_MENTOR);
}

export const isMentorOf = (standing: Standing, teamId: string): boolean =>
  standing.role === 'mentor' && standing.mentoredTeamIds.includes(teamId);

/** Notes on a team, its members' backgrounds: for its own mentors and organizers, and not for the team itself. */
export function requireMentorOf(standing: Standing, teamId: string): void {
  requireMember(standing);
  if (!isOrganizer(standing) && !isMentorOf(standing, teamId)) throw new DomainError(NOT_MENTOR_OF_TEAM);
}

/** An entry is its team's, the organizers' and, once shared, the team's mentors'; to everyone else it does not exist. */
export function requireEntryReader(standing: Standing, entryTeamId: string, isShared = false): void {
  requireVisibleEvent(standing);
  if (isOrganizer(standing) || (standing.role !== null && standing.teamId === entryTeamId)) return;
  if (isShared && isMentorOf(standing, entryTeamId)) return;
  throw new DomainError(NOT_FOUND);
}

/** Only the team itself changes its entries (cancel, select). */
export function requireEntryOwner(standing: Standing, entryTeamId: string): void {
  requireEntryReader(standing, entryTeamId);
  if (standing.teamId !== entryTeamId) throw new DomainError(TEAM_NEEDED);
}

export function boardAudience(standing: Standing): Audience {
  requireMember(standing);
  return isOrganizer(standing) ? 'organizer' : 'participant';
}
