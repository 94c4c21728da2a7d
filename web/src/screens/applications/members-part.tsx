import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { keys, page } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { DataTable } from '../../components/data-table.js';
import { SelectField, TextField } from '../../components/field.js';
import { Badge } from '../../components/pieces.js';
import { ActionError, EmptyState, ErrorState, Skeleton } from '../../components/states.js';
import { Exact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { CONSENT_TONES, type ConsentState, peopleCountsQuery } from './application-queries.js';
import { ConsentsMissing } from './consents-missing.js';

const ROLES = ['participant', 'mentor', 'organizer'] as const;
const SHOWN = [
  'all',
  'notHere',
  'here',
  'withoutTeam',
  'unconfirmed',
  'consentDue',
  'consentRefused',
] as const;
type Shown = (typeof SHOWN)[number];

/** Members of the event, and who of them is there: made for a phone at the desk. */
export function MembersPart({ event }: { event: EventView }) {
  const { t, language } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const { slug } = event;
  const [filter, setFilter] = useState({
    q: '',
    role: '' as (typeof ROLES)[number] | '',
    shown: 'all' as Shown,
  });
  const counts = useQuery(peopleCountsQuery(slug));
  const asksConsent = counts.data?.applications.some(({ consents }) => consents !== null) ?? false;
  const offered = SHOWN.filter((one) => asksConsent || !one.startsWith('consent'));
  const q = useDeferredValue(filter.q.trim());
  const query = {
    ...(q ? { q } : {}),
    ...(filter.role ? { role: filter.role } : {}),
    ...(filter.shown === 'here' ? { checkedIn: 'yes' as const } : {}),
    ...(filter.shown === 'notHere' ? { checkedIn: 'no' as const } : {}),
    ...(filter.shown === 'withoutTeam' ? { team: 'without' as const } : {}),
    ...(filter.shown === 'unconfirmed' ? { address: 'unconfirmed' as const } : {}),
    ...(filter.shown === 'consentDue' ? { consent: 'due' as const } : {}),
    ...(filter.shown === 'consentRefused' ? { consent: 'refused' as const } : {}),
  };
  const list = useInfiniteQuery({
    queryKey: [...keys.event(slug), 'people', query],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/events/{slug}/people', {
          params: { path: { slug }, query: { ...query, ...page(100, pageParam).query } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const checkIn = useMutation({
    mutationFn: ({ accountId, isPresent }: { accountId: string; isPresent: boolean }) =>
      answer(
        api.PUT('/api/v1/events/{slug}/people/{accountId}/check-in', {
          params: { path: { slug, accountId } },
          body: { isPresent },
        }),
      ),
    onSuccess: ({ name, checkedInAt }) =>
      toast(t(checkedInAt ? 'people.isHere' : 'people.isNotHere', { name })),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.event(slug) }),
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const csv = new URLSearchParams({ ...query, language }).toString();
  return (
    <div className="stack">
      <TextField
        label={t('people.search')}
        type="search"
        value={filter.q}
        onChange={(text) => setFilter({ ...filter, q: text })}
      />
      <div className="form-pair">
        <SelectField<(typeof ROLES)[number] | ''>
          label={t('organize.memberRole')}
          value={filter.role}
          onChange={(role) => setFilter({ ...filter, role })}
          options={[
            { value: '', label: t('people.all') },
            ...ROLES.map((value) => ({ value, label: t(`events.role.${value}`) })),
          ]}
        />
        <SelectField<Shown>
          label={t('people.shown')}
          value={filter.shown}
          onChange={(shown) => setFilter({ ...filter, shown })}
          options={offered.map((value) => ({ value, label: t(`people.shown.${value}`) }))}
        />
      </div>
      {(['participant', 'mentor'] as const).map((role) => (
        <ConsentsMissing
          key={role}
          event={event}
          role={role}
          onSee={(state) =>
            setFilter({ q: '', role, shown: state === 'refused' ? 'consentRefused' : 'consentDue' })
          }
        />
      ))}
      <p>
        <a className="button" href={`/api/v1/events/${slug}/people.csv?${csv}`} download>
          {t('people.csv')}
        </a>
      </p>
      <ActionError error={checkIn.error} />
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <Skeleton lines={10} />
      ) : rows.length === 0 ? (
        <EmptyState title={t('people.none')} />
      ) : (
        <DataTable
          caption={t('people.part.members')}
          rows={rows}
          rowKey={({ accountId }) => accountId}
          columns={[
            { key: 'name', label: t('people.name'), isName: true, cell: ({ name }) => name },
            {
              key: 'here',
              label: t('people.checkIn'),
              cell: ({ accountId, name, checkedInAt }) => (
                <div className="row">
                  {checkedInAt && <Exact at={checkedInAt} zone={event.timeZone} />}
                  <button
                    type="button"
                    className={checkedInAt ? 'button button-quiet' : 'button button-primary'}
                    aria-label={t(checkedInAt ? 'people.undoOne' : 'people.checkInOne', { name })}
                    onClick={() => checkIn.mutate({ accountId, isPresent: !checkedInAt })}
                  >
                    {t(checkedInAt ? 'people.undo' : 'people.checkIn')}
                  </button>
                </div>
              ),
            },
            { key: 'role', label: t('organize.memberRole'), cell: ({ role }) => t(`events.role.${role}`) },
            {
              key: 'background',
              label: t('people.background'),
              cell: ({ background }) => background && t(`background.${background}`),
            },
            { key: 'affiliation', label: t('people.affiliation'), cell: ({ affiliation }) => affiliation },
            { key: 'team', label: t('organize.memberTeam'), cell: ({ team }) => team?.name },
            {
              key: 'email',
              label: t('people.email'),
              cell: ({ email, isAddressConfirmed }) => (
                <>
                  {email} {!isAddressConfirmed && <Badge tone="warn">{t('people.addressUnconfirmed')}</Badge>}
                </>
              ),
            },
            ...(asksConsent
              ? [
                  {
                    key: 'consent',
                    label: t('consents.column'),
                    cell: ({ consent }: { consent: ConsentState | null }) =>
                      consent && (
                        <Badge tone={CONSENT_TONES[consent]}>{t(`consents.state.${consent}`)}</Badge>
                      ),
                  },
                ]
              : []),
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
    </div>
  );
}
