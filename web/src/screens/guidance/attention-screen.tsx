import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { EventView } from '../../api/client.js';
import { type Attention, attentionQuery } from '../../api/guidance.js';
import { eventQuery } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { Ago } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';

/** Who needs help with what, now. Asked anew all the time, so that it can stay open on a desk. */
export function AttentionScreen() {
  const { t } = useLanguage();
  const { slug = '' } = useParams();
  const event = useQuery(eventQuery(slug));
  return (
    <Loaded query={event} lines={12}>
      {(loaded) =>
        loaded.myRole === 'organizer' ? <Needs event={loaded} /> : <EmptyState title={t('organize.only')} />
      }
    </Loaded>
  );
}

function Needs({ event }: { event: EventView }) {
  const { t, read } = useLanguage();
  const attention = useQuery({ ...attentionQuery(event.slug), refetchInterval: 15_000 });
  return (
    <>
      <PageHeader
        title={t('attention.title')}
        crumbs={[{ to: `/events/${event.slug}`, label: read(event.name) }]}
        lead={
          attention.data && (
            <p>
              {t('attention.asOf')} <Ago at={attention.data.at} zone={event.timeZone} />
            </p>
          )
        }
      />
      <Loaded query={attention} lines={12}>
        {({ needs }) =>
          needs.length === 0 ? (
            <EmptyState title={t('attention.none')} hint={t('attention.noneHint')} />
          ) : (
            <ul className="needs" aria-live="polite">
              {needs.map((need) => (
                <Need key={need.code} need={need} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

function Need({ need }: { need: Attention['needs'][number] }) {
  const { t } = useLanguage();
  const more = need.count - need.examples.length;
  return (
    <li className="need">
      <span className="need-count">{need.count}</span>
      <div className="stack">
        <h2 className="need-title">
          <Link to={need.where}>{t(`attention.${need.code}`)}</Link>
        </h2>
        <p className="soft">{t(`attention.hint.${need.code}`)}</p>
        <details>
          <summary>{t('attention.who')}</summary>
          <ul className="need-names">
            {need.examples.map(({ id, name }) => (
              <li key={id}>
                <bdi>{name}</bdi>
              </li>
            ))}
            {more > 0 && <li className="soft">{t('attention.more', { n: more })}</li>}
          </ul>
        </details>
      </div>
    </li>
  );
}
