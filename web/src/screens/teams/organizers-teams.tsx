import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api, type EventView } from '../../api/client.js';
import { keys, page } from '../../api/queries.js';
import { DataTable } from '../../components/data-table.js';
import { Check, TextField } from '../../components/field.js';
import { Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { LateChange } from './late-change.js';
import { LateTeam } from './late-team.js';
import { MissingLine } from './missing.js';
import { allTeamsQuery } from './team-queries.js';
import { WriteToTeams } from './write-to-teams.js';

/** All teams with their members and what they lack; people without a team; late changes. */
export function OrganizersTeams({ event }: { event: EventView }) {
  const { t, language } = useLanguage();
  const teams = useQuery(allTeamsQuery(event.slug));
  const [search, setSearch] = useState('');
  const [isLacking, setLacking] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [writes, setWrites] = useState(false);
  const choose = (id: string, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, id] : [...chosen].filter((one) => one !== id)));
  const [moved, setMoved] = useState<{ accountId: string; name: string; teamId: string | null } | null>(null);
  return (
    <Section
      title={t('teams.all.title')}
      actions={
        <a className="button" href={`/api/v1/events/${event.slug}/teams.csv?language=${language}`} download>
          {t('people.csv')}
        </a>
      }
    >
      <div className="form-pair">
        <TextField label={t('teams.searchAny')} value={search} onChange={setSearch} />
        <Check label={t('teams.onlyLacking')} checked={isLacking} onChange={setLacking} />
      </div>
      <Loaded query={teams} lines={10}>
        {(all) => {
          const word = search.trim().toLowerCase();
          const shown = all.filter(
            ({ name, members, missing }) =>
              (!isLacking || missing.length > 0) &&
              [name, ...(members ?? []).flatMap((one) => [one.name, one.email ?? ''])].some((text) =>
                text.toLowerCase().includes(word),
              ),
          );
          return (
            <>
              <p className="soft small">
                {t('teams.summary', {
                  n: all.length,
                  lacking: all.filter(({ missing }) => missing.length > 0).length,
                })}
              </p>
              <div className="row">
                <button
                  type="button"
                  className="button button-quiet"
                  onClick={() => setChosen(new Set(shown.map(({ id }) => id)))}
                >
                  {t('teams.chooseShown', { n: shown.length })}
                </button>
                {chosen.size > 0 && (
                  <>
                    <button type="button" className="button" onClick={() => setWrites(true)}>
                      {t('teams.write', { n: chosen.size })}
                    </button>
                    <button
                      type="button"
                      className="button button-quiet"
                      onClick={() => setChosen(new Set())}
                    >
                      {t('teams.chooseNone')}
                    </button>
                  </>
                )}
              </div>
              {writes && (
                <WriteToTeams event={event} teamIds={[...chosen]} onClose={() => setWrites(false)} />
              )}
              {shown.length === 0 ? (
                <EmptyState title={t('teams.all.empty')} />
              ) : (
                <DataTable
                  caption={t('teams.all.title')}
                  rows={shown}
                  rowKey={({ id }) => id}
                  columns={[
                    {
                      key: 'chosen',
                      label: t('teams.choose'),
                      cell: ({ id, name }) => (
                        <input
                          type="checkbox"
                          aria-label={t('teams.chooseTeam', { team: name })}
                          checked={chosen.has(id)}
                          onChange={(changed) => choose(id, changed.target.checked)}
                        />
                      ),
                    },
                    {
                      key: 'name',
                      label: t('teams.team'),
                      isName: true,
                      sortBy: ({ name }) => name,
                      cell: ({ id, name }) => <Link to={`/events/${event.slug}/teams/${id}`}>{name}</Link>,
                    },
                    {
                      key: 'size',
                      label: t('teams.size'),
                      isNumeric: true,
                      sortBy: ({ memberCount }) => memberCount,
                      cell: ({ memberCount }) => memberCount,
                    },
                    {
                      key: 'missing',
                      label: t('teams.missing'),
                      sortBy: ({ missing }) => missing.reduce((sum, { count }) => sum + count, 0),
                      cell: ({ missing }) =>
                        missing.length === 0 ? t('teams.complete') : <MissingLine missing={missing} isBare />,
                    },
                    {
                      key: 'members',
                      label: t('teams.members'),
                      cell: ({ id, members }) => (
                        <div className="row">
                          {(members ?? []).map(({ accountId, name, background }) => (
                            <button
                              key={accountId}
                              type="button"
                              className="button button-quiet"
                              aria-description={t('teams.move')}
                              onClick={() => setMoved({ accountId, name, teamId: id })}
                            >
                              {name}
                              {background && ` · ${t(`background.${background}`)}`}
                            </button>
                          ))}
                        </div>
                      ),
                    },
                  ]}
                />
              )}
              <WithoutTeam event={event} onChoose={setMoved} />
              {moved && (
                <LateChange event={event} teams={all} person={moved} onClose={() => setMoved(null)} />
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function WithoutTeam({
  event,
  onChoose,
}: {
  event: EventView;
  onChoose: (person: { accountId: string; name: string; teamId: null }) => void;
}) {
  const { t } = useLanguage();
  const { slug } = event;
  const members = useInfiniteQuery({
    queryKey: [...keys.event(slug), 'members'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/events/{slug}/members', { params: { path: { slug }, ...page(200, pageParam) } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const alone = (members.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ role, team, accountId }) => role === 'participant' && team === null && accountId);
  const [makes, setMakes] = useState(false);
  if (alone.length === 0 && !members.hasNextPage) return null;
  return (
    <div className="stack">
      <h3>{t('teams.alone', { n: alone.length })}</h3>
      <div className="row">
        {alone.map(({ accountId, name }) => (
          <button
            key={accountId}
            type="button"
            className="button"
            aria-description={t('teams.move')}
            onClick={() => onChoose({ accountId: accountId as string, name, teamId: null })}
          >
            {name}
          </button>
        ))}
      </div>
      {alone.length > 0 && (
        <p>
          <button type="button" className="button" onClick={() => setMakes(true)}>
            {t('teams.make')}
          </button>
        </p>
      )}
      {makes && (
        <LateTeam
          event={event}
          people={alone.map(({ accountId, name }) => ({ accountId: accountId as string, name }))}
          onClose={() => setMakes(false)}
        />
      )}
      {members.hasNextPage && (
        <p>
          <button type="button" className="button" onClick={() => void members.fetchNextPage()}>
            {t('action.more')}
          </button>
        </p>
      )}
    </div>
  );
}
