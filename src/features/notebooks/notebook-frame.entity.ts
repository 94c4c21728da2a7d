import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { NotebookRun } from './notebook-run.entity.js';

/** What one attempt of a run has shown, in order. Of hidden data it is for organizers alone. */
@Entity()
export class NotebookFrame {
  @ForeignKey(() => NotebookRun)
  @PrimaryColumn('uuid')
  runId: string;

  @PrimaryColumn('int')
  attempt: number;

  @PrimaryColumn('int')
  n: number;

  @Column('jsonb')
  frame: object;
}
