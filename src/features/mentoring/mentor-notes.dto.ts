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
  author: string;
  isMine: boolean;
  createdAt: Date;
  editedAt: Date | null;
}

export class NotePage extends pageOf(NoteView) {}
