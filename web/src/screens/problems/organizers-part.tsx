import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import {
  type Problem,
  problemKeys,
  problemSettingsQuery,
  problemsQuery,
  type TeamWork,
  teamWorksQuery,
} from '../../api/problems.js';
import { DataTable } from '../../components/data-table.js';
import { SelectField, SubmitRow, TextField } from '../../components/field.js';
import { Badge, Section } from '../../components/pieces.js';
import { ActionError, EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { ProblemRules } from './problem-rules.js';
import { ProblemText } from './problem-text.js';

/** What organizers see below the problems: which team works on what, who has not declared, and the rules. */
export function OrganizersPart({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const works = useQuery({ ...teamWorksQuery(event.slug), refetchInterval: 30_000 });
  const problems = useQuery(problemsQuery(event.slug));
  const settings = useQuery(problemSettingsQuery(event.slug));
  return (
    <>
      <Section title={t('work.teams')} id="teams">
        <Loaded query={works} lines={8}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('work.noTeams')} />
            ) : (
              <div className="stack-large">
                <Works items={items} />
                <Assign
                  slug={event.slug}
                  teams={items}
                  problems={(problems.data?.items ?? []).filter(({ status }) => status === 'selected')}
                />
              </div>
            )
          }
        </Loaded>
      </Section>
      <Section title={t('problem.rules')} id="rules">
        <Loaded query={settings} lines={8}>
          {(loaded) => <ProblemRules event={event} settings={loaded} />}
        </Loaded>
      </Section>
    </>
  );
}

function Works({ items }: { items: TeamWork[] }) {
  const { t } = useLanguage();
  const novelty = ({ declaration, isDeclarationCurrent }: TeamWork) =>
    isDeclarationCurrent ? 'declared' : declaration ? 'outdated' : 'missing';
  return (
    <DataTable
      caption={t('work.teams')}
      rows={items}
      rowKey={({ team }) => team.id}
      columns={[
        {
          key: 'team',
          label: t('work.team'),
          isName: true,
          cell: ({ team }) => <bdi>{team.name}</bdi>,
          sortBy: ({ team }) => team.name,
        },
        {
          key: 'problem',
          label: t('work.problem'),
          cell: ({ problem }) =>
            problem ? <ProblemText text={problem.title} /> : <Badge tone="warn">{t('work.none')}</Badge>,
        },
        {
          key: 'novelty',
          label: t('work.novelty'),
          cell: (work) => (
            <Badge tone={work.isDeclarationCurrent ? 'good' : 'warn'}>{t(`work.${novelty(work)}`)}</Badge>
          ),
          sortBy: novelty,
        },
      ]}
    />
  );
}

/** Organizers give a team its problem, and say why. */
function Assign({ slug, teams, problems }: { slug: string; teams: TeamWork[]; problems: Problem[] }) {
  const { t, read } = useLanguage();
  const queries = useQueryClient();
  const [teamId, setTeam] = useState('');
  const [problemId, setProblem] = useState('');
  const [reason, setReason] = useState('');
  const assign = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/teams/{id}/problem', {
          params: { path: { id: teamId } },
          body: { problemId: problemId || null, reason },
        }),
      ),
    onSuccess: () => {
      setReason('');
      void queries.invalidateQueries({ queryKey: problemKeys.all(slug) });
    },
  });
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!assign.isPending) assign.mutate();
      }}
    >
      <h3>{t('work.assign')}</h3>
      <div className="form-pair">
        <SelectField
          label={t('work.team')}
          required
          value={teamId}
          onChange={setTeam}
          options={[
            { value: '', label: t('work.pickTeam') },
            ...teams.map(({ team }) => ({ value: team.id, label: team.name })),
          ]}
        />
        <SelectField
          label={t('work.problem')}
          value={problemId}
          onChange={setProblem}
          options={[
            { value: '', label: t('work.noProblem') },
            ...problems.map(({ id, title }) => ({ value: id, label: read(title) })),
          ]}
        />
      </div>
      <TextField
        label={t('work.reason')}
        hint={t('work.reasonHint')}
        required
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
      <SubmitRow
        label={t('work.assignSave')}
        isPending={assign.isPending}
        isSaved={assign.isSuccess}
        error={<ActionError error={assign.error} />}
      />
    </form>
  );
}
