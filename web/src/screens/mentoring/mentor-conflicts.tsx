import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { SelectField, SubmitRow, TextField } from '../../components/field.js';
import { ActionError, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { FormerAffiliations } from './former-affiliations.js';
import { conflictsQuery, mentorsQuery, participantsQuery, useMentoringChange } from './mentoring-queries.js';

/** Declared conflicts of interest: a mentor's own, or all of them for organizers, who say whose it is. */
export function MentorConflicts({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const conflicts = useQuery(conflictsQuery(event.slug));
  const isOrganizer = event.myRole === 'organizer';
  const remove = useMentoringChange(event.slug, async (id: string) => {
    const { response, error } = await api.DELETE('/api/v1/events/{slug}/mentoring/conflicts/{id}', {
      params: { path: { slug: event.slug, id } },
    });
    if (!response.ok) throw problemFrom(response.status, error);
  });
  return (
    <div className="stack">
      <div>
        <h3>{t('conflicts.title')}</h3>
        <p className="soft">{isOrganizer ? t('conflicts.leadOrganizer') : t('conflicts.lead')}</p>
      </div>
      <Loaded query={conflicts} lines={2}>
        {({ items }) =>
          items.length > 0 && (
            <ul className="plain-list">
              {items.map((conflict) => (
                <li key={conflict.id} className="row">
                  <span>
                    {isOrganizer && `${conflict.mentor.name}: `}
                    {conflict.person?.name ?? conflict.institution}
                    {conflict.reason && <span className="soft"> · {conflict.reason}</span>}
                  </span>
                  <button
                    type="button"
                    className="link-button"
                    aria-label={`${t('action.remove')}: ${conflict.person?.name ?? conflict.institution}`}
                    onClick={() => remove.mutate(conflict.id)}
                  >
                    {t('action.remove')}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <ActionError error={remove.error} />
      <Declare event={event} isOrganizer={isOrganizer} />
      <FormerAffiliations event={event} />
    </div>
  );
}

function Declare({ event, isOrganizer }: { event: EventView; isOrganizer: boolean }) {
  const { t } = useLanguage();
  const { slug } = event;
  const [mentorId, setMentorId] = useState('');
  const [kind, setKind] = useState<'person' | 'institution'>('person');
  const [name, setName] = useState('');
  const [accountId, setAccountId] = useState('');
  const mentors = useQuery({ ...mentorsQuery(slug), enabled: isOrganizer }).data?.items ?? [];
  const found = useQuery(participantsQuery(slug, kind === 'person' ? name.trim() : '')).data?.items ?? [];
  const chosen = found.some(({ id }) => id === accountId) ? accountId : (found[0]?.id ?? '');
  const declare = useMentoringChange(slug, () =>
    answer(
      api.POST('/api/v1/events/{slug}/mentoring/conflicts', {
        params: { path: { slug } },
        body: {
          ...(isOrganizer ? { mentorId } : {}),
          ...(kind === 'person' ? { accountId: chosen } : { institution: name }),
        },
      }),
    ).then(() => setName('')),
  );
  const submit = (send: FormEvent) => {
    send.preventDefault();
    const isReady = kind === 'institution' || chosen !== '';
    if (isReady && !declare.isPending) declare.mutate(undefined);
  };
  return (
    <form className="form" onSubmit={submit}>
      {isOrganizer && (
        <SelectField
          label={t('conflicts.mentor')}
          required
          value={mentorId}
          onChange={setMentorId}
          options={[
            { value: '', label: '–' },
            ...mentors.map(({ id, name: label }) => ({ value: id, label })),
          ]}
        />
      )}
      <div className="form-pair">
        <SelectField
          label={t('conflicts.with')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'person', label: t('conflicts.person') },
            { value: 'institution', label: t('conflicts.institution') },
          ]}
        />
        <TextField
          label={kind === 'person' ? t('conflicts.search') : t('conflicts.institution')}
          required
          maxLength={kind === 'person' ? 60 : 200}
          value={name}
          onChange={setName}
        />
      </div>
      {kind === 'person' && name.trim() !== '' && (
        <SelectField
          label={t('conflicts.which')}
          hint={found.length === 0 ? t('conflicts.nobody') : undefined}
          value={chosen}
          onChange={setAccountId}
          options={found.map((one) => ({
            value: one.id,
            label: one.affiliation ? `${one.name} (${one.affiliation})` : one.name,
          }))}
        />
      )}
      <SubmitRow
        label={t('conflicts.declare')}
        isPending={declare.isPending}
        error={<ActionError error={declare.error} />}
      />
    </form>
  );
}
