import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { useAnnouncer } from '../../components/announcer.js';
import { DataTable } from '../../components/data-table.js';
import { Badge } from '../../components/pieces.js';
import { ActionError, EmptyState } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { type Overview, useMentoringChange } from './mentoring-queries.js';
import { ProposalPanel } from './proposal-panel.js';

/** Teams with their mentors, changed by hand or by the platform's proposal. */
export function Assigning({ event, overview }: { event: EventView; overview: Overview }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const { slug } = event;
  const [isProposing, setProposing] = useState(false);
  const assign = useMentoringChange(slug, (item: { teamId: string; mentorId: string }) =>
    answer(
      api.POST('/api/v1/events/{slug}/mentoring/assignments', {
        params: { path: { slug } },
        body: { items: [item] },
      }),
    ).then(() => toast(t('assign.done', { n: 1 }))),
  );
  const unassign = useMentoringChange(slug, async (path: { teamId: string; mentorId: string }) => {
    const { response, error } = await api.DELETE(
      '/api/v1/events/{slug}/mentoring/assignments/{teamId}/{mentorId}',
      {
        params: { path: { slug, ...path } },
      },
    );
    if (!response.ok) throw problemFrom(response.status, error);
    toast(t('assign.removed'));
  });
  const conflictOf = (mentorId: string, teamId: string) =>
    overview.mentors.find(({ id }) => id === mentorId)?.teams.find(({ id }) => id === teamId)?.conflict ?? [];
  if (overview.teams.length === 0) return <EmptyState title={t('assign.noTeams')} />;
  return (
    <div className="stack">
      {isProposing ? (
        <ProposalPanel event={event} onClose={() => setProposing(false)} />
      ) : (
        <p>
          <button type="button" className="button button-primary" onClick={() => setProposing(true)}>
            {t('assign.propose')}
          </button>
        </p>
      )}
      <ActionError error={assign.error ?? unassign.error} />
      <DataTable
        caption={t('assign.title')}
        rows={overview.teams}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'team',
            label: t('assign.team'),
            isName: true,
            cell: ({ name }) => name,
            sortBy: ({ name }) => name,
          },
          {
            key: 'size',
            label: t('assign.size'),
            isNumeric: true,
            cell: ({ memberCount }) => memberCount,
            sortBy: ({ memberCount }) => memberCount,
          },
          {
            key: 'mentors',
            label: t('mentoring.mentors'),
            sortBy: ({ mentors }) => mentors.length,
            cell: ({ id, name, mentors }) => (
              <div>
                {mentors.length === 0 && <Badge tone="warn">{t('assign.alone')}</Badge>}
                {mentors.map((mentor) => (
                  <div key={mentor.id}>
                    <p className="row">
                      {mentor.name}
                      {conflictOf(mentor.id, id).length > 0 && (
                        <Badge tone="bad">{t('mentoring.inConflict')}</Badge>
                      )}
                      <button
                        type="button"
                        className="link-button"
                        aria-label={t('assign.removeFrom', { name: mentor.name, team: name })}
                        onClick={() => unassign.mutate({ teamId: id, mentorId: mentor.id })}
                      >
                        {t('action.remove')}
                      </button>
                    </p>
                    {conflictOf(mentor.id, id).map((reason) => (
                      <p key={reason} className="small">
                        {t(`conflicts.reason.${reason}`)}
                      </p>
                    ))}
                  </div>
                ))}
              </div>
            ),
          },
          {
            key: 'add',
            label: t('assign.add'),
            cell: ({ id, name, mentors }) => (
              <select
                className="input input-inline"
                aria-label={t('assign.addTo', { team: name })}
                value=""
                onChange={({ target }) =>
                  target.value && assign.mutate({ teamId: id, mentorId: target.value })
                }
              >
                <option value="">{t('assign.choose')}</option>
                {overview.mentors
                  .filter((mentor) => mentors.every((one) => one.id !== mentor.id))
                  .map((mentor) => (
                    <option key={mentor.id} value={mentor.id}>
                      {mentor.name} ({mentor.teams.length})
                    </option>
                  ))}
              </select>
            ),
          },
        ]}
      />
    </div>
  );
}
