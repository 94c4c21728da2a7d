import { pageOf } from '../../platform/http/page.dto.js';

/** A browser in which one is signed in. */
export class SessionView {
  id: string;
  /** The one that asks. */
  isCurrent: boolean;
  /** As far as it tells: `Chrome`; null: it does not. */
  browser: string | null;
  /** Such as `Windows` or `iPhone`. */
  system: string | null;
  /** Where it was last used from, without the last part of the address. */
  network: string | null;
  createdAt: Date;
  /** To some minutes. */
  lastSeenAt: Date;
  expiresAt: Date;
}

export class SessionPage extends pageOf(SessionView) {}

export class SessionsEndedView {
  sessionsEnded: number;
}
