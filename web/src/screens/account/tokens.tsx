import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { useAnnouncer } from '../../components/announcer.js';
import { DataTable } from '../../components/data-table.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { Ago, Exact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';

const NewToken = lazy(async () => ({ default: (await import('./new-token.js')).NewToken }));
const tokensKey = ['me', 'tokens'];

export function Tokens() {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const tokens = useQuery({ queryKey: tokensKey, queryFn: () => answer(api.GET('/api/v1/me/tokens')) });
  const refresh = () => void queries.invalidateQueries({ queryKey: tokensKey });
  const revoke = useMutation({
    mutationFn: async ({ id }: { id: string; name: string }) => {
      const { response, error } = await api.DELETE('/api/v1/me/tokens/{id}', { params: { path: { id } } });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: (_, { name }) => {
      toast(t('account.tokenRevoked', { name }));
      refresh();
    },
  });
  return (
    <>
      <p className="soft">{t('account.tokensLead')}</p>
      <Loaded query={tokens} lines={5}>
        {({ items }) => {
          const valid = items.filter(({ revokedAt }) => revokedAt === null);
          if (valid.length === 0) return <EmptyState title={t('account.tokensEmpty')} />;
          return (
            <DataTable
              caption={t('account.tokens')}
              rows={valid}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  label: t('account.tokenColumn'),
                  isName: true,
                  cell: ({ name, prefix }) => (
                    <>
                      {name} <code className="soft">{prefix}…</code>
                    </>
                  ),
                },
                {
                  key: 'scopes',
                  label: t('account.tokenScopesColumn'),
                  cell: ({ scopes }) => scopes.map((scope) => t(`account.scope.${scope}`)).join(', '),
                },
                {
                  key: 'expires',
                  label: t('account.tokenExpires'),
                  cell: ({ expiresAt }) => <Exact at={expiresAt} />,
                },
                {
                  key: 'used',
                  label: t('account.tokenUsed'),
                  cell: ({ lastUsedAt }) => (lastUsedAt ? <Ago at={lastUsedAt} /> : t('account.tokenNever')),
                },
                {
                  key: 'actions',
                  label: t('entries.actions'),
                  cell: ({ id, name }) => (
                    <button
                      type="button"
                      className="button button-quiet"
                      aria-label={`${t('account.tokenRevoke')}: ${name}`}
                      onClick={() => revoke.mutate({ id, name })}
                    >
                      {t('account.tokenRevoke')}
                    </button>
                  ),
                },
              ]}
            />
          );
        }}
      </Loaded>
      <p>
        <button type="button" className="button" onClick={() => setCreating(true)}>
          {t('account.tokenNew')}
        </button>
      </p>
      {isCreating && (
        <Suspense>
          <NewToken
            onClose={() => {
              setCreating(false);
              refresh();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
