import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type EventView } from '../../api/client.js';
import { type Problem, problemSettingsQuery } from '../../api/problems.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

/** Makes a problem the own team's, or gives it back; nothing where the reader may not choose it now. */
export function ChooseProblem({ event, problem }: { event: EventView; problem: Problem }) {
  const { t, read } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const settings = useQuery(problemSettingsQuery(event.slug));
  const refresh = () => void queries.invalidateQueries({ queryKey: keys.event(event.slug) });
  const choose = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/teams/{id}/problem', {
          params: { path: { id: event.myTeam?.id ?? '' } },
          body: { problemId: problem.isMyTeams ? null : problem.id },
        }),
      ),
    onSuccess: () => {
      toast(problem.isMyTeams ? t('problem.released') : t('problem.chosen'));
      refresh();
    },
    onError: refresh,
  });
  const isFull = problem.capacity !== null && problem.teams.length >= problem.capacity;
  const mayChoose =
    settings.data?.mayChoose && problem.status === 'selected' && (problem.isMyTeams || !isFull);
  if (!mayChoose) return null;
  const title = read(problem.title);
  return (
    <>
      <button
        type="button"
        className={problem.isMyTeams ? 'button' : 'button button-primary'}
        aria-label={t(problem.isMyTeams ? 'problem.releaseOne' : 'problem.chooseOne', { title })}
        aria-disabled={choose.isPending}
        onClick={() => !choose.isPending && choose.mutate()}
      >
        {problem.isMyTeams ? t('problem.release') : t('problem.choose')}
      </button>
      <ActionError error={choose.error} />
    </>
  );
}
