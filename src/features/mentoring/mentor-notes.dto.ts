import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '../../platform/http/page.dto.js';
import { Prose } from './tags.js';

export class NoteRequest {
  @Prose(1, 4_000)
  text: string;
}

/** A private note on a team, for its mentors and organizers. */
export class NoteView {
  id: string;
  text: string;
  /** The team that it was written of, before that became part of this one; null: this team. */
  @ApiProperty({ type: 'string', nullable: true })
  writtenOf: string | null;
  author: string;
  isMine: boolean;
  createdAt: Date;
  editedAt: Date | null;
}

export class NotePage extends pageOf(NoteView) {}
