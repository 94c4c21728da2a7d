import { ApiProperty } from '@nestjs/swagger';
import { TextsDto } from '../../platform/http/texts.dto.js';
import { MissingView } from '../teams/teams.dto.js';
import { NEED_CODES, type NeedCode, type NeedSubject } from './attention/need.js';
import { STEP_CODES, type StepCode, type StepState } from './steps/step.js';

export class StepParamsView {
  count?: number;
  limit?: number;
  /** Of the task. */
  title?: TextsDto;
  /** What the team is short of. */
  lacks?: MissingView[];
}

/** One thing to do in an event. Its words are the page's, by its code. */
export class StepView {
  @ApiProperty({ enum: [...STEP_CODES] })
  code: StepCode;
  /** todo: now. late: its time has passed. waiting: for somebody else, or for `dueAt`. */
  @ApiProperty({ enum: ['todo', 'done', 'waiting', 'late'] })
  state: StepState;
  dueAt: Date | null;
  /** Path of the page where it is done. */
  where: string;
  params: StepParamsView;
}

/** The reader's way through the event. */
export class NextView {
  /** Null: not a member. */
  @ApiProperty({ enum: ['participant', 'mentor', 'organizer'], nullable: true })
  role: 'participant' | 'mentor' | 'organizer' | null;
  /** In the order in which they are done. */
  steps: StepView[];
  /** Of `steps`, the one to show above all; null: nothing is to be done or waited for. */
  current: StepView | null;
}

export class NeedSubjectView {
  id: string;
  name: string;
}

/** One kind of help that is needed. */
export class NeedView {
  @ApiProperty({ enum: NEED_CODES })
  code: NeedCode;
  count: number;
  /** What stands in `examples`. */
  @ApiProperty({ enum: ['team', 'person', 'mail', 'application', 'help'] })
  of: NeedSubject;
  /** The first of them, those that wait longest first. */
  examples: NeedSubjectView[];
  /** Path of the page where they are helped. */
  where: string;
}

/** Who needs help with what, now. Kinds that nobody needs are left out. */
export class AttentionView {
  at: Date;
  needs: NeedView[];
}
