import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import type { EventRequest } from './event-form.js';

/** A change of the event; its answer replaces what is shown. */
export function useEventChange(slug: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Partial<EventRequest>) =>
      answer(api.PATCH('/api/v1/events/{slug}', { params: { path: { slug } }, body })),
    onSuccess: (changed) => {
      queries.setQueryData(keys.event(changed.slug), changed);
      void queries.invalidateQueries({ queryKey: keys.events });
      void queries.invalidateQueries({ queryKey: keys.event(changed.slug) });
      if (changed.slug !== slug) void navigate(`/events/${changed.slug}/set-up`, { replace: true });
    },
  });
}
