import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { OneLine } from '../../platform/http/one-line.js';
import { pageOf } from '../../platform/http/page.dto.js';
import { MentorRefView } from './mentors.dto.js';
import { Prose } from './tags.js';

/** A conflict of interest with one person or one institution: exactly one of the two. */
export class ConflictRequest {
  /** Organizers say whose it is; mentors leave it out. */
  @IsOptional()
  @IsUUID()
  mentorId?: string;

  /** A participant of the event. */
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @IsOptional()
  @OneLine(2, 200)
  institution?: string;

  /** For organizers. */
  @IsOptional()
  @Prose(0, 500)
  reason?: string;
}

export class ConflictView {
  id: string;
  mentor: MentorRefView;
  @ApiProperty({ type: MentorRefView, nullable: true })
  person: MentorRefView | null;
  @ApiProperty({ type: String, nullable: true })
  institution: string | null;
  reason: string;
  /** Whether the mentor declared it; else an organizer did. */
  byMentor: boolean;
  declaredAt: Date;
}

export class ConflictPage extends pageOf(ConflictView) {}
