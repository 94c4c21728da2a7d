import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView, type Team } from '../../api/client.js';
import { Confirm } from '../../components/confirm.js';
import { Dialog } from '../../components/dialog.js';
import { SelectField, SubmitRow, TextArea } from '../../components/field.js';
import { Section } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { LateMerge } from './late-merge.js';
import { BroughtNotice } from './missing.js';
import { allTeamsQuery, type Merge, mergesQuery, useTeamChange } from './team-queries.js';

interface Props {
  event: EventView;
  team: Team;
  isCaptain: boolean;
}

/** Proposals to become one team with another. */
export function TeamMerges({ event, team, isCaptain }: Props) {
  const { t } = useLanguage();
  const merges = useQuery(mergesQuery(event.slug, team.id));
  const [proposes, setProposes] = useState(false);
  const items = merges.data?.items ?? [];
  const [mergesLate, setMergesLate] = useState(false);
  const isOrganizer = event.myRole === 'organizer';
  const frozen = isFrozen(event, useNow());
  if (frozen && items.length === 0 && !isOrganizer) return null;
  if (items.length === 0 && !isCaptain && !isOrganizer) return null;
  return (
    <Section
      title={t('teams.merges')}
      actions={
        isCaptain
          ? !frozen && (
              <button type="button" className="button" onClick={() => setProposes(true)}>
                {t('teams.mergePropose')}
              </button>
            )
          : isOrganizer && (
              <button type="button" className="button" onClick={() => setMergesLate(true)}>
                {t('teams.mergeLateDo')}
              </button>
            )
      }
    >
      <p className="soft small">{t('teams.mergesLead')}</p>
      <ul className="plain-list">
        {items.map((merge) => (
          <Proposal key={merge.id} event={event} team={team} isCaptain={isCaptain} merge={merge} />
        ))}
      </ul>
      {mergesLate && <LateMerge event={event} team={team} onClose={() => setMergesLate(false)} />}
      {proposes && <Propose event={event} team={team} onClose={() => setProposes(false)} />}
    </Section>
  );
}

function Proposal({ event, team, isCaptain, merge }: Props & { merge: Merge }) {
  const { t } = useLanguage();
  const [asks, setAsks] = useState(false);
  const frozen = isFrozen(event, useNow());
  const path = { params: { path: { id: merge.id } } };
  const agree = useTeamChange(
    event.slug,
    () => answer(api.POST('/api/v1/team-merges/{id}/agree', path)),
    t('teams.merged', { team: merge.from.name }),
  );
  const decline = useTeamChange(event.slug, () => answer(api.POST('/api/v1/team-merges/{id}/decline', path)));
  const withdraw = useTeamChange(event.slug, () => answer(api.DELETE('/api/v1/team-merges/{id}', path)));
  const isAsked = merge.into.id === team.id;
  return (
    <li className="stack">
      <p>
        {t('teams.mergeLine', { from: merge.from.name, into: merge.into.name, person: merge.proposedByName })}
      </p>
      {merge.message && <p className="text-block">{merge.message}</p>}
      <p className="soft small">{t('team.members', { n: merge.memberCount, max: merge.maxTeamSize })}</p>
      <BroughtNotice budget={merge.budget} />
      {isCaptain && (
        <div className="row">
          {isAsked ? (
            <>
              {!frozen && (
                <button type="button" className="button button-primary" onClick={() => setAsks(true)}>
                  {t('teams.mergeAgree')}
                </button>
              )}
              <button type="button" className="button" onClick={() => decline.mutate()}>
                {t('teams.decline')}
              </button>
            </>
          ) : (
            <button type="button" className="button" onClick={() => withdraw.mutate()}>
              {t('teams.withdraw')}
            </button>
          )}
        </div>
      )}
      <ActionError error={decline.error ?? withdraw.error} />
      {asks && (
        <Confirm
          title={t('teams.mergeAgreeTitle', { team: merge.from.name })}
          label={t('teams.mergeAgree')}
          isPending={agree.isPending}
          error={agree.error}
          onConfirm={() => agree.mutate(undefined, { onSuccess: () => setAsks(false) })}
          onClose={() => setAsks(false)}
        >
          <p>{t('teams.mergeAgreeHint')}</p>
          <BroughtNotice budget={merge.budget} />
        </Confirm>
      )}
    </li>
  );
}

function Propose({ event, team, onClose }: { event: EventView; team: Team; onClose: () => void }) {
  const { t } = useLanguage();
  const teams = useQuery(allTeamsQuery(event.slug));
  const fitting = (teams.data ?? []).filter(
    ({ id, memberCount }) => id !== team.id && memberCount + team.memberCount <= event.maxTeamSize,
  );
  const [chosen, setChosen] = useState('');
  const [message, setMessage] = useState('');
  const intoTeamId = chosen || fitting[0]?.id || '';
  const propose = useTeamChange(
    event.slug,
    () =>
      answer(
        api.POST('/api/v1/teams/{id}/merges', {
          params: { path: { id: team.id } },
          body: { intoTeamId, message },
        }),
      ),
    t('teams.mergeProposed'),
  );
  return (
    <Dialog title={t('teams.mergePropose')} onClose={onClose}>
      {teams.data && fitting.length === 0 ? (
        <>
          <p>{t('teams.mergeNone')}</p>
          <div className="form-actions">
            <button type="button" className="button" onClick={onClose}>
              {t('action.close')}
            </button>
          </div>
        </>
      ) : (
        <form
          className="form"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            if (!propose.isPending) propose.mutate(undefined, { onSuccess: onClose });
          }}
        >
          <p>{t('teams.mergeHint')}</p>
          <SelectField
            label={t('teams.mergeInto')}
            value={intoTeamId}
            onChange={setChosen}
            options={fitting.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextArea
            label={t('teams.message')}
            optional
            rows={3}
            maxLength={2000}
            value={message}
            onChange={setMessage}
          />
          <SubmitRow
            label={t('teams.mergePropose')}
            isPending={propose.isPending}
            error={<ActionError error={propose.error} />}
          >
            <button type="button" className="button" onClick={onClose}>
              {t('action.cancel')}
            </button>
          </SubmitRow>
        </form>
      )}
    </Dialog>
  );
}
