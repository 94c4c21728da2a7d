import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import type { components } from '../../api/schema.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Confirm } from '../../components/confirm.js';
import { DataTable } from '../../components/data-table.js';
import { Dialog } from '../../components/dialog.js';
import { SubmitRow } from '../../components/field.js';
import { Section } from '../../components/pieces.js';
import { ActionError, Loaded } from '../../components/states.js';
import { Ago, Exact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { useProof } from './proof-fields.js';
import { identitiesQuery, providersQuery } from './providers.js';
import { SignInProblem } from './sign-in-problem.js';

type Identity = components['schemas']['IdentityView'];
type Provider = components['schemas']['ProviderView'];

/** The providers that open this account, and those that could. */
export function WaysIn() {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const providers = useQuery(providersQuery());
  const identities = useQuery(identitiesQuery());
  const [adding, setAdding] = useState<Provider | null>(null);
  const [removing, setRemoving] = useState<Identity | null>(null);
  const linked = providers.data?.items.find(({ key }) => key === search.get('linked'));
  const nameOf = ({ provider, issuer }: Identity) => provider?.name ?? t('ways.unknown', { issuer });
  const isKnown = (key: string) => identities.data?.items.some(({ provider }) => provider?.key === key);
  const others = (providers.data?.items ?? []).filter(({ key }) => !isKnown(key));
  // Where a password is all there is, there is nothing to say about it here.
  if (providers.data?.items.length === 0 && identities.data?.items.length === 0) return null;
  return (
    <Section title={t('ways.title')} id="ways-in">
      <div className="stack">
        <p className="soft">{identities.data?.items.length ? t('ways.lead') : t('ways.leadNone')}</p>
        <SignInProblem />
        {linked && (
          <p className="notice notice-good" role="status">
            {t('ways.added', { provider: linked.name })}
          </p>
        )}
        <Loaded query={identities} lines={4}>
          {({ items }) => (
            <>
              {items.length > 0 && (
                <DataTable
                  caption={t('ways.title')}
                  rows={items}
                  rowKey={({ id }) => id}
                  columns={[
                    { key: 'way', label: t('ways.column'), isName: true, cell: nameOf },
                    { key: 'as', label: t('ways.asColumn'), cell: ({ email }) => email ?? '–' },
                    { key: 'since', label: t('ways.since'), cell: ({ linkedAt }) => <Exact at={linkedAt} /> },
                    {
                      key: 'used',
                      label: t('ways.used'),
                      cell: ({ lastUsedAt }) => (lastUsedAt ? <Ago at={lastUsedAt} /> : t('ways.never')),
                    },
                    {
                      key: 'actions',
                      label: t('entries.actions'),
                      cell: (identity) =>
                        identity.canBeRemoved ? (
                          <button
                            type="button"
                            className="button button-quiet"
                            aria-label={`${t('ways.remove')}: ${nameOf(identity)}`}
                            onClick={() => setRemoving(identity)}
                          >
                            {t('ways.remove')}
                          </button>
                        ) : (
                          <span className="soft">{t('ways.last')}</span>
                        ),
                    },
                  ]}
                />
              )}
              <div className="row">
                {others.map((provider) => (
                  <button
                    key={provider.key}
                    type="button"
                    className="button"
                    onClick={() => setAdding(provider)}
                  >
                    {t('ways.add', { provider: provider.name })}
                  </button>
                ))}
              </div>
            </>
          )}
        </Loaded>
        {adding && <AddProvider provider={adding} onClose={() => setAdding(null)} />}
        {removing && (
          <RemoveIdentity id={removing.id} name={nameOf(removing)} onClose={() => setRemoving(null)} />
        )}
      </div>
    </Section>
  );
}

function AddProvider({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { t } = useLanguage();
  const { proof, fields, forgetCode } = useProof();
  const link = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/auth/oidc/{provider}/link', {
          params: { path: { provider: provider.key } },
          body: proof,
        }),
      ),
    onSuccess: ({ url }) => location.assign(url),
    onError: forgetCode,
  });
  return (
    <Dialog title={t('ways.add', { provider: provider.name })} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!link.isPending) link.mutate();
        }}
      >
        <p>{t('ways.addLead', { provider: provider.name })}</p>
        {fields}
        <SubmitRow
          label={t('ways.go', { provider: provider.name })}
          isPending={link.isPending || link.isSuccess}
          error={<ActionError error={link.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}

function RemoveIdentity({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.DELETE('/api/v1/me/identities/{id}', {
        params: { path: { id } },
      });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => {
      toast(t('ways.removed', { provider: name }));
      void queries.invalidateQueries({ queryKey: identitiesQuery().queryKey });
      onClose();
    },
  });
  return (
    <Confirm
      title={t('ways.removeTitle', { provider: name })}
      label={t('ways.remove')}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{t('ways.removeText', { provider: name })}</p>
    </Confirm>
  );
}
