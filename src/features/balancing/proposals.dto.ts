import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { pageOf } from '../../platform/http/page.dto.js';
import type { Background } from '../accounts/profile.js';

const PRESET_NAMES = ['balanced', 'wishes', 'skills', 'mixing'] as const;

/** How to propose. What is left out is chosen by the platform. */
export class ProposalRequest {
  /** What new teams should be like; half way between the smallest and the largest when left out. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  targetSize?: number;

  /** Whether open teams with free places are filled as well. */
  @IsOptional()
  @IsBoolean()
  fillTeams?: boolean;

  /** What counts most among the soft rules. */
  @IsOptional()
  @IsIn(PRESET_NAMES)
  preset?: 'balanced' | 'wishes' | 'skills' | 'mixing';

  /** The same seed and the same people give the same proposal. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  seed?: number;

  /** A draft whose locked people stay where they are, and whose left-out people stay out. */
  @IsOptional()
  @IsUUID()
  basedOn?: string;
}

export class GroupRequest {
  /** The team that is filled; left out or null: a new one. */
  @IsOptional()
  @IsUUID()
  teamId?: string | null;

  @OneLine(2, 60)
  name: string;

  @IsOptional()
  @IsUUID()
  captainId?: string | null;

  @IsArray()
  @ArrayMaxSize(5000)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  people: string[];

  @IsArray()
  @ArrayMaxSize(5000)
  @IsUUID(undefined, { each: true })
  locked: string[];
}

export class ArrangementRequest {
  /** Of the proposal that was looked at. */
  @IsInt()
  @Min(1)
  version: number;

  @IsArray()
  @ArrayMaxSize(2000)
  // ValidateNested looks for the fields inside of a list within the list, and takes an empty one for valid.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GroupRequest)
  groups: GroupRequest[];

  @IsArray()
  @ArrayMaxSize(5000)
  @IsUUID(undefined, { each: true })
  leftOut: string[];
}

export class VersionRequest {
  /** Of the proposal that was looked at. */
  @IsInt()
  @Min(1)
  version: number;
}

export class ApplicationOfProposalRequest extends VersionRequest {
  /** Needed once teams are frozen. It stands in the record. */
  @IsOptional()
  @OneLine(3, 300)
  reason?: string;
}

export class RequiredView {
  background: Background;
  n: number;
}

export class BalanceRulesView {
  minSize: number;
  maxSize: number;
  required: RequiredView[];
}

export class CountView {
  /** A background or the code of a language; null: not given. */
  value: string | null;
  n: number;
}

/** Who is left, before anything is proposed. */
export class BalanceView {
  rules: BalanceRulesView;
  /** Participants without a team. */
  left: number;
  backgrounds: CountView[];
  languages: CountView[];
  /** People who said nothing of their background or languages: of them less can be promised. */
  withoutBackground: number;
  withoutLanguages: number;
  wishesWith: number;
  wishesNotWith: number;
  /** Open teams with free places, and how many places. */
  openTeams: number;
  openPlaces: number;
  targetSize: number;
  /** How many new teams a proposal would make, without and with filling open teams. */
  newTeams: number;
  newTeamsWhenFilling: number;
  /** Teams are frozen by now, so that applying needs a reason. */
  isFrozen: boolean;
}

export class ProposalPersonView {
  accountId: string;
  name: string;
  background: Background | null;
  affiliation: string;
  skills: string[];
  languages: string[];
  /** In the team already; not moved by the proposal. */
  isMember: boolean;
  isLocked: boolean;
  isCaptain: boolean;
}

export class NamedView {
  accountId: string;
  name: string;
}

/** One thing that is wrong in one team. Which of the rest is set depends on the rule. */
export class FindingView {
  rule: 'tooLarge' | 'conflict' | 'tooSmall' | 'notWith' | 'language' | 'required' | 'with';
  n: number | null;
  background: Background | null;
  /** Of a wish: who gave it, and about whom. */
  people: NamedView[];
}

export class ProposalGroupView {
  /** Null: a new team. */
  teamId: string | null;
  name: string;
  captainId: string | null;
  members: ProposalPersonView[];
  /** Spoken by everyone whose languages are known. */
  languages: string[];
  findings: FindingView[];
  /** Used entries of earlier teams that the newcomers bring, and that the team will have used. */
  brings: number;
}

/** How well one rule is met over all teams. */
export class RuleResultView {
  rule:
    | 'tooLarge'
    | 'conflict'
    | 'tooSmall'
    | 'notWith'
    | 'language'
    | 'required'
    | 'with'
    | 'backgrounds'
    | 'skills'
    | 'affiliations'
    | 'sizes';
  hard: boolean;
  /** Units that are wrong: people, pairs, wishes or skills. */
  found: number;
  /** No arrangement into as many teams has fewer, were this the only rule. */
  best: number;
  of: number | null;
  /** Points that one unit costs. */
  weight: number;
}

export class ProposalReportView {
  /** Weighted units of the hard rules that are broken. */
  hard: number;
  /** Points of the soft rules; 0 would be all of them met at once. */
  soft: number;
  rules: RuleResultView[];
}

export class ProposalChangeView {
  kind: 'joinedTeam' | 'leftEvent' | 'teamGone' | 'teamChanged';
  /** Of the person, where it is about one. */
  name: string | null;
  teamName: string | null;
}

export class ProposalItemView {
  id: string;
  state: 'computing' | 'failed' | 'draft' | 'applied' | 'discarded';
  seed: number;
  targetSize: number;
  fillTeams: boolean;
  preset: 'balanced' | 'wishes' | 'skills' | 'mixing';
  teams: number;
  people: number;
  report: ProposalReportView | null;
  createdByName: string;
  createdAt: Date;
  closedByName: string | null;
  closedAt: Date | null;
}

export class ProposalPage extends pageOf(ProposalItemView) {}

/** A proposal, for organizers of the event. */
export class TeamProposalView extends ProposalItemView {
  version: number;
  /** Percent of the search that is done. */
  progress: number;
  /** SHA-256 of what was asked. */
  inputHash: string;
  rules: BalanceRulesView;
  groups: ProposalGroupView[];
  leftOut: ProposalPersonView[];
  /** Of a draft: what is no longer as it was. Refresh it before applying. */
  changes: ProposalChangeView[];
  /** Of a draft: participants without a team who came after it was made. Refreshing adds them to those left out. */
  newcomers: number;
  /** Teams are frozen by now, so that applying needs a reason. */
  isFrozen: boolean;
}
