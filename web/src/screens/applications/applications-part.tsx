import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { keys, page } from '../../api/queries.js';
import { DataTable } from '../../components/data-table.js';
import { SelectField, TextField } from '../../components/field.js';
import { Badge, type Tone } from '../../components/pieces.js';
import { EmptyState, ErrorState, Skeleton } from '../../components/states.js';
import { Ago, Exact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { ApplicationDialog } from './application-dialog.js';
import {
  type ApplicationItem,
  type AppliedRole,
  BACKGROUNDS,
  type Background,
  CONSENT_TONES,
  type ConsentState,
  peopleCountsQuery,
} from './application-queries.js';
import { ConsentsMissing } from './consents-missing.js';
import { DecisionBar } from './decision-bar.js';
import { PromoteWaiting } from './promote-waiting.js';

const STATUSES = [
  'submitted',
  'waitlisted',
  'accepted',
  'declined',
  'withdrawn',
  'lapsed',
  'no_show',
] as const;
type Status = (typeof STATUSES)[number];
const SORTS = ['applied', 'name', 'rank', 'background', 'status'] as const;
const CONSENTS = ['due', 'refused', 'agreed'] as const;
const TONES: Record<string, Tone> = { submitted: 'busy', accepted: 'good', waitlisted: 'warn' };

/** Who applied: search, filters, decisions for one or many. */
export function ApplicationsPart({ event, role }: { event: EventView; role: AppliedRole }) {
  const { t, language } = useLanguage();
  const { slug } = event;
  const [filter, setFilter] = useState({
    status: '' as Status | '',
    background: '' as Background | '',
    sort: 'applied' as (typeof SORTS)[number],
    consent: '' as ConsentState | '',
    q: '',
  });
  const counts = useQuery(peopleCountsQuery(slug));
  const asksConsent = Boolean(counts.data?.applications.find((one) => one.role === role)?.consents);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string | null>(null);
  const q = useDeferredValue(filter.q.trim());
  const query = {
    role,
    sort: filter.sort,
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.background ? { background: filter.background } : {}),
    ...(filter.consent ? { consent: filter.consent } : {}),
    ...(q ? { q } : {}),
  };
  const list = useInfiniteQuery({
    queryKey: [...keys.event(slug), 'applications', query],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/events/{slug}/applications', {
          params: { path: { slug }, query: { ...query, ...page(100, pageParam).query } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const set = (part: Partial<typeof filter>) => {
    setFilter({ ...filter, ...part });
    setChosen(new Set());
  };
  const toggle = (id: string, is: boolean) => {
    const next = new Set(chosen);
    if (is) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const csv = new URLSearchParams({ ...query, language }).toString();
  return (
    <div className="stack">
      <div className="form-pair">
        <TextField
          label={t('people.search')}
          type="search"
          value={filter.q}
          onChange={(text) => set({ q: text })}
        />
        <SelectField<Status | ''>
          label={t('people.status')}
          value={filter.status}
          onChange={(status) => set({ status })}
          options={[
            { value: '', label: t('people.all') },
            ...STATUSES.map((value) => ({ value, label: t(`application.${value}`) })),
          ]}
        />
      </div>
      <div className="form-pair">
        <SelectField<Background | ''>
          label={t('people.background')}
          value={filter.background}
          onChange={(background) => set({ background })}
          options={[
            { value: '', label: t('people.all') },
            ...BACKGROUNDS.map((value) => ({ value, label: t(`background.${value}`) })),
          ]}
        />
        <SelectField<(typeof SORTS)[number]>
          label={t('people.sort')}
          value={filter.sort}
          onChange={(sort) => set({ sort })}
          options={SORTS.map((value) => ({ value, label: t(`people.sort.${value}`) }))}
        />
      </div>
      {asksConsent && (
        <SelectField<ConsentState | ''>
          label={t('consents.column')}
          value={filter.consent}
          onChange={(consent) => set({ consent })}
          options={[
            { value: '', label: t('people.all') },
            ...CONSENTS.map((value) => ({ value, label: t(`consents.state.${value}`) })),
          ]}
        />
      )}
      <ConsentsMissing event={event} role={role} onSee={(consent) => set({ consent })} />
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() => setChosen(new Set(rows.slice(0, 500).map(({ id }) => id)))}
        >
          {t('people.chooseAll', { n: Math.min(rows.length, 500) })}
        </button>
        <a className="button" href={`/api/v1/events/${slug}/applications.csv?${csv}`} download>
          {t('people.csv')}
        </a>
        <PromoteWaiting event={event} role={role} />
      </div>
      {chosen.size > 0 && (
        <DecisionBar event={event} role={role} ids={[...chosen]} onDone={() => setChosen(new Set())} />
      )}
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <Skeleton lines={10} />
      ) : rows.length === 0 ? (
        <EmptyState title={t('people.none')} />
      ) : (
        <DataTable<ApplicationItem>
          caption={t('people.part.applications')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'choose',
              label: t('people.choose'),
              cell: ({ id, name }) => (
                <input
                  type="checkbox"
                  aria-label={t('people.chooseOne', { name })}
                  checked={chosen.has(id)}
                  onChange={({ target }) => toggle(id, target.checked)}
                />
              ),
            },
            {
              key: 'name',
              label: t('people.name'),
              isName: true,
              cell: ({ id, name, email }) => (
                <>
                  <button type="button" className="link-button" onClick={() => setOpened(id)}>
                    {name}
                  </button>
                  <br />
                  <span className="soft small">{email}</span>
                </>
              ),
            },
            {
              key: 'background',
              label: t('people.background'),
              cell: ({ background }) => background && t(`background.${background}`),
            },
            { key: 'affiliation', label: t('people.affiliation'), cell: ({ affiliation }) => affiliation },
            {
              key: 'status',
              label: t('people.status'),
              cell: ({ status, confirmBy, confirmedAt }) =>
                status === 'accepted' && confirmBy && !confirmedAt ? (
                  <>
                    <Badge tone="warn">{t('application.unconfirmed')}</Badge>{' '}
                    <span className="small soft">
                      {t('next.until')} <Exact at={confirmBy} zone={event.timeZone} />
                    </span>
                  </>
                ) : (
                  <Badge tone={TONES[status] ?? 'quiet'}>{t(`application.${status as Status}`)}</Badge>
                ),
            },
            ...(asksConsent
              ? [
                  {
                    key: 'consent',
                    label: t('consents.column'),
                    cell: ({ consent }: ApplicationItem) =>
                      consent && (
                        <Badge tone={CONSENT_TONES[consent]}>{t(`consents.state.${consent}`)}</Badge>
                      ),
                  },
                ]
              : []),
            { key: 'rank', label: t('people.rank'), isNumeric: true, cell: ({ rank }) => rank },
            {
              key: 'submitted',
              label: t('people.applied'),
              cell: ({ submittedAt }) => <Ago at={submittedAt} zone={event.timeZone} />,
            },
          ]}
        />
      )}
      {list.hasNextPage && (
        <p>
          <button type="button" className="button" onClick={() => void list.fetchNextPage()}>
            {t('action.more')}
          </button>
        </p>
      )}
      {opened && <ApplicationDialog event={event} id={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}
