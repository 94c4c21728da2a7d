import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Probe } from '../../sandbox/sandbox.js';

/** An execute worker as it has introduced itself: what its machine lets it do, and in what it runs notebooks. */
@Entity()
export class Executor {
  @PrimaryColumn('text')
  name: string;

  @Column('jsonb')
  probe: Probe;

  @Column('jsonb')
  environments: ExecutorEnvironment[];

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  startedAt: Date;

  /** It says every few seconds that it lives. */
  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  seenAt: Date;
}

export interface ExecutorEnvironment {
  name: string;
  digest: string;
  python: string;
  packages: { name: string; version: string }[];
}
