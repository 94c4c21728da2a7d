import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { useAnnouncer } from '../../components/announcer.js';
import { SelectField, SubmitRow, TextField } from '../../components/field.js';
import { Badge, Section } from '../../components/pieces.js';
import { ActionError, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { wishesQuery, wishPeopleQuery } from './balance-queries.js';

type Kind = 'with' | 'not_with';

/** A participant's own wishes about whom to be in a team with. */
export function Wishes({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const wishes = useQuery(wishesQuery(event.slug));
  const [isAdding, setAdding] = useState(false);
  return (
    <Section title={t('wishes.title')}>
      <Loaded query={wishes} lines={3}>
        {({ items, limit, isOpen }) => (
          <>
            <p className="soft small">{t('wishes.lead', { limit })}</p>
            {items.length === 0 ? (
              <p className="soft">{isOpen ? t('wishes.none') : t('wishes.closed')}</p>
            ) : (
              <ul className="members">
                {items.map(({ accountId, name, kind }) => (
                  <li key={accountId} className="row">
                    <span>{name}</span>
                    <Badge>{t(`wishes.${kind}`)}</Badge>
                    {isOpen && <TakeBack slug={event.slug} accountId={accountId} name={name} />}
                  </li>
                ))}
              </ul>
            )}
            {isOpen && items.length < limit && !isAdding && (
              <p>
                <button type="button" className="button" onClick={() => setAdding(true)}>
                  {t('wishes.add')}
                </button>
              </p>
            )}
            {isAdding && <Give slug={event.slug} onDone={() => setAdding(false)} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function TakeBack({ slug, accountId, name }: { slug: string; accountId: string; name: string }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.DELETE('/api/v1/events/{slug}/wishes/{accountId}', {
        params: { path: { slug, accountId } },
      });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: wishesQuery(slug).queryKey }),
  });
  return (
    <>
      <button
        type="button"
        className="link-button small"
        aria-label={t('wishes.remove', { name })}
        onClick={() => remove.mutate()}
      >
        {t('wishes.removeShort')}
      </button>
      <ActionError error={remove.error} />
    </>
  );
}

function Give({ slug, onDone }: { slug: string; onDone: () => void }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [search, setSearch] = useState('');
  const [accountId, setAccountId] = useState('');
  const [kind, setKind] = useState<Kind>('with');
  const people = useQuery(wishPeopleQuery(slug, search.trim()));
  const give = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/events/{slug}/wishes', {
          params: { path: { slug } },
          body: { accountId, kind },
        }),
      ),
    onSuccess: (wishes) => {
      queries.setQueryData(wishesQuery(slug).queryKey, wishes);
      toast(t('wishes.given'));
      onDone();
    },
  });
  const said = (parts: (string | null)[]) => parts.filter(Boolean).join(' · ');
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!give.isPending) give.mutate();
      }}
    >
      <TextField label={t('wishes.search')} optional value={search} onChange={setSearch} />
      <SelectField
        label={t('wishes.person')}
        required
        value={accountId}
        onChange={setAccountId}
        options={[
          { value: '', label: t('wishes.choose') },
          ...(people.data?.items ?? []).map((one) => ({
            value: one.accountId,
            label: said([one.name, one.background && t(`background.${one.background}`), one.affiliation]),
          })),
        ]}
      />
      <SelectField<Kind>
        label={t('wishes.kind')}
        value={kind}
        onChange={setKind}
        options={(['with', 'not_with'] as const).map((value) => ({
          value,
          label: t(`wishes.kind.${value}`),
        }))}
      />
      <SubmitRow
        label={t('wishes.give')}
        isPending={give.isPending}
        error={<ActionError error={give.error} />}
      >
        <button type="button" className="button" onClick={onDone}>
          {t('action.cancel')}
        </button>
      </SubmitRow>
    </form>
  );
}
