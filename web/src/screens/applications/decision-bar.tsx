import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Dialog } from '../../components/dialog.js';
import { TextArea, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import type { AppliedRole } from './application-queries.js';

const DECISIONS = ['accept', 'waitlist', 'decline', 'no_show'] as const;
type Decision = (typeof DECISIONS)[number];

/** What is done with the applications that are chosen. */
export function DecisionBar({
  event,
  role,
  ids,
  onDone,
}: {
  event: EventView;
  role: AppliedRole;
  ids: string[];
  onDone: () => void;
}) {
  const { t } = useLanguage();
  const [decision, setDecision] = useState<Decision | null>(null);
  return (
    <div className="notice row">
      <span className="strong">{t('decision.chosen', { n: ids.length })}</span>
      {DECISIONS.map((one) => (
        <button key={one} type="button" className="button" onClick={() => setDecision(one)}>
          {t(`decision.${one}`)}
        </button>
      ))}
      {decision && (
        <DecisionDialog
          event={event}
          role={role}
          ids={ids}
          decision={decision}
          onClose={() => setDecision(null)}
          onDone={onDone}
        />
      )}
    </div>
  );
}

function DecisionDialog({
  event,
  role,
  ids,
  decision,
  onClose,
  onDone,
}: {
  event: EventView;
  role: AppliedRole;
  ids: string[];
  decision: Decision;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [message, setMessage] = useState({ ko: '', en: '' });
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/events/{slug}/applications/decisions', {
          params: { path: { slug: event.slug } },
          body: {
            ids,
            decision,
            ...(message.ko || message.en ? { message } : {}),
            ...(reason ? { overCapacityReason: reason } : {}),
          },
        }),
      ),
    onSuccess: ({ changed, items }) => {
      const refused = items.filter(({ outcome }) => outcome === 'refused').length;
      toast(t(refused > 0 ? 'decision.donePart' : 'decision.done', { n: changed, refused }));
      onClose();
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.event(event.slug) }),
  });
  const isFull = decide.error instanceof Problem && decide.error.code.startsWith('NO_PLACES');
  return (
    <Dialog title={t(`decision.${decision}`)} onClose={onClose}>
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!decide.isPending) decide.mutate();
        }}
      >
        <p>{t('decision.lead', { n: ids.length, role: t(`events.role.${role}`) })}</p>
        {(['ko', 'en'] as const).map((language) => (
          <TextArea
            key={language}
            label={`${t('decision.message')} · ${t(`field.${language}`)}`}
            lang={language}
            optional
            rows={3}
            maxLength={3_000}
            value={message[language]}
            onChange={(text) => setMessage({ ...message, [language]: text })}
          />
        ))}
        <ActionError error={decide.error} />
        {(isFull || reason) && (
          <TextField
            label={t('decision.over')}
            hint={t('decision.overHint')}
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
        )}
        <div className="form-actions">
          <button type="submit" className="button button-primary" aria-disabled={decide.isPending}>
            {decide.isPending ? t('action.saving') : t(`decision.${decision}`)}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
