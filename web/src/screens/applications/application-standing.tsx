import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api, type EventView } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { meKey } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Confirm } from '../../components/confirm.js';
import { NextStep } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { Exact, Moment, useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import type { ApplicationForm, AppliedRole, MyApplication } from './application-queries.js';

/** Where an application stands, and the one thing to do next. */
export function ApplicationStanding({
  event,
  form,
  application,
  role,
}: {
  event: EventView;
  form: ApplicationForm;
  application: MyApplication | null;
  role: AppliedRole;
}) {
  const { t, read } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [isLeaving, setLeaving] = useState(false);
  const path = { params: { path: { slug: event.slug, role } } };
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: keys.event(event.slug) });
    void queries.invalidateQueries({ queryKey: meKey });
  };
  const confirm = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/events/{slug}/my-applications/{role}/confirm', path)),
    onSuccess: () => {
      toast(t('apply.confirmed'));
      refresh();
    },
  });
  const withdraw = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/events/{slug}/my-applications/{role}/withdraw', path)),
    onSuccess: () => {
      setLeaving(false);
      toast(t('apply.withdrawn'));
      refresh();
    },
  });
  const status = application?.status ?? 'draft';
  if (!application && (event.myRole !== null || !form.isOpen)) {
    return event.myRole === null ? null : (
      <NextStep
        title={t('apply.member')}
        action={
          <Link className="button button-primary" to={`/events/${event.slug}`}>
            {t('apply.toEvent')}
          </Link>
        }
      />
    );
  }
  const mustConfirm = status === 'accepted' && application?.confirmBy && !application.confirmedAt;
  const mayLeave = ['submitted', 'waitlisted', 'accepted'].includes(status);
  const withPlace = application?.position
    ? t('apply.position', { n: application.position })
    : t('apply.hint.waitlisted');
  return (
    <div className="stack">
      <NextStep
        title={mustConfirm ? t('apply.mustConfirm') : t(`apply.status.${status}`)}
        hint={
          mustConfirm && application?.confirmBy ? (
            <Moment at={application.confirmBy} zone={event.timeZone} deadline />
          ) : status === 'draft' || status === 'submitted' ? (
            <Closing at={form.closesAt} zone={event.timeZone} />
          ) : status === 'waitlisted' ? (
            withPlace
          ) : undefined
        }
        action={
          <>
            {mustConfirm && (
              <button
                type="button"
                className="button button-primary"
                aria-disabled={confirm.isPending}
                onClick={() => !confirm.isPending && confirm.mutate()}
              >
                {t('apply.confirm')}
              </button>
            )}
            {status === 'accepted' && !mustConfirm && (
              <Link className="button button-primary" to={`/events/${event.slug}`}>
                {t('apply.toEvent')}
              </Link>
            )}
            {mayLeave && (
              <button type="button" className="button" onClick={() => setLeaving(true)}>
                {t(status === 'accepted' ? 'apply.giveUp' : 'apply.withdraw')}
              </button>
            )}
            {['submitted', 'waitlisted', 'accepted'].includes(status) &&
              form.questions.some(({ kind }) => kind === 'consent') && (
                <Link className="button button-quiet" to={`/events/${event.slug}/consents`}>
                  {t('consents.title')}
                </Link>
              )}
            <ActionError error={confirm.error} />
          </>
        }
      />
      {application?.message && (
        <div className="notice text-block">
          <p className="soft">{t('apply.message')}</p>
          <p style={{ whiteSpace: 'pre-wrap' }}>{read(application.message)}</p>
        </div>
      )}
      {isLeaving && (
        <Confirm
          title={t(status === 'accepted' ? 'apply.giveUp' : 'apply.withdraw')}
          label={t(status === 'accepted' ? 'apply.giveUp' : 'apply.withdraw')}
          isDangerous
          isPending={withdraw.isPending}
          error={withdraw.error}
          onConfirm={() => withdraw.mutate()}
          onClose={() => setLeaving(false)}
        >
          <p>{t('apply.withdrawHint')}</p>
        </Confirm>
      )}
    </div>
  );
}

/** Until when; and afterwards that it is over, instead of a count of seconds that reads like a chance. */
function Closing({ at, zone }: { at: string; zone: string }) {
  const { t } = useLanguage();
  const now = useNow(1_000);
  return new Date(at) > now ? (
    <>
      {t('apply.closes')} <Moment at={at} zone={zone} deadline />
    </>
  ) : (
    <>
      {t('apply.closedAt')} <Exact at={at} zone={zone} />
    </>
  );
}
