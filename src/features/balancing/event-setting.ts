import type { EntityManager } from 'typeorm';
import type { Texts } from '../../platform/i18n/language.js';
import type { Background } from '../accounts/profile.js';
import type { TeamRules } from '../events/team-rules.js';
import type { BalanceRulesView } from './proposals.dto.js';

/** What an event says about its teams. */
export interface TeamSetting extends TeamRules {
  slug: string;
  name: Texts;
  endsAt: Date;
  teamsFreezeAt: Date | null;
  maxSize: number;
}

export async function teamSetting(manager: EntityManager, eventId: string): Promise<TeamSetting> {
  const [row] = await manager.query(
    `SELECT e.slug, e.name, e.ends_at AS "endsAt", e.teams_freeze_at AS "teamsFreezeAt", e.max_team_size AS "maxSize",
       e.team_rules AS rules
     FROM event e WHERE e.id = $1`,
    [eventId],
  );
  const { rules, ...setting } = row;
  return { ...setting, ...(rules as TeamRules) };
}

export const isFrozen = ({ teamsFreezeAt }: TeamSetting, now: Date): boolean =>
  teamsFreezeAt !== null && teamsFreezeAt <= now;

/** Half way between the smallest and the largest team, where nothing else is said. */
export const usualSize = ({ minSize, maxSize }: TeamSetting): number =>
  Math.round((Math.max(minSize, Math.min(maxSize, 4)) + maxSize) / 2);

export const rulesView = ({ minSize, maxSize, required }: TeamSetting): BalanceRulesView => ({
  minSize,
  maxSize,
  required: Object.entries(required).map(([background, n]) => ({ background: background as Background, n })),
});
