import type { ReactNode } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { useMe } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Badge } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { Ago } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { type Help, useMentoringChange } from './mentoring-queries.js';

/** Requests for help, with what the reader can do about each. */
export function HelpList({ event, items }: { event: EventView; items: Help[] }) {
  return (
    <ul className="plain-list">
      {items.map((help) => (
        <li key={help.id}>
          <HelpItem event={event} help={help} />
        </li>
      ))}
    </ul>
  );
}

function HelpItem({ event, help }: { event: EventView; help: Help }) {
  const { t } = useLanguage();
  return (
    <article className="stack" aria-label={help.subject}>
      <div>
        <div className="row">
          <h3>{help.subject}</h3>
          <HelpState help={help} />
          {help.matches && <Badge tone="good">{t('help.matches')}</Badge>}
        </div>
        <p className="soft small">
          {help.team.name} · {help.askedBy} · <Ago at={help.createdAt} zone={event.timeZone} />
          {help.expertise.length > 0 && ` · ${help.expertise.join(', ')}`}
        </p>
      </div>
      {help.text && <p className="text-block">{help.text}</p>}
      {help.takenBy && <p className="small">{t('help.takenBy', { name: help.takenBy.name })}</p>}
      <HelpActions event={event} help={help} />
    </article>
  );
}

/** What a request is waiting for. Urgency is said while it waits; after that it no longer matters. */
function HelpState({ help }: { help: Help }): ReactNode {
  const { t } = useLanguage();
  if (help.status !== 'open') return <Badge tone="busy">{t(`help.status.${help.status}`)}</Badge>;
  return (
    <>
      <Badge tone={help.urgency === 'now' ? 'bad' : 'quiet'}>{t(`help.urgency.${help.urgency}`)}</Badge>
      {help.isOverdue && <Badge tone="warn">{t('help.overdue')}</Badge>}
    </>
  );
}

function HelpActions({ event, help }: { event: EventView; help: Help }) {
  const { t } = useLanguage();
  const me = useMe();
  const { toast } = useAnnouncer();
  const params = { params: { path: { id: help.id } } };
  const take = useMentoringChange(event.slug, () =>
    answer(api.POST('/api/v1/help-requests/{id}/take', params)).then(() => toast(t('help.took'))),
  );
  const handBack = useMentoringChange(event.slug, () =>
    answer(api.POST('/api/v1/help-requests/{id}/hand-back', params)),
  );
  const resolve = useMentoringChange(event.slug, () =>
    answer(api.POST('/api/v1/help-requests/{id}/resolve', params)).then(() => toast(t('help.closed'))),
  );
  const isMine = help.takenBy?.id === me?.id;
  const isOrganizer = event.myRole === 'organizer';
  const isTeams = help.team.id === event.myTeam?.id;
  const named = (label: string) => `${label}: ${help.subject}`;
  return (
    <div className="row">
      {event.myRole === 'mentor' && help.status === 'open' && (
        <button
          type="button"
          className="button button-primary"
          aria-label={named(t('help.take'))}
          aria-disabled={take.isPending}
          onClick={() => !take.isPending && take.mutate(undefined)}
        >
          {t('help.take')}
        </button>
      )}
      {(isMine || isOrganizer || isTeams) && (
        <button
          type="button"
          className={isMine ? 'button button-primary' : 'button button-quiet'}
          aria-label={named(isTeams && help.status === 'open' ? t('help.withdraw') : t('help.resolve'))}
          onClick={() => resolve.mutate(undefined)}
        >
          {isTeams && help.status === 'open' ? t('help.withdraw') : t('help.resolve')}
        </button>
      )}
      {help.status === 'taken' && (isMine || isOrganizer) && (
        <button
          type="button"
          className="button button-quiet"
          aria-label={named(t('help.handBack'))}
          onClick={() => handBack.mutate(undefined)}
        >
          {t('help.handBack')}
        </button>
      )}
      <ActionError error={take.error ?? handBack.error ?? resolve.error} />
    </div>
  );
}
