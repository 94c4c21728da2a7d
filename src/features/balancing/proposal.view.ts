import type { Finding, GroupReport } from '../../matching/report.js';
import type { Background } from '../accounts/profile.js';
import { changesSince, evaluated, summaryOf } from './arrangement.js';
import { type BalanceInput, type Participant, withoutTeam } from './balance-input.js';
import { isFrozen, rulesView } from './event-setting.js';
import type {
  FindingView,
  ProposalChangeView,
  ProposalGroupView,
  ProposalItemView,
  ProposalPersonView,
  TeamProposalView,
} from './proposals.dto.js';
import type { ProposalSettings, ProposedGroup, StoredReport, TeamProposal } from './team-proposal.entity.js';

export interface ProposalRow {
  id: string;
  eventId: string;
  slug: string;
  state: TeamProposal['state'];
  seed: number;
  settings: ProposalSettings;
  inputHash: string;
  groups: ProposedGroup[];
  leftOut: string[];
  report: StoredReport | null;
  version: number;
  progress: number;
  leaseUntil: Date | null;
  createdByName: string;
  createdAt: Date;
  closedByName: string | null;
  closedAt: Date | null;
}

/** Of a proposal whose process died nobody will ever say that it failed, so it is seen by its lease. */
const stateAt = ({ state, leaseUntil }: ProposalRow, now: Date): TeamProposal['state'] =>
  state === 'computing' && leaseUntil !== null && leaseUntil <= now ? 'failed' : state;

export function itemView(row: ProposalRow, now: Date): ProposalItemView {
  return {
    id: row.id,
    state: stateAt(row, now),
    seed: row.seed,
    ...row.settings,
    teams: row.groups.filter(({ people }) => people.length > 0).length,
    people: row.groups.reduce((sum, { people }) => sum + people.length, 0),
    report: row.report,
    createdByName: row.createdByName,
    createdAt: row.createdAt,
    closedByName: row.closedByName,
    closedAt: row.closedAt,
  };
}

/** A draft is looked at with everything as it is now; what is closed keeps the result that it had. */
export function proposalView(
  row: ProposalRow,
  input: BalanceInput,
  named: Participant[],
  brings: number[],
  now: Date,
): TeamProposalView {
  const isDraft = row.state === 'draft';
  const report = isDraft ? evaluated(input, row.settings, row.groups) : null;
  const known = new Map([...named, ...input.participants].map((one) => [one.accountId, one]));
  const inProposal = new Set([...row.groups.flatMap(({ people }) => people), ...row.leftOut]);
  const newcomers = withoutTeam(input).filter(({ accountId }) => !inProposal.has(accountId));
  return {
    ...itemView(row, now),
    report: report ? summaryOf(report) : row.report,
    version: row.version,
    progress: row.progress,
    inputHash: row.inputHash,
    rules: rulesView(input.setting),
    groups: row.groups.map((group, k) =>
      groupView(group, report?.groups[k], known, input, isDraft, brings[k] ?? 0),
    ),
    leftOut: row.leftOut.map((id) => personView(known, id)),
    changes: isDraft
      ? changesSince(input, row.groups, row.leftOut).map(
          (change): ProposalChangeView => ({
            kind: change.kind,
            name: 'accountId' in change ? (known.get(change.accountId)?.name ?? '') : null,
            teamName: 'teamName' in change ? change.teamName : null,
          }),
        )
      : [],
    newcomers: isDraft ? newcomers.length : 0,
    isFrozen: isFrozen(input.setting, now),
  };
}

function groupView(
  group: ProposedGroup,
  report: GroupReport | undefined,
  known: Map<string, Participant>,
  input: BalanceInput,
  isDraft: boolean,
  brings: number,
): ProposalGroupView {
  const now = input.participants.filter(({ teamId }) => teamId === group.teamId);
  const there = isDraft && group.teamId !== null ? now.map(({ accountId }) => accountId) : group.members;
  return {
    teamId: group.teamId,
    name: group.name,
    captainId: group.captainId,
    members: [
      ...there.map((id) => ({ ...personView(known, id), isMember: true })),
      ...group.people
        .filter((id) => !there.includes(id))
        .map((id) => ({
          ...personView(known, id),
          isLocked: group.locked.includes(id),
          isCaptain: group.captainId === id,
        })),
    ],
    languages: report?.languages ?? [],
    findings: (report?.findings ?? []).map((finding) => findingView(finding, known)),
    brings,
  };
}

function personView(known: Map<string, Participant>, accountId: string): ProposalPersonView {
  const person = known.get(accountId);
  return {
    accountId,
    name: person?.name ?? '',
    background: person?.background ?? null,
    affiliation: person?.affiliation ?? '',
    skills: person?.skills ?? [],
    languages: person?.languages ?? [],
    isMember: false,
    isLocked: false,
    isCaptain: false,
  };
}

function findingView(finding: Finding, known: Map<string, Participant>): FindingView {
  const people = 'people' in finding ? finding.people : [];
  return {
    rule: finding.rule,
    n: 'n' in finding ? finding.n : null,
    background: 'background' in finding ? (finding.background as Background) : null,
    people: people.map((accountId) => ({ accountId, name: known.get(accountId)?.name ?? '' })),
  };
}
