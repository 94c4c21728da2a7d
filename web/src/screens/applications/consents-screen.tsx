import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { EventView } from '../../api/client.js';
import { eventQuery } from '../../api/queries.js';
import { useMe } from '../../api/session.js';
import { PageHeader } from '../../components/page-header.js';
import { Section } from '../../components/pieces.js';
import { EmptyState, ErrorState, Loaded, Skeleton } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { needsSignIn } from '../account/needs-sign-in.js';
import { myConsentsQuery } from './application-queries.js';
import { OneConsent } from './one-consent.js';

/** What the event asks the reader to agree to: what is new or changed first, then what they said to the rest. */
export function ConsentsScreen() {
  const { slug = '' } = useParams();
  const me = useMe();
  const event = useQuery(eventQuery(slug));
  if (me === undefined) return <Skeleton lines={12} />;
  if (me === null) return <ErrorState error={needsSignIn()} />;
  return (
    <Loaded query={event} lines={12}>
      {(loaded) => <Consents event={loaded} />}
    </Loaded>
  );
}

function Consents({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const consents = useQuery(myConsentsQuery(event.slug));
  return (
    <>
      <PageHeader
        title={t('consents.title')}
        lead={t('consents.lead', { event: read(event.name) })}
        crumbs={[
          { to: '/', label: t('events.title') },
          { to: `/events/${event.slug}`, label: read(event.name) },
        ]}
      />
      <Loaded query={consents} lines={12}>
        {({ items }) => {
          const due = items.filter(({ state }) => state === 'due');
          const rest = items.filter(({ state }) => state !== 'due');
          const roles = new Set(items.map(({ role }) => role)).size;
          const list = (some: typeof items) =>
            some.map((consent) => (
              <OneConsent
                key={`${consent.role} ${consent.questionId} ${consent.version}`}
                event={event}
                consent={consent}
                isRoleSaid={roles > 1}
              />
            ));
          if (items.length === 0)
            return <EmptyState title={t('consents.none')} hint={t('consents.noneHint')} />;
          return (
            <div className="stack-large">
              {due.length > 0 && <Section title={t('consents.asked')}>{list(due)}</Section>}
              {rest.length > 0 && <Section title={t('consents.all')}>{list(rest)}</Section>}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
