import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { RuleResult } from '../../matching/report.js';
import type { Preset } from '../../matching/weights.js';
import { Account } from '../accounts/account.entity.js';
import { Event } from '../events/event.entity.js';

export interface ProposalSettings {
  targetSize: number;
  /** Whether open teams with free places are filled, or only new teams made. */
  fillTeams: boolean;
  preset: Preset;
}

export interface ProposedGroup {
  /** The team that is filled; null: a new one. */
  teamId: string | null;
  name: string;
  /** Of a new team. */
  captainId: string | null;
  /** Who comes in. */
  people: string[];
  /** Of these, who stays here when the rest is proposed anew. */
  locked: string[];
  /** Of a team that is filled: who was in it when this was proposed. */
  members: string[];
}

/** The overall result; what is wrong in which team is computed when an organizer looks, and kept nowhere. */
export interface StoredReport {
  hard: number;
  soft: number;
  rules: RuleResult[];
}

/** Teams that the platform proposed and organizers may change, apply as one step, or discard. */
@Entity()
@Index(['eventId', 'createdAt'])
@Index('team_proposal_computing', ['eventId'], { unique: true, where: "state = 'computing'" })
@Check("state IN ('computing', 'failed', 'draft', 'applied', 'discarded')")
export class TeamProposal {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Event)
  @Column('uuid')
  eventId: string;

  @Column('text', { default: 'computing' })
  state: 'computing' | 'failed' | 'draft' | 'applied' | 'discarded';

  @Column('int')
  seed: number;

  @Column('jsonb')
  settings: ProposalSettings;

  /** SHA-256 of everything that the solver was given but for the seed. Equal hash and seed: equal proposal. */
  @Column('text')
  inputHash: string;

  @Column('jsonb', { default: () => "'[]'" })
  groups: ProposedGroup[];

  /** People of the proposal whom organizers leave without a team. */
  @Column('jsonb', { default: () => "'[]'" })
  leftOut: string[];

  @Column('jsonb', { nullable: true })
  report: StoredReport | null;

  /** One more with every change by hand, so that two organizers do not overwrite each other. */
  @Column('int', { default: 1 })
  version: number;

  /** Percent of the search that is done. */
  @Column('int', { default: 0 })
  progress: number;

  /** While it is computed: until then the process that does it has to say that it lives. */
  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @ForeignKey(() => Account)
  @Column('uuid')
  createdBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @ForeignKey(() => Account)
  @Column('uuid', { nullable: true })
  closedBy: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;
}
