import { useLanguage } from '../../i18n/language.js';
import type { Brought, Missing } from './team-queries.js';

/** What a team still lacks by the event's rules, as one line; nothing where it is complete. */
export function MissingLine({ missing, isBare = false }: { missing: Missing[]; isBare?: boolean }) {
  const { t } = useLanguage();
  if (missing.length === 0) return null;
  const parts = missing.map(({ background, count }) =>
    background
      ? `${t(`background.${background}`)}\u00a0${t('teams.count', { n: count })}`
      : t('teams.morePeople', { n: count }),
  );
  return (
    <p className="small">
      {!isBare && <span className="strong">{t('teams.missing')} </span>}
      {parts.join(' · ')}
    </p>
  );
}

/** What newcomers do to what is left, task by task; nothing where they bring nothing. */
export function BroughtNotice({ budget, mine = false }: { budget: Brought[]; mine?: boolean }) {
  const { t, read } = useLanguage();
  if (budget.length === 0) return null;
  return (
    <div className="notice notice-warn stack">
      <p className="strong">{mine ? t('teams.youBring') : t('teams.theyBring')}</p>
      <ul>
        {budget.map(({ task, used, brings, limitTotal }) => (
          <li key={task.id}>
            {limitTotal === null
              ? t('teams.bringsNoLimit', { task: read(task.name), used, brings })
              : t('teams.brings', {
                  task: read(task.name),
                  used,
                  brings,
                  left: Math.max(0, limitTotal - used - brings),
                })}
          </li>
        ))}
      </ul>
    </div>
  );
}
