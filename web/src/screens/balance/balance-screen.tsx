import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import type { EventView } from '../../api/client.js';
import { eventQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { Badge, Section, type Tone } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { Moment } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { balanceQuery, type ProposalItem, proposalsQuery } from './balance-queries.js';
import { BalanceStart } from './balance-start.js';
import { ProposalPanel } from './proposal-panel.js';
import '../../styles/balance.css';

export function BalanceScreen() {
  const { t } = useLanguage();
  const { slug = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  return (
    <Loaded query={event} lines={14}>
      {(loaded) =>
        loaded.myRole === 'organizer' ? (
          <Balancing event={loaded} />
        ) : (
          <EmptyState title={t('balance.only')} />
        )
      }
    </Loaded>
  );
}

function Balancing({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const balance = useQuery(balanceQuery(event.slug));
  const proposals = useQuery(proposalsQuery(event.slug));
  const items = proposals.data?.items ?? [];
  const current =
    search.get('proposal') ??
    items.find(({ state }) => state === 'draft' || state === 'computing')?.id ??
    null;
  const show = (id: string) => setSearch({ proposal: id });
  return (
    <>
      <PageHeader
        title={t('balance.title')}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
          { to: `/events/${event.slug}/teams`, label: t('teams.title') },
        ]}
        lead={<p>{t('balance.lead')}</p>}
      />
      <div className="stack-large">
        {current && <ProposalPanel key={current} event={event} id={current} onShow={show} />}
        <Loaded query={balance} lines={8}>
          {(loaded) => <BalanceStart event={event} balance={loaded} onShow={show} />}
        </Loaded>
        {items.length > 0 && <Proposals event={event} items={items} current={current} />}
      </div>
    </>
  );
}

const TONES: Record<ProposalItem['state'], Tone> = {
  computing: 'busy',
  failed: 'bad',
  draft: 'warn',
  applied: 'good',
  discarded: 'quiet',
};

export function ProposalState({ state }: { state: ProposalItem['state'] }) {
  const { t } = useLanguage();
  return <Badge tone={TONES[state]}>{t(`balance.state.${state}`)}</Badge>;
}

function Proposals({
  event,
  items,
  current,
}: {
  event: EventView;
  items: ProposalItem[];
  current: string | null;
}) {
  const { t } = useLanguage();
  return (
    <Section title={t('balance.earlier')}>
      <ul className="plain-list">
        {items.map((item) => (
          <li key={item.id} className="row">
            <Link to={`?proposal=${item.id}`} aria-current={item.id === current ? 'true' : undefined}>
              <Moment at={item.createdAt} zone={event.timeZone} />
            </Link>
            <ProposalState state={item.state} />
            <span className="soft small">
              {t('balance.earlierItem', { people: item.people, teams: item.teams, seed: item.seed })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
