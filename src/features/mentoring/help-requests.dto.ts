import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';
import { TeamRefView } from '../accounts/accounts.dto.js';
import { HELP_STATUSES, type HelpStatus, URGENCIES, type Urgency } from './help.policy.js';
import { MentorRefView } from './mentors.dto.js';
import { Prose, Tags } from './tags.js';

export class NewHelpRequest {
  @OneLine(3, 120)
  subject: string;

  @IsOptional()
  @Prose(0, 2_000)
  text?: string;

  @IsIn(URGENCIES)
  @ApiProperty({ enum: URGENCIES })
  urgency: Urgency;

  /** What a mentor should know about. */
  @IsOptional()
  @Tags(5)
  expertise?: string[];
}

export class HelpQuery extends PageQuery {
  /** open: those that wait or are in hand. closed: resolved or withdrawn. */
  @IsOptional()
  @IsIn(['open', 'closed'])
  @ApiProperty({ enum: ['open', 'closed'], required: false })
  state?: 'open' | 'closed';
}

export class HelpRequestView {
  id: string;
  team: TeamRefView;
  askedBy: string;
  subject: string;
  text: string;
  @ApiProperty({ enum: URGENCIES })
  urgency: Urgency;
  expertise: string[];
  @ApiProperty({ enum: HELP_STATUSES })
  status: HelpStatus;
  /** Whether the reader's own expertise is asked for; for mentors. */
  matches: boolean;
  createdAt: Date;
  @ApiProperty({ type: MentorRefView, nullable: true })
  takenBy: MentorRefView | null;
  answeredAt: Date | null;
  closedAt: Date | null;
  /** Seconds until a mentor first took it, or so far. */
  waitedSeconds: number;
  /** It waits longer than its urgency allows. */
  isOverdue: boolean;
}

export class HelpRequestPage extends pageOf(HelpRequestView) {}

/** How long teams wait, for organizers. */
export class HelpFigures {
  open: number;
  overdue: number;
  taken: number;
  answered: number;
  /** Seconds that half of the teams waited at most for a mentor; null: none was answered yet. */
  @ApiProperty({ type: 'integer', nullable: true })
  medianSeconds: number | null;
  /** Seconds that the longest waiting team has waited; null: nobody waits. */
  @ApiProperty({ type: 'integer', nullable: true })
  longestSeconds: number | null;
}
