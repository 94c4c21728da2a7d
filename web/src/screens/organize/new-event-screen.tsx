import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { meKey, useMe } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { PageHeader } from '../../components/page-header.js';
import { ErrorState, Skeleton } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { needsSignIn } from '../account/needs-sign-in.js';
import { EventForm, type EventRequest } from './event-form.js';

export function NewEventScreen() {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (body: EventRequest) => answer(api.POST('/api/v1/events', { body })),
    onSuccess: (event) => {
      void queries.invalidateQueries({ queryKey: keys.events });
      void queries.invalidateQueries({ queryKey: meKey });
      toast(t('organize.created'));
      void navigate(`/events/${event.slug}`);
    },
  });
  if (me === undefined) return <Skeleton lines={14} />;
  if (me === null) return <ErrorState error={needsSignIn()} />;
  return (
    <>
      <PageHeader
        title={t('organize.newTitle')}
        lead={t('organize.newLead')}
        crumbs={[{ to: '/', label: t('events.title') }]}
      />
      <EventForm
        label={t('organize.create')}
        isPending={create.isPending}
        error={create.error}
        onSubmit={(body) => create.mutate(body)}
      />
    </>
  );
}
