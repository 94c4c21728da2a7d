import type { Background } from '../accounts/profile.js';
import type { ProblemStatus } from './problem.entity.js';
import type { Choosers, Proposers } from './problem-setting.entity.js';

/** The settings as they hold, with the event's own times where none were set. */
export interface ProblemRules {
  proposers: Proposers;
  choosers: Choosers;
  proposalsCloseAt: Date;
  choiceFreezesAt: Date;
  noveltyRequired: boolean;
}

export interface Proposer {
  role: 'participant' | 'mentor' | 'organizer' | null;
  background: Background | null;
}

/** Whether this is one of those who may propose; when they may is another question. */
export function isProposer({ role, background }: Proposer, proposers: Proposers): boolean {
  if (role === 'organizer' || role === 'mentor') return true;
  if (role === null || proposers === 'staff') return false;
  return proposers === 'members' || background === 'clinician';
}

/** Organizers propose and edit at any time: they are asked for late additions. */
export const areProposalsOpen = (rules: ProblemRules, isOrganizer: boolean, now: Date): boolean =>
  isOrganizer || now < rules.proposalsCloseAt;

export const isChoiceFrozen = (rules: ProblemRules, now: Date): boolean => now >= rules.choiceFreezesAt;

/** What is published is the organizers' to take back, because teams work on it. */
export const mayWithdraw = (status: ProblemStatus): boolean =>
  status === 'proposed' || status === 'shortlisted';

/** A proposer writes until somebody has begun to judge it. */
export const mayProposerEdit = (status: ProblemStatus): boolean => status === 'proposed';

/** A text that is complete in at least one language. */
export const languagesOf = (title: { ko: string; en: string }, question: { ko: string; en: string }) =>
  (['ko', 'en'] as const).filter((language) => title[language] !== '' && question[language] !== '');

/** A declaration holds for one version of the statement and for what the team worked on then. */
export const isDeclarationCurrent = (
  declaration: { version: string; problemId: string | null } | null,
  now: { version: string; problemId: string | null },
): boolean =>
  declaration !== null &&
  declaration.version === now.version &&
  (now.problemId === null || declaration.problemId === now.problemId);
