import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api, type EventView } from '../../api/client.js';
import type { Step } from '../../api/guidance.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { NextStep } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { StepDue } from '../guidance/step-due.js';

/** A place that goes to somebody else if this is not pressed in time. */
export function ConfirmPlace({ event, step }: { event: EventView; step: Step }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const role = step.where.endsWith('role=mentor') ? 'mentor' : 'participant';
  const confirm = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/events/{slug}/my-applications/{role}/confirm', {
          params: { path: { slug: event.slug, role } },
        }),
      ),
    onSuccess: () => toast(t('apply.confirmed')),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.event(event.slug) }),
  });
  return (
    <NextStep
      title={t('next.title.CONFIRM_PLACE')}
      hint={
        <>
          {t('next.hint.CONFIRM_PLACE')} <StepDue event={event} step={step} />
        </>
      }
      action={
        <>
          <button
            type="button"
            className="button button-primary"
            aria-disabled={confirm.isPending}
            onClick={() => !confirm.isPending && confirm.mutate()}
          >
            {t('apply.confirm')}
          </button>
          <Link className="button" to={step.where}>
            {t('next.action.APPLICATION_SENT')}
          </Link>
          <ActionError error={confirm.error} />
        </>
      }
    />
  );
}
