import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';
import { TeamRefView } from '../accounts/accounts.dto.js';
import { MentorRefView } from './mentors.dto.js';
import { isDay } from './office-hours.policy.js';
import { Prose } from './tags.js';

export const SLOT_KINDS = ['room', 'remote'] as const;
export type SlotKind = (typeof SLOT_KINDS)[number];

const IsDay = () =>
  ValidateBy(
    {
      name: 'isDay',
      validator: { validate: isDay, defaultMessage: () => '$property must be days such as 2026-11-20' },
    },
    { each: true },
  );
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const IsTimeOfDay = () =>
  ValidateBy({
    name: 'isTimeOfDay',
    validator: {
      validate: (value) => typeof value === 'string' && TIME.test(value),
      defaultMessage: () => '$property must be a time such as 09:00',
    },
  });

/** Office hours on some days, on the clock of the event's time zone. */
export class OfficeHoursRequest {
  /** Days such as 2026-11-20. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(14)
  @IsDay()
  dates: string[];

  /** Such as 09:00. */
  @IsTimeOfDay()
  from: string;

  @IsTimeOfDay()
  until: string;

  /** Length of a slot; left out, one slot a day lasts from the beginning to the end. */
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(240)
  minutes?: number;

  @IsIn(SLOT_KINDS)
  @ApiProperty({ enum: SLOT_KINDS })
  kind: SlotKind;

  /** Name of the room, or https address of the call. */
  @OneLine(1, 300)
  place: string;
}

export class SlotQuery extends PageQuery {
  /** One mentor's. */
  @IsOptional()
  @IsUUID()
  mentorId?: string;

  /** ahead: what is not over yet. all: what is over too, for mentors and organizers. */
  @IsOptional()
  @IsIn(['ahead', 'all'])
  @ApiProperty({ enum: ['ahead', 'all'], required: false })
  time?: 'ahead' | 'all';
}

/** A stretch of office hours. */
export class SlotView {
  id: string;
  mentor: MentorRefView;
  startsAt: Date;
  endsAt: Date;
  @ApiProperty({ enum: SLOT_KINDS })
  kind: SlotKind;
  /** The room. Of a call, its address: for the team that booked it, its mentor and organizers; null for others. */
  @ApiProperty({ type: String, nullable: true })
  place: string | null;
  isFree: boolean;
  /** Whether the reader's team booked it. */
  isMine: boolean;
  /** Who booked it: for its mentor, the team itself and organizers. */
  @ApiProperty({ type: TeamRefView, nullable: true })
  team: TeamRefView | null;
  topic: string;
  /** The mentor and the team that booked it have come into conflict; for organizers. */
  isInConflict: boolean;
}

export class SlotPage extends pageOf(SlotView) {}

export class SlotsView {
  @ApiProperty({ type: [SlotView] })
  items: SlotView[];
}

export class BookingRequest {
  /** What the team wants to talk about. */
  @IsOptional()
  @Prose(0, 500)
  topic?: string;
}

export class MoveRequest {
  /** The slot to go to. */
  @IsUUID()
  to: string;
}

export class CancelRequest {
  /** Goes to the other side by mail. */
  @IsOptional()
  @Prose(0, 500)
  message?: string;
}
