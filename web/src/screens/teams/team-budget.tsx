import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView, type Team } from '../../api/client.js';
import { Badge, Section } from '../../components/pieces.js';
import { ActionError, Loaded } from '../../components/states.js';
import { Moment } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { GiveMore } from './give-more.js';
import { allowancesQuery, type Budget, budgetQuery, useTeamChange } from './team-queries.js';

/** What the team has used of each task and whose entries these are; what organizers gave it. */
export function TeamBudget({ event, team }: { event: EventView; team: Team }) {
  const { t } = useLanguage();
  const budget = useQuery(budgetQuery(event.slug, team.id));
  const [gives, setGives] = useState(false);
  const isOrganizer = event.myRole === 'organizer';
  return (
    <Section
      title={t('teams.budget')}
      actions={
        isOrganizer &&
        (budget.data?.items.length ?? 0) > 0 && (
          <button type="button" className="button" onClick={() => setGives(true)}>
            {t('teams.giveMore')}
          </button>
        )
      }
    >
      <Loaded query={budget} lines={4}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className="soft">{t('teams.budgetNone')}</p>}
            <ul className="plain-list">
              {items.map((one) => (
                <TaskBudget key={one.task.id} event={event} budget={one} />
              ))}
            </ul>
            {gives && <GiveMore event={event} team={team} budgets={items} onClose={() => setGives(false)} />}
          </>
        )}
      </Loaded>
      <Allowances event={event} team={team} />
    </Section>
  );
}

function TaskBudget({ event, budget }: { event: EventView; budget: Budget }) {
  const { t, read } = useLanguage();
  const { limitTotal, limitPerDay, usedTotal, usedToday, extraTotal, extraToday, from } = budget;
  const carried = from.filter(({ isOwn }) => !isOwn);
  return (
    <li className="stack">
      <p className="strong">{read(budget.task.name)}</p>
      <p>
        {limitTotal === null
          ? t('teams.usedNoLimit', { used: usedTotal })
          : t('teams.used', { used: usedTotal, limit: limitTotal + extraTotal })}
        {limitPerDay !== null && (
          <span className="soft">
            {' · '}
            {t('teams.usedToday', { used: usedToday, limit: limitPerDay + extraToday })}
          </span>
        )}
      </p>
      {carried.length > 0 && (
        <p className="small">
          {t('teams.carried', {
            list: carried.map(({ team, entries }) => `${team.name} (${entries})`).join(', '),
          })}
        </p>
      )}
      {budget.isExtended && (
        <p className="small">
          <Badge tone="good">{t('teams.extended')}</Badge>{' '}
          <Moment at={budget.closesAt} zone={event.timeZone} deadline />
        </p>
      )}
    </li>
  );
}

function Allowances({ event, team }: { event: EventView; team: Team }) {
  const { t, read } = useLanguage();
  const allowances = useQuery(allowancesQuery(event.slug, team.id));
  const revoke = useTeamChange(
    event.slug,
    (allowanceId: string) =>
      answer(
        api.DELETE('/api/v1/teams/{id}/allowances/{allowanceId}', {
          params: { path: { id: team.id, allowanceId } },
        }),
      ),
    t('teams.takenBack'),
  );
  const items = allowances.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className="stack">
      <h3>{t('teams.allowances')}</h3>
      <ul className="plain-list">
        {items.map((one) => (
          <li key={one.id} className="stack">
            <p>
              {[
                read(one.task.name),
                ...(one.extraTotal ? [t('teams.plusTotal', { n: one.extraTotal })] : []),
                ...(one.extraToday ? [t('teams.plusToday', { n: one.extraToday })] : []),
              ].join(' · ')}
              {one.closesAt && (
                <>
                  {' · '}
                  {t('teams.until')} <Moment at={one.closesAt} zone={event.timeZone} />
                </>
              )}
            </p>
            <p className="soft small">
              {one.grantedByName}: {one.reason}
            </p>
            {one.revokedAt ? (
              <p className="small">
                <Badge tone="warn">{t('teams.wasTakenBack')}</Badge>
              </p>
            ) : (
              event.myRole === 'organizer' && (
                <p>
                  <button type="button" className="button button-quiet" onClick={() => revoke.mutate(one.id)}>
                    {t('teams.takeBack')}
                  </button>
                </p>
              )
            )}
          </li>
        ))}
      </ul>
      <ActionError error={revoke.error} />
    </div>
  );
}
