import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Task } from '../tasks/task.entity.js';
import { Team } from '../teams/team.entity.js';

/**
 * From this version of a task's board on, entries of one team stand in the row of another. Boards are read at a
 * version, so one that was frozen before shows both rows as they stood.
 */
@Entity()
export class BoardMerge {
  @ForeignKey(() => Task)
  @PrimaryColumn('uuid')
  taskId: string;

  @ForeignKey(() => Team)
  @PrimaryColumn('uuid')
  fromTeamId: string;

  @PrimaryColumn('int')
  version: number;

  @ForeignKey(() => Team)
  @Column('uuid')
  intoTeamId: string;

  @Column('timestamptz')
  at: Date;
}
