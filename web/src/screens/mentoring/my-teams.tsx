import { useQuery } from '@tanstack/react-query';
import type { EventView } from '../../api/client.js';
import { Badge } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { type MentoredTeam, mentoredTeamsQuery } from './mentoring-queries.js';
import { Notes } from './notes.js';
import { SharedEntries } from './shared-entries.js';

/** The teams that a mentor looks after; each opens to its people, its runs and the notes on it. */
export function MyTeams({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const teams = useQuery(mentoredTeamsQuery(event.slug));
  return (
    <Loaded query={teams} lines={4}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('mentoring.noTeams')} hint={t('mentoring.noTeamsHint')} />
        ) : (
          <ul className="plain-list">
            {items.map((team) => (
              <li key={team.id}>
                {team.isClosed ? <ClosedTeam team={team} /> : <Team event={event} team={team} />}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function ClosedTeam({ team }: { team: MentoredTeam }) {
  const { t } = useLanguage();
  return (
    <div className="stack">
      <div className="row">
        <h3>{team.name}</h3>
        <Badge tone="warn">{t('mentoring.inConflict')}</Badge>
      </div>
      <p className="soft">{t('mentoring.closedHint')}</p>
    </div>
  );
}

function Team({ event, team }: { event: EventView; team: MentoredTeam }) {
  const { t } = useLanguage();
  return (
    <article className="stack" aria-label={team.name}>
      <div>
        <h3>{team.name}</h3>
        {team.mentors.length > 0 && (
          <p className="soft small">
            {t('mentoring.withMentors', { names: team.mentors.map(({ name }) => name).join(', ') })}
          </p>
        )}
      </div>
      {team.description && <p className="text-block">{team.description}</p>}
      <Members team={team} />
      <details>
        <summary>{t('mentoring.sharedRuns')}</summary>
        <SharedEntries event={event} teamId={team.id} />
      </details>
      <details>
        <summary>{t('notes.title')}</summary>
        <Notes event={event} teamId={team.id} />
      </details>
    </article>
  );
}

function Members({ team }: { team: MentoredTeam }) {
  const { t } = useLanguage();
  return (
    <ul className="members" aria-label={t('mentoring.membersOf', { team: team.name })}>
      {team.members.map((member) => (
        <li key={`${member.name} ${member.affiliation}`}>
          <p className="row">
            <span>{member.name}</span>
            {member.isCaptain && <Badge>{t('team.captain')}</Badge>}
          </p>
          <p className="soft small">
            {[
              member.background && t(`background.${member.background}`),
              member.affiliation,
              member.skills.join(', '),
              member.languages.join(' '),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}
