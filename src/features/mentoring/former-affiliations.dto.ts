import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '../../platform/http/page.dto.js';
import { EVENT_ROLES, type EventRole } from '../events/event.entity.js';
import { MentorRefView } from './mentors.dto.js';
import { Prose } from './tags.js';

/** An affiliation that somebody gave up while the event is on, and that still makes conflicts of interest. */
export class FormerAffiliationView {
  id: string;
  person: MentorRefView;
  @ApiProperty({ enum: EVENT_ROLES, nullable: true })
  role: EventRole | null;
  affiliation: string;
  /** What they write now. */
  current: string;
  givenUpAt: Date;
  /** Since when it no longer counts; null: it counts. */
  liftedAt: Date | null;
  /** For organizers. */
  liftReason: string;
}

export class FormerAffiliationPage extends pageOf(FormerAffiliationView) {}

export class LiftRequest {
  /** Why it no longer counts. Organizers read it in the record. */
  @Prose(3, 500)
  reason: string;
}
