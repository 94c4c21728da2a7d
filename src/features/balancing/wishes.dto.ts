import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery, pageOf } from '../../platform/http/page.dto.js';
import type { Background } from '../accounts/profile.js';

export class WishRequest {
  /** A participant of the event. */
  @IsUUID()
  accountId: string;

  @IsIn(['with', 'not_with'])
  kind: 'with' | 'not_with';
}

/** A wish of the reader's own. Nobody but they themselves and organizers ever see it. */
export class WishView {
  accountId: string;
  name: string;
  kind: 'with' | 'not_with';
  createdAt: Date;
}

/** The reader's wishes. They are few, so this is never more than one page. */
export class WishPage extends pageOf(WishView) {
  /** How many one may give. */
  limit: number;
  /** Whether they can be changed now. */
  isOpen: boolean;
}

export class WishPeopleQuery extends PageQuery {
  /** Part of a name. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  search?: string;
}

/** A participant whom a wish may be about. */
export class WishPersonView {
  accountId: string;
  name: string;
  background: Background | null;
  affiliation: string;
}

export class WishPersonPage extends pageOf(WishPersonView) {}
