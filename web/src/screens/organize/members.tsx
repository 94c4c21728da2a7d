import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { keys, page } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { BeyondCapacity } from '../../components/beyond-capacity.js';
import { DataTable } from '../../components/data-table.js';
import { ActionError, EmptyState, ErrorState, Skeleton } from '../../components/states.js';
import { Ago } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { Reasoned } from './reasoned.js';
import { RecoverAccess } from './recover-access.js';
import { RemoveMember } from './remove-member.js';

const ROLES = ['participant', 'mentor', 'organizer'] as const;
type Role = (typeof ROLES)[number];
type Change = { accountId: string; name: string; role: Role; reason?: string; overCapacityReason?: string };

export function Members({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const { slug } = event;
  const [asked, setAsked] = useState<Change | null>(null);
  const [beyond, setBeyond] = useState<Change | null>(null);
  const queryKey = [...keys.event(slug), 'members'];
  const members = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/events/{slug}/members', { params: { path: { slug }, ...page(200, pageParam) } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const change = useMutation({
    mutationFn: ({ accountId, role, reason, overCapacityReason }: Change) =>
      answer(
        api.PUT('/api/v1/events/{slug}/members/{accountId}', {
          params: { path: { slug, accountId } },
          body: { role, reason, overCapacityReason },
        }),
      ),
    onSuccess: ({ name, role }) => {
      setAsked(null);
      setBeyond(null);
      toast(t('organize.memberChanged', { name, role: t(`events.role.${role}`) }));
    },
    onError: (error, asked) => {
      if (error instanceof Problem && error.code === 'ROLE_FULL') {
        setAsked(null);
        setBeyond(asked);
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.event(slug) }),
  });

  if (members.error) return <ErrorState error={members.error} onRetry={() => void members.refetch()} />;
  if (!members.data) return <Skeleton lines={10} />;
  const rows = members.data.pages.flatMap(({ items }) => items);
  return (
    <div className="stack">
      <p className="soft">{t('organize.membersLead')}</p>
      <ActionError error={beyond || asked ? null : change.error} />
      {asked && (
        <Reasoned
          title={t('organize.roleChange')}
          lead={t('organize.roleChangeLead', { name: asked.name, role: t(`events.role.${asked.role}`) })}
          label={t('organize.roleChangeDo')}
          reasonHint={t('organize.roleReasonHint')}
          isPending={change.isPending}
          error={change.error}
          onConfirm={(reason) => change.mutate({ ...asked, reason })}
          onClose={() => {
            setAsked(null);
            change.reset();
          }}
        />
      )}
      {beyond && (
        <BeyondCapacity
          title={t('organize.beyondOf', { name: beyond.name, role: t(`events.role.${beyond.role}`) })}
          error={change.error}
          isPending={change.isPending}
          onConfirm={(overCapacityReason) => change.mutate({ ...beyond, overCapacityReason })}
          onClose={() => {
            setBeyond(null);
            change.reset();
          }}
        />
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('organize.membersEmpty')} />
      ) : (
        <DataTable
          caption={t('organize.part.members')}
          rows={rows}
          rowKey={({ accountId, name }) => accountId ?? name}
          columns={[
            {
              key: 'name',
              label: t('organize.member'),
              isName: true,
              cell: ({ name }) => name,
              sortBy: ({ name }) => name,
            },
            { key: 'email', label: t('organize.memberEmail'), cell: ({ email }) => email },
            {
              key: 'team',
              label: t('organize.memberTeam'),
              cell: ({ team }) => team?.name,
              sortBy: ({ team }) => team?.name ?? '',
            },
            {
              key: 'joined',
              label: t('organize.memberJoined'),
              cell: ({ joinedAt }) => joinedAt && <Ago at={joinedAt} zone={event.timeZone} />,
              sortBy: ({ joinedAt }) => joinedAt ?? '',
            },
            {
              key: 'role',
              label: t('organize.memberRole'),
              cell: ({ accountId, name, role }) => (
                <select
                  className="input input-inline"
                  aria-label={t('organize.memberRoleOf', { name })}
                  value={role}
                  onChange={({ target }) =>
                    accountId && setAsked({ accountId, name, role: target.value as Role })
                  }
                >
                  {ROLES.map((one) => (
                    <option key={one} value={one}>
                      {t(`events.role.${one}`)}
                    </option>
                  ))}
                </select>
              ),
            },
            {
              key: 'recovery',
              label: t('recovery.action'),
              cell: ({ accountId, name, role }) =>
                accountId && role === 'participant' && <RecoverAccess {...{ slug, accountId, name }} />,
            },
            {
              key: 'remove',
              label: t('organize.remove'),
              cell: ({ accountId, name }) => accountId && <RemoveMember {...{ slug, accountId, name }} />,
            },
          ]}
        />
      )}
      {members.hasNextPage && (
        <p>
          <button type="button" className="button" onClick={() => void members.fetchNextPage()}>
            {t('action.more')}
          </button>
        </p>
      )}
    </div>
  );
}
