import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { answer, api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { useMe } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { DataTable } from '../../components/data-table.js';
import { TextField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { ActionError, EmptyState, ErrorState, Loaded, Skeleton } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { PlatformMails } from '../mails/platform-mails.js';
import { needsSignIn } from './needs-sign-in.js';

type Account = components['schemas']['AccountView'];
type Right = 'event-creation' | 'steward';
type Grant = { id: string; name: string; right: Right; allowed: boolean };

const adminKey = ['admin', 'accounts'];
const RIGHTS: readonly { right: Right; of: (account: Account) => boolean }[] = [
  { right: 'event-creation', of: ({ canCreateEvents }) => canCreateEvents },
  { right: 'steward', of: ({ isSteward }) => isSteward },
];

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
    mutationFn: ({ id, right, allowed }: Grant) =>
      answer(
        api.PUT(`/api/v1/admin/accounts/{id}/${right}`, { params: { path: { id } }, body: { allowed } }),
      ),
    onSuccess: (_, { name, right, allowed }) => {
      toast(t(`admin.${right}.${allowed ? 'granted' : 'revoked'}`, { name }));
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
                    cell: ({ email, emailVerifiedAt }) => (
                      <>
                        {email}
                        {!emailVerifiedAt && <span className="small soft">{t('admin.notConfirmed')}</span>}
                      </>
                    ),
                    sortBy: ({ email }) => email,
                  },
                  ...RIGHTS.map(({ right, of }) => ({
                    key: right,
                    label: t(`admin.${right}`),
                    cell: (account: Account) => (
                      <RightCell
                        account={account}
                        right={right}
                        isHeld={of(account)}
                        onChange={(allowed) =>
                          grant.mutate({ id: account.id, name: account.name, right, allowed })
                        }
                      />
                    ),
                    sortBy: (account: Account) => Number(of(account)),
                  })),
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

/** Whether the account has the right, and what changes that; who has not confirmed the address is given none. */
function RightCell({
  account: { name, emailVerifiedAt },
  right,
  isHeld,
  onChange,
}: {
  account: Account;
  right: Right;
  isHeld: boolean;
  onChange: (allowed: boolean) => void;
}) {
  const { t } = useLanguage();
  const words = isHeld ? t('admin.revoke') : t('admin.grant');
  return (
    <span className="row">
      {isHeld ? t('admin.yes') : t('admin.no')}
      {(isHeld || emailVerifiedAt) && (
        <button
          type="button"
          className="button button-quiet"
          aria-label={`${words}: ${t(`admin.${right}`)}, ${name}`}
          onClick={() => onChange(!isHeld)}
        >
          {words}
        </button>
      )}
    </span>
  );
}
