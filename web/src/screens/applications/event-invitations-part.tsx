import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { keys, page } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { BeyondCapacity } from '../../components/beyond-capacity.js';
import { DataTable } from '../../components/data-table.js';
import { fieldErrors, SelectField, SubmitRow, TextField } from '../../components/field.js';
import { ActionError, EmptyState, Loaded } from '../../components/states.js';
import { Exact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';

/** Co-hosts and mentors who are asked by mail. */
export function EventInvitationsPart({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const { slug } = event;
  const queryKey = [...keys.event(slug), 'invitations'];
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<'organizer' | 'mentor'>('mentor');
  const [language, setLanguage] = useState<'ko' | 'en'>('ko');
  const list = useQuery({
    queryKey,
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/invitations', { params: { path: { slug }, ...page(200) } })),
  });
  const invite = useMutation({
    mutationFn: (overCapacityReason: string | undefined) =>
      answer(
        api.POST('/api/v1/events/{slug}/invitations', {
          params: { path: { slug } },
          body: { email, role, language, overCapacityReason },
        }),
      ),
    onSuccess: (made) => {
      toast(t('eventInvitation.sent', { email: made.email }));
      setEmail('');
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  const revoke = useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/v1/events/{slug}/invitations/{id}', { params: { path: { slug, id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  const isFull = invite.error instanceof Problem && invite.error.code === 'ROLE_FULL';
  return (
    <div className="stack">
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!invite.isPending) invite.mutate(undefined);
        }}
      >
        <p className="soft">{t('eventInvitation.intro')}</p>
        <TextField
          label={t('people.email')}
          type="email"
          required
          error={fieldErrors(invite.error).email}
          value={email}
          onChange={setEmail}
        />
        <div className="form-pair">
          <SelectField<'organizer' | 'mentor'>
            label={t('organize.memberRole')}
            value={role}
            onChange={setRole}
            options={(['mentor', 'organizer'] as const).map((value) => ({
              value,
              label: t(`events.role.${value}`),
            }))}
          />
          <SelectField<'ko' | 'en'>
            label={t('eventInvitation.language')}
            value={language}
            onChange={setLanguage}
            options={(['ko', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          />
        </div>
        <SubmitRow
          label={t('eventInvitation.send')}
          isPending={invite.isPending}
          error={<ActionError error={isFull ? null : (invite.error ?? revoke.error)} />}
        />
      </form>
      {isFull && (
        <BeyondCapacity
          title={t('eventInvitation.beyond', { email })}
          error={invite.error}
          isPending={invite.isPending}
          onConfirm={(reason) => invite.mutate(reason)}
          onClose={() => invite.reset()}
        />
      )}
      <Loaded query={list} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('eventInvitation.none')} />
          ) : (
            <DataTable
              caption={t('people.part.invitations')}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { key: 'email', label: t('people.email'), isName: true, cell: (one) => one.email },
                {
                  key: 'role',
                  label: t('organize.memberRole'),
                  cell: (one) => t(`events.role.${one.role}`),
                },
                {
                  key: 'state',
                  label: t('people.status'),
                  cell: (one) =>
                    one.acceptedByName
                      ? t('eventInvitation.by', { name: one.acceptedByName })
                      : t(`eventInvitation.state.${one.state as 'open'}`),
                },
                {
                  key: 'expires',
                  label: t('eventInvitation.expires'),
                  cell: (one) => <Exact at={one.expiresAt} zone={event.timeZone} />,
                },
                {
                  key: 'revoke',
                  label: t('eventInvitation.revoke'),
                  cell: (one) =>
                    one.state === 'open' && (
                      <button
                        type="button"
                        className="button button-quiet"
                        aria-label={t('eventInvitation.revokeOne', { email: one.email })}
                        onClick={() => revoke.mutate(one.id)}
                      >
                        {t('eventInvitation.revoke')}
                      </button>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </div>
  );
}
