import { type DragEvent, useState } from 'react';
import { Check } from '../../components/field.js';
import { Badge, Section } from '../../components/pieces.js';
import { EmptyState } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { languageName } from '../../lib/languages.js';
import { LEFT_OUT, moved } from './arrangement.js';
import type { Arrangement, Finding, Group, Member, Proposal } from './balance-queries.js';
import { MovePerson, RenameTeam } from './move-person.js';

type Arrange = (next: Arrangement, said: string) => void;

const isBroken = (group: Group) => group.findings.some(({ rule }) => rule !== 'with');

/** The teams as cards. People are moved by dragging, or by a button that opens a dialog. */
export function ProposalGroups({
  proposal,
  onArrange,
  isPending,
}: {
  proposal: Proposal;
  /** Null: to look at alone. */
  onArrange: Arrange | null;
  isPending: boolean;
}) {
  const { t } = useLanguage();
  const [onlyBroken, setOnlyBroken] = useState(false);
  const [moving, setMoving] = useState<{ person: Member; from: number } | null>(null);
  const [renaming, setRenaming] = useState<number | null>(null);
  const nameOf = (k: number) => (k === LEFT_OUT ? t('balance.leftOut') : (proposal.groups[k]?.name ?? ''));
  const drop = (accountId: string, to: number) => {
    const people = [...proposal.groups.flatMap(({ members }) => members), ...proposal.leftOut];
    const person = people.find((one) => one.accountId === accountId && !one.isMember);
    if (!person) return;
    onArrange?.(moved(proposal, accountId, to), t('balance.moved', { name: person.name, team: nameOf(to) }));
  };
  const shown = proposal.groups
    .map((group, k) => ({ group, k }))
    // What is against the rules comes first, and everything else stays where it was.
    .sort((a, b) => Number(isBroken(b.group)) - Number(isBroken(a.group)))
    .filter(({ group }) => !onlyBroken || isBroken(group));
  const shared = { canMove: onArrange !== null, onMove: setMoving, onDrop: drop };
  return (
    <Section title={t('balance.groups')}>
      {onArrange && <p className="soft small">{t('balance.dragHint')}</p>}
      {onArrange && <Check label={t('balance.onlyBroken')} checked={onlyBroken} onChange={setOnlyBroken} />}
      {shown.length === 0 && onlyBroken && <EmptyState title={t('balance.noneBroken')} />}
      <ul className="balance-groups" aria-busy={isPending}>
        {shown.map(({ group, k }) => (
          <GroupCard
            key={`${group.teamId} ${k}`}
            group={group}
            index={k}
            onRename={onArrange && group.teamId === null ? () => setRenaming(k) : null}
            {...shared}
          />
        ))}
        {(proposal.leftOut.length > 0 || onArrange) && <LeftOut people={proposal.leftOut} {...shared} />}
      </ul>
      {moving && onArrange && (
        <MovePerson
          proposal={proposal}
          person={moving.person}
          from={moving.from}
          onArrange={onArrange}
          onClose={() => setMoving(null)}
        />
      )}
      {renaming !== null && onArrange && (
        <RenameTeam
          proposal={proposal}
          index={renaming}
          onArrange={onArrange}
          onClose={() => setRenaming(null)}
        />
      )}
    </Section>
  );
}

interface Shared {
  canMove: boolean;
  onMove: (what: { person: Member; from: number }) => void;
  onDrop: (accountId: string, to: number) => void;
}

const TYPE = 'text/plain';

/** Where a person can be dropped. */
function useDropping(to: number, { canMove, onDrop }: Shared) {
  const [isOver, setOver] = useState(false);
  if (!canMove) return {};
  return {
    'data-over': isOver,
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      onDrop(event.dataTransfer.getData(TYPE), to);
    },
  };
}

function GroupCard({
  group,
  index,
  onRename,
  ...shared
}: { group: Group; index: number; onRename: (() => void) | null } & Shared) {
  const { t, language } = useLanguage();
  const dropping = useDropping(index, shared);
  return (
    <li className="card balance-group" data-broken={isBroken(group)} {...dropping}>
      <div className="row">
        <h3>{group.name}</h3>
        {group.teamId !== null && <Badge>{t('balance.filled')}</Badge>}
        {onRename && (
          <button type="button" className="link-button small" onClick={onRename}>
            {t('balance.rename')} <span className="visually-hidden">{group.name}</span>
          </button>
        )}
      </div>
      <p className="soft small">
        {t('balance.size', { n: group.members.length })}
        {group.languages.length > 0 &&
          ` · ${t('balance.common', {
            languages: group.languages.map((one) => languageName(one, language)).join(', '),
          })}`}
      </p>
      {group.findings.length > 0 && (
        <ul className="balance-findings">
          {group.findings.map((finding) => (
            <li key={JSON.stringify(finding)} className={finding.rule === 'with' ? 'soft' : 'balance-broken'}>
              <Words finding={finding} />
            </li>
          ))}
        </ul>
      )}
      {group.brings > 0 && (
        <p className="notice notice-warn small">{t('balance.brings', { n: group.brings })}</p>
      )}
      <People members={group.members} from={index} {...shared} />
    </li>
  );
}

function LeftOut({ people, ...shared }: { people: Member[] } & Shared) {
  const { t } = useLanguage();
  const dropping = useDropping(LEFT_OUT, shared);
  return (
    <li className="card balance-group balance-left-out" {...dropping}>
      <h3>{t('balance.leftOut')}</h3>
      <p className="soft small">{t('balance.leftOutHint')}</p>
      <People members={people} from={LEFT_OUT} {...shared} />
    </li>
  );
}

function People({ members, from, canMove, onMove }: { members: Member[]; from: number } & Shared) {
  const { t, language } = useLanguage();
  return (
    <ul className="balance-people">
      {members.map((person) => {
        const isMovable = canMove && !person.isMember;
        const said = [
          person.background ? t(`background.${person.background}`) : t('balance.unknown'),
          person.languages.map((one) => languageName(one, language)).join(', '),
          person.affiliation,
        ];
        return (
          <li
            key={person.accountId}
            draggable={isMovable}
            onDragStart={(event) => event.dataTransfer.setData(TYPE, person.accountId)}
          >
            <span>
              <span className="strong">{person.name}</span>{' '}
              {person.isCaptain && <Badge>{t('team.captain')}</Badge>}{' '}
              {person.isLocked && <Badge tone="busy">{t('balance.locked')}</Badge>}
              {person.isMember && <span className="soft small">({t('balance.member')})</span>}
              <span className="balance-said">{said.filter(Boolean).join(' · ')}</span>
            </span>
            {isMovable && (
              <button
                type="button"
                className="button button-quiet"
                aria-label={t('balance.move', { name: person.name })}
                onClick={() => onMove({ person, from })}
              >
                {t('balance.moveShort')}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Words({ finding }: { finding: Finding }) {
  const { t } = useLanguage();
  const [from = '', to = ''] = finding.people.map(({ name }) => name);
  const people = finding.people.map(({ name }) => name).join(', ');
  const n = finding.n ?? 0;
  switch (finding.rule) {
    case 'required':
      return t('balance.finding.required', {
        background: finding.background ? t(`background.${finding.background}`) : '',
        n,
      });
    case 'notWith':
    case 'with':
      return t(`balance.finding.${finding.rule}`, { from, to });
    case 'conflict':
    case 'language':
      return t(`balance.finding.${finding.rule}`, { people });
    default:
      return t(`balance.finding.${finding.rule}`, { n });
  }
}
