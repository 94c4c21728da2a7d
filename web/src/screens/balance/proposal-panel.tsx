import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { NextStep } from '../../components/pieces.js';
import { ActionError, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { arrangementOf, brokenCount } from './arrangement.js';
import { type Arrangement, type Proposal, proposalQuery } from './balance-queries.js';
import { ProposalState } from './balance-screen.js';
import { useProposing } from './balance-start.js';
import { ApplyProposal, DiscardProposal } from './proposal-closing.js';
import { ProposalGroups } from './proposal-groups.js';
import { ProposalReport } from './proposal-report.js';

/** One proposal: how good it is, its teams, and what to do with it. */
export function ProposalPanel({
  event,
  id,
  onShow,
}: {
  event: EventView;
  id: string;
  onShow: (id: string) => void;
}) {
  const proposal = useQuery(proposalQuery(event.slug, id));
  const queries = useQueryClient();
  const state = proposal.data?.state;
  // The list says what the proposal has become.
  useEffect(() => {
    if (state) void queries.invalidateQueries({ queryKey: [...keys.event(event.slug), 'proposals'] });
  }, [state, queries, event.slug]);
  return (
    <Loaded query={proposal} lines={12}>
      {(loaded) =>
        loaded.state === 'computing' ? (
          <Computing event={event} proposal={loaded} />
        ) : (
          <Made event={event} proposal={loaded} onShow={onShow} />
        )
      }
    </Loaded>
  );
}

function useAnswer(slug: string) {
  const queries = useQueryClient();
  return (changed: Proposal) => {
    queries.setQueryData([...keys.event(slug), 'proposal', changed.id], changed);
  };
}

function Computing({ event, proposal }: { event: EventView; proposal: Proposal }) {
  const { t } = useLanguage();
  const keep = useAnswer(event.slug);
  const stop = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/team-proposals/{id}/discard', { params: { path: { id: proposal.id } } })),
    onSuccess: keep,
  });
  return (
    <NextStep
      title={t('balance.computing')}
      hint={t('balance.computingHint', { percent: proposal.progress })}
      action={
        <>
          <progress aria-label={t('balance.computing')} max={100} value={proposal.progress} />
          <button type="button" className="button" onClick={() => stop.mutate()}>
            {t('balance.stop')}
          </button>
          <ActionError error={stop.error} />
        </>
      }
    />
  );
}

function Made({
  event,
  proposal,
  onShow,
}: {
  event: EventView;
  proposal: Proposal;
  onShow: (id: string) => void;
}) {
  const { t } = useLanguage();
  const { announce, toast } = useAnnouncer();
  const keep = useAnswer(event.slug);
  const [open, setOpen] = useState<'apply' | 'discard' | null>(null);
  const [undo, setUndo] = useState<Arrangement[]>([]);
  const change = useMutation({
    mutationFn: (body: Arrangement) =>
      answer(api.PUT('/api/v1/team-proposals/{id}/groups', { params: { path: { id: proposal.id } }, body })),
    onSuccess: keep,
  });
  const refresh = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/team-proposals/{id}/refresh', {
          params: { path: { id: proposal.id } },
          body: { version: proposal.version },
        }),
      ),
    onSuccess: (changed) => {
      setUndo([]);
      keep(changed);
    },
  });
  const again = useProposing(event.slug, onShow);
  const arrange = (next: Arrangement, said: string) => {
    if (change.isPending) return;
    const before = arrangementOf(proposal);
    change.mutate(next, {
      onSuccess: () => {
        setUndo((stack) => [...stack.slice(-49), before]);
        announce(said);
      },
    });
  };
  const takeBack = () => {
    const last = undo.at(-1);
    if (!last || change.isPending) return;
    change.mutate(
      { ...last, version: proposal.version },
      {
        onSuccess: () => {
          setUndo((stack) => stack.slice(0, -1));
          toast(t('balance.undone'));
        },
      },
    );
  };
  if (proposal.state === 'failed') {
    return <NextStep title={t('balance.failed')} hint={t('balance.failedHint')} />;
  }
  const broken = brokenCount(proposal);
  const isDraft = proposal.state === 'draft';
  const isOutdated = proposal.changes.length > 0;
  return (
    <>
      {isDraft ? (
        <NextStep
          title={broken === 0 ? t('balance.allMet') : t('balance.broken', { n: broken })}
          action={
            <>
              <button
                type="button"
                className="button button-primary"
                aria-disabled={isOutdated}
                onClick={() => !isOutdated && setOpen('apply')}
              >
                {t('balance.apply')}
              </button>
              <button
                type="button"
                className="button"
                aria-disabled={again.isPending}
                onClick={() => !again.isPending && again.mutate({ basedOn: proposal.id })}
              >
                {t('balance.again')}
              </button>
              <button
                type="button"
                className="button"
                aria-disabled={undo.length === 0 || change.isPending}
                onClick={takeBack}
              >
                {t('balance.undo')}
              </button>
              <button type="button" className="button button-quiet" onClick={() => refresh.mutate()}>
                {t('balance.refresh')}
              </button>
              <button type="button" className="button button-quiet" onClick={() => setOpen('discard')}>
                {t('balance.discard')}
              </button>
              <ActionError error={change.error ?? again.error ?? refresh.error} />
            </>
          }
        />
      ) : (
        <p className="row">
          <ProposalState state={proposal.state} />
          {proposal.closedByName &&
            t('balance.closedBy', {
              name: proposal.closedByName,
              state: t(`balance.state.${proposal.state}`),
            })}
        </p>
      )}
      {isDraft && (isOutdated || proposal.newcomers > 0) && (
        <Changes proposal={proposal} error={refresh.error} onRefresh={() => refresh.mutate()} />
      )}
      <ProposalReport proposal={proposal} />
      <ProposalGroups proposal={proposal} onArrange={isDraft ? arrange : null} isPending={change.isPending} />
      {open === 'apply' && (
        <ApplyProposal event={event} proposal={proposal} onClose={() => setOpen(null)} onDone={keep} />
      )}
      {open === 'discard' && (
        <DiscardProposal proposal={proposal} onClose={() => setOpen(null)} onDone={keep} />
      )}
    </>
  );
}

function Changes({
  proposal,
  error,
  onRefresh,
}: {
  proposal: Proposal;
  error: unknown;
  onRefresh: () => void;
}) {
  const { t } = useLanguage();
  return (
    <div className="notice notice-warn stack" role="status">
      <h3>{t('balance.changedTitle')}</h3>
      <ul className="problem-list">
        {proposal.changes.map(({ kind, name, teamName }) => (
          <li key={`${kind} ${name} ${teamName}`}>
            {t(`balance.change.${kind as 'joinedTeam'}`, { name: name ?? '', team: teamName ?? '' })}
          </li>
        ))}
        {proposal.newcomers > 0 && <li>{t('balance.newcomers', { n: proposal.newcomers })}</li>}
      </ul>
      <p className="small">{t('balance.refreshHint')}</p>
      <p>
        <button type="button" className="button" onClick={onRefresh}>
          {t('balance.refresh')}
        </button>
      </p>
      <ActionError error={error} />
    </div>
  );
}
