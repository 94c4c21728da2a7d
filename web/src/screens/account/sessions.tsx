import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import type { components } from '../../api/schema.js';
import { useAnnouncer } from '../../components/announcer.js';
import { DataTable } from '../../components/data-table.js';
import { Badge } from '../../components/pieces.js';
import { ActionError, Loaded } from '../../components/states.js';
import { Ago, Exact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';

type Session = components['schemas']['SessionView'];
const sessionsKey = ['me', 'sessions'];

/** The browsers in which one is signed in; each can be signed out from here. */
export function Sessions() {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: sessionsKey,
    queryFn: () => answer(api.GET('/api/v1/me/sessions', { params: { query: { limit: 200 } } })),
  });
  const refresh = () => void queries.invalidateQueries({ queryKey: sessionsKey });
  const nameOf = ({ browser, system }: Session) =>
    browser && system ? t('sessions.on', { browser, system }) : (browser ?? system ?? t('sessions.unknown'));
  const end = useMutation({
    mutationFn: async ({ id }: Session) => {
      const { response, error } = await api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: (_, session) => toast(t('sessions.ended', { browser: nameOf(session) })),
    onSettled: refresh,
  });
  const endOthers = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/me/sessions')),
    onSuccess: ({ sessionsEnded }) => toast(t('sessions.othersEnded', { n: sessionsEnded })),
    onSettled: refresh,
  });
  return (
    <div className="stack">
      <Loaded query={sessions} lines={5}>
        {({ items }) => (
          <>
            <DataTable
              caption={t('sessions.title')}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'browser',
                  label: t('sessions.browser'),
                  isName: true,
                  cell: (session) => (
                    <>
                      {nameOf(session)} {session.isCurrent && <Badge tone="good">{t('sessions.this')}</Badge>}
                    </>
                  ),
                },
                { key: 'network', label: t('sessions.network'), cell: ({ network }) => network ?? '–' },
                {
                  key: 'since',
                  label: t('sessions.since'),
                  cell: ({ createdAt }) => <Exact at={createdAt} />,
                },
                { key: 'seen', label: t('sessions.seen'), cell: ({ lastSeenAt }) => <Ago at={lastSeenAt} /> },
                {
                  key: 'actions',
                  label: t('entries.actions'),
                  cell: (session) =>
                    session.isCurrent ? (
                      '–'
                    ) : (
                      <button
                        type="button"
                        className="button button-quiet"
                        aria-label={`${t('sessions.end')}: ${nameOf(session)}`}
                        onClick={() => end.mutate(session)}
                      >
                        {t('sessions.end')}
                      </button>
                    ),
                },
              ]}
            />
            <ActionError error={end.error ?? endOthers.error} />
            {items.length > 1 && (
              <p>
                <button type="button" className="button" onClick={() => endOthers.mutate()}>
                  {t('sessions.endOthers')}
                </button>
              </p>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}
