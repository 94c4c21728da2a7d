import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, NavLink, useMatch, useSearchParams } from 'react-router';
import type { EventView } from '../../api/client.js';
import { eventQuery } from '../../api/queries.js';
import type { Key } from '../../i18n/dictionary.js';
import { useLanguage } from '../../i18n/language.js';

type Reader = NonNullable<EventView['myRole']> | 'visitor';

interface Place {
  /** Below the event's own address; '' is the event itself. */
  path: string;
  key: Extract<Key, `eventNav.${string}`>;
  visibleFor: readonly Reader[];
  /** Another screen that belongs here, though its address does not begin with this one's. */
  also?: string;
}

const EVERYONE = ['visitor', 'participant', 'mentor', 'organizer'] as const;
const MEMBERS = ['participant', 'mentor', 'organizer'] as const;
const ORGANIZERS = ['organizer'] as const;

/*
 * The places of an event, in the order in which people come to them. A new screen of an event adds one line here and one
 * text to i18n/{en,ko}/event-nav.ts, so that it is found from every other screen. Screens below one of these
 * (a team, a task's board) need no line: their address begins with the place's.
 */
const PLACES: readonly Place[] = [
  { path: '', key: 'eventNav.overview', visibleFor: EVERYONE },
  { path: 'problems', key: 'eventNav.problems', visibleFor: MEMBERS },
  { path: 'teams', key: 'eventNav.teams', visibleFor: MEMBERS, also: 'balance' },
  { path: 'tasks', key: 'eventNav.tasks', visibleFor: MEMBERS },
  { path: 'attention', key: 'eventNav.attention', visibleFor: ORGANIZERS },
  { path: 'people', key: 'eventNav.people', visibleFor: ORGANIZERS },
  { path: 'mentoring', key: 'eventNav.mentoring', visibleFor: MEMBERS },
  { path: 'set-up', key: 'eventNav.setUp', visibleFor: ORGANIZERS },
];

/** Where one can go within the event of the address; nothing on other pages. Shown by the layout above every screen. */
export function EventNav() {
  const slug = useMatch('/events/:slug/*')?.params.slug;
  const [search] = useSearchParams();
  if (!slug || search.get('view') === 'projector') return null;
  return <Places slug={slug} />;
}

function Places({ slug }: { slug: string }) {
  const { t } = useLanguage();
  const event = useQuery(eventQuery(slug));
  const list = useRef<HTMLUListElement>(null);
  const here = useMatch('/events/:slug/*')?.params['*'];
  const role = event.data?.myRole;
  // On a phone the row scrolls: the current place comes into sight, without moving the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place or another role draws another row
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (list.current && current) list.current.scrollLeft = current.offsetLeft - 48;
  }, [here, role]);
  if (event.error) return null;
  const shown = PLACES.filter(({ visibleFor }) => event.data && visibleFor.includes(role ?? 'visitor'));
  return (
    <nav className="event-nav" aria-label={t('eventNav.label')}>
      <ul ref={list}>
        {shown.map(({ path, key, also }) => (
          <li key={path}>
            {also !== undefined && here === also ? (
              <Link to={`/events/${slug}/${path}`} aria-current="page">
                {t(key)}
              </Link>
            ) : (
              <NavLink to={path === '' ? `/events/${slug}` : `/events/${slug}/${path}`} end={path === ''}>
                {t(key)}
              </NavLink>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
