import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Check } from '../../components/field.js';
import { ActionError, EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { type Proposed, proposalQuery, useMentoringChange } from './mentoring-queries.js';

/** A mentor for every team that lacks one, with reasons; taken as a whole or without some. */
export function ProposalPanel({ event, onClose }: { event: EventView; onClose: () => void }) {
  const { t } = useLanguage();
  const proposal = useQuery(proposalQuery(event.slug));
  return (
    <div className="card stack">
      <div>
        <h3>{t('assign.proposal')}</h3>
        <p className="soft">{t('assign.proposalLead')}</p>
      </div>
      <Loaded query={proposal} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('assign.nothing')}
              action={
                <button type="button" className="button" onClick={onClose}>
                  {t('action.close')}
                </button>
              }
            />
          ) : (
            <Items event={event} items={items} onClose={onClose} />
          )
        }
      </Loaded>
    </div>
  );
}

function Items({ event, items, onClose }: { event: EventView; items: Proposed[]; onClose: () => void }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const taken = items.flatMap(({ team, mentor }) =>
    mentor && !leftOut.includes(team.id) ? [{ teamId: team.id, mentorId: mentor.id }] : [],
  );
  const apply = useMentoringChange(event.slug, async () => {
    await answer(
      api.POST('/api/v1/events/{slug}/mentoring/assignments', {
        params: { path: { slug: event.slug } },
        body: { items: taken },
      }),
    );
    toast(t('assign.done', { n: taken.length }));
    onClose();
  });
  return (
    <div className="stack">
      <ul className="plain-list">
        {items.map(({ team, mentor, ...reasons }) => (
          <li key={team.id}>
            {mentor ? (
              <>
                <Check
                  label={t('assign.pair', { team: team.name, name: mentor.name })}
                  checked={!leftOut.includes(team.id)}
                  onChange={(checked) =>
                    setLeftOut(checked ? leftOut.filter((id) => id !== team.id) : [...leftOut, team.id])
                  }
                />
                <p className="soft small">
                  {[
                    reasons.expertise.length > 0
                      ? t('assign.knows', { tags: reasons.expertise.join(', ') })
                      : t('assign.knowsNothing'),
                    reasons.languages.length > 0
                      ? t('assign.speaks', { languages: reasons.languages.join(', ') })
                      : t('assign.speaksNothing'),
                    t('assign.load', { n: reasons.load }),
                    ...(reasons.isThere === null ? [t('assign.noTimes')] : []),
                    ...(reasons.isThere === false ? [t('assign.timesOver')] : []),
                  ].join(' · ')}
                </p>
              </>
            ) : (
              <>
                <p className="strong">{team.name}</p>
                <p className="small">{t(`assign.obstacle.${reasons.obstacle ?? 'no_mentors'}`)}</p>
              </>
            )}
          </li>
        ))}
      </ul>
      <ActionError error={apply.error} />
      <div className="form-actions">
        <button
          type="button"
          className="button button-primary"
          aria-disabled={taken.length === 0 || apply.isPending}
          onClick={() => taken.length > 0 && !apply.isPending && apply.mutate(undefined)}
        >
          {t('assign.apply', { n: taken.length })}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('assign.discard')}
        </button>
      </div>
    </div>
  );
}
