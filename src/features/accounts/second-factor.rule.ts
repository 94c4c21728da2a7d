import type { GuardedRole } from '../../platform/config/sign-in-settings.js';

/** SQL over `account a`: whether it has the role anywhere in this installation. */
const HAS_ROLE: Record<GuardedRole, string> = {
  admins: 'a.is_admin',
  // Whoever may create an event is its organizer a moment later.
  organizers: `(a.can_create_events OR EXISTS (
    SELECT FROM event_member m WHERE m.account_id = a.id AND m.role = 'organizer'))`,
  stewards: 'a.is_steward',
};

/** Whether the installation wants a second factor of the account. */
export const needsFactorSql = (roles: readonly GuardedRole[]): string =>
  roles.length === 0 ? 'false' : `(${roles.map((role) => HAS_ROLE[role]).join(' OR ')})`;

/** Whether it wants one and there is none. */
export const lacksFactorSql = (roles: readonly GuardedRole[]): string =>
  roles.length === 0
    ? 'false'
    : `(${needsFactorSql(roles)} AND NOT EXISTS (
        SELECT FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL))`;
