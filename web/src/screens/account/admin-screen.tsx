import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { answer, api } from '../../api/client.js';
import { useMe } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { DataTable } from '../../components/data-table.js';
import { TextField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { ActionError, EmptyState, ErrorState, Loaded, Skeleton } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { PlatformMails } from '../mails/platform-mails.js';
import { needsSignIn } from './needs-sign-in.js';

const adminKey = ['admin', 'accounts'];

export function AdminScreen() {
  const { t } = useLanguage();
  const me = useMe();
  if (me === undefined) return <Skeleton lines={12} />;
  if (me === null) return <ErrorState error={needsSignIn()} />;
  return (
    <>
      <PageHeader title={t('admin.title')} lead={me.isAdmin ? t('admin.lead') : undefined} />
      {me.isAdmin ? (
        <div className="stack-large">
          <PlatformMails />
          <Accounts />
        </div>
      ) : (
        <EmptyState title={t('admin.only')} />
      )}
    </>
  );
}

function Accounts() {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const { toast } = useAnnouncer();
  const [typed, setTyped] = useState('');
  const [limit, setLimit] = useState(50);
  const query = useDeferredValue(typed.trim());
  const accounts = useQuery({
    queryKey: [...adminKey, query, limit],
    queryFn: () =>
      answer(api.GET('/api/v1/admin/accounts', { params: { query: query ? { query, limit } : { limit } } })),
    placeholderData: (previous) => previous,
  });
  const grant = useMutation({
    mutationFn: ({ id, allowed }: { id: string; name: string; allowed: boolean }) =>
      answer(
        api.PUT('/api/v1/admin/accounts/{id}/event-creation', {
          params: { path: { id } },
          body: { allowed },
        }),
      ),
    onSuccess: (_, { name, allowed }) => {
      toast(t(allowed ? 'admin.granted' : 'admin.revoked', { name }));
      return queries.invalidateQueries({ queryKey: adminKey });
    },
  });
  return (
    <div className="stack">
      <TextField label={t('admin.find')} type="search" value={typed} onChange={setTyped} maxLength={100} />
      <ActionError error={grant.error} />
      <Loaded query={accounts} lines={10}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState title={t('admin.none')} />
          ) : (
            <>
              <DataTable
                caption={t('admin.title')}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'name',
                    label: t('admin.columnName'),
                    isName: true,
                    cell: ({ name }) => name,
                    sortBy: ({ name }) => name,
                  },
                  {
                    key: 'email',
                    label: t('admin.columnEmail'),
                    cell: ({ email }) => email,
                    sortBy: ({ email }) => email,
                  },
                  {
                    key: 'right',
                    label: t('admin.columnRight'),
                    cell: ({ canCreateEvents }) => (canCreateEvents ? t('admin.yes') : t('admin.no')),
                    sortBy: ({ canCreateEvents }) => Number(canCreateEvents),
                  },
                  {
                    key: 'actions',
                    label: t('entries.actions'),
                    cell: ({ id, name, canCreateEvents }) => (
                      <button
                        type="button"
                        className="button button-quiet"
                        aria-label={`${canCreateEvents ? t('admin.revoke') : t('admin.grant')}: ${name}`}
                        onClick={() => grant.mutate({ id, name, allowed: !canCreateEvents })}
                      >
                        {canCreateEvents ? t('admin.revoke') : t('admin.grant')}
                      </button>
                    ),
                  },
                ]}
              />
              {nextCursor && limit < 200 && (
                <p>
                  <button type="button" className="button" onClick={() => setLimit(200)}>
                    {t('action.more')}
                  </button>
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </div>
  );
}
