import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { answer, api, type EventView, type TaskRequest } from '../../api/client.js';
import { eventQuery, keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { PageHeader } from '../../components/page-header.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { TaskForm } from './task-form.js';

export function NewTaskScreen() {
  const { t } = useLanguage();
  const { slug = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  return (
    <Loaded query={event} lines={14}>
      {(loaded) =>
        loaded.myRole === 'organizer' ? <NewTask event={loaded} /> : <EmptyState title={t('organize.only')} />
      }
    </Loaded>
  );
}

function NewTask({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const { toast } = useAnnouncer();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { slug } = event;
  const create = useMutation({
    mutationFn: (body: TaskRequest) =>
      answer(api.POST('/api/v1/events/{slug}/tasks', { params: { path: { slug } }, body })),
    onSuccess: async (task) => {
      await queries.invalidateQueries({ queryKey: keys.tasks(slug) });
      toast(t('setup.created'));
      void navigate(`/events/${slug}/tasks/${task.slug}/set-up`);
    },
  });
  return (
    <>
      <PageHeader
        title={t('setup.newTitle')}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${slug}`, label: read(event.name) },
          { to: `/events/${slug}/set-up?part=tasks`, label: t('organize.part.tasks') },
        ]}
      />
      <TaskForm
        event={event}
        label={t('setup.create')}
        isPending={create.isPending}
        error={create.error}
        onSubmit={(body) => create.mutate(body)}
      />
    </>
  );
}
