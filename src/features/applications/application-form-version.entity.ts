import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Event } from '../events/event.entity.js';
import type { ApplicationRole } from './application-form.entity.js';
import type { Question } from './question.js';

/** The questions as they stood when somebody answered them. Never changed: another wording is another version. */
@Entity()
export class ApplicationFormVersion {
  @ForeignKey(() => Event)
  @PrimaryColumn('uuid')
  eventId: string;

  @PrimaryColumn('text')
  role: ApplicationRole;

  @PrimaryColumn('int')
  version: number;

  @Column('jsonb')
  questions: Question[];

  @Column('uuid')
  madeBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  madeAt: Date;
}
