import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Confirm } from '../../components/confirm.js';
import { TextField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';
import { brokenCount } from './arrangement.js';
import type { Proposal } from './balance-queries.js';

interface Closing {
  proposal: Proposal;
  onClose: () => void;
  onDone: (changed: Proposal) => void;
}

/** Says what will happen, and does it. */
export function ApplyProposal({ event, proposal, onClose, onDone }: Closing & { event: EventView }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const filled = proposal.groups.filter((group) => group.members.some(({ isMember }) => !isMember));
  const people = filled.flatMap(({ members }) => members.filter(({ isMember }) => !isMember)).length;
  const teams = filled.filter(({ teamId }) => teamId === null).length;
  const broken = brokenCount(proposal);
  const bringing = filled.filter(({ brings }) => brings > 0);
  const apply = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/team-proposals/{id}/apply', {
          params: { path: { id: proposal.id } },
          body: { version: proposal.version, ...(reason ? { reason } : {}) },
        }),
      ),
    onSuccess: (applied) => {
      onDone(applied);
      onClose();
      toast(t('balance.applied'));
      void queries.invalidateQueries({ queryKey: keys.event(event.slug) });
    },
    // Who changed stands in the proposal as soon as it is read again.
    onError: () => void queries.invalidateQueries({ queryKey: [...keys.event(event.slug), 'proposal'] }),
  });
  const places = apply.error instanceof Problem ? apply.error.places : [];
  return (
    <Confirm
      title={t('balance.applyTitle')}
      label={t('balance.apply')}
      isPending={apply.isPending}
      error={apply.error}
      onConfirm={() => apply.mutate()}
      onClose={onClose}
    >
      <p>{t('balance.applyWhat', { teams, people })}</p>
      {filled.length > teams && <p>{t('balance.applyFilled', { filled: filled.length - teams })}</p>}
      {proposal.leftOut.length > 0 && <p>{t('balance.applyLeft', { n: proposal.leftOut.length })}</p>}
      {broken > 0 && <p className="strong">{t('balance.applyBroken', { n: broken })}</p>}
      {bringing.length > 0 && (
        <div className="notice notice-warn">
          <p>{t('balance.applyBrings')}</p>
          <ul>
            {bringing.map(({ name, brings }) => (
              <li key={name}>{t('balance.bringsTo', { team: name, n: brings })}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="soft">{t('balance.applyHow')}</p>
      {proposal.isFrozen && (
        <TextField
          label={t('balance.reason')}
          hint={t('balance.reasonHint')}
          required
          maxLength={300}
          value={reason}
          onChange={setReason}
        />
      )}
      {places.length > 0 && (
        <ul className="problem-list">
          {places.map(({ path, detail }) => (
            <li key={path}>{detail}</li>
          ))}
        </ul>
      )}
    </Confirm>
  );
}

export function DiscardProposal({ proposal, onClose, onDone }: Closing) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const discard = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/team-proposals/{id}/discard', { params: { path: { id: proposal.id } } })),
    onSuccess: (discarded) => {
      onDone(discarded);
      onClose();
      toast(t('balance.discarded'));
    },
  });
  return (
    <Confirm
      title={t('balance.discardTitle')}
      label={t('balance.discard')}
      isDangerous
      isPending={discard.isPending}
      error={discard.error}
      onConfirm={() => discard.mutate()}
      onClose={onClose}
    >
      <p>{t('balance.discardHint')}</p>
    </Confirm>
  );
}
