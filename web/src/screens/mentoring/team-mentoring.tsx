import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EventView } from '../../api/client.js';
import { Badge, NextStep, Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { AskForHelp } from './ask-for-help.js';
import { BookMentor } from './book-mentor.js';
import { HelpList } from './help-list.js';
import { helpQuery, mentorsQuery, slotsQuery } from './mentoring-queries.js';
import { SlotList } from './slot-list.js';

/** How a team gets help: now, or at a time. */
export function TeamMentoring({ event }: { event: EventView }) {
  const { t } = useLanguage();
  return (
    <>
      {event.myTeam ? (
        <WithTeam event={event} />
      ) : (
        <EmptyState title={t('mentoring.teamFirst')} hint={t('mentoring.teamFirstHint')} />
      )}
      <Section title={t('mentoring.mentors')}>
        <MentorList event={event} />
      </Section>
    </>
  );
}

function WithTeam({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const [isAsking, setAsking] = useState(false);
  const help = useQuery(helpQuery(event.slug));
  const slots = useQuery(slotsQuery(event.slug));
  const booked = slots.data?.items.filter(({ isMine }) => isMine) ?? [];
  return (
    <>
      {isAsking ? (
        <Section title={t('help.ask')}>
          <AskForHelp event={event} onDone={() => setAsking(false)} />
        </Section>
      ) : (
        <NextStep
          title={t('help.stuck')}
          hint={t('help.stuckHint')}
          action={
            <button type="button" className="button button-primary" onClick={() => setAsking(true)}>
              {t('help.ask')}
            </button>
          }
        />
      )}
      {help.data && help.data.items.length > 0 && (
        <Section title={t('help.ours')}>
          <HelpList event={event} items={help.data.items} />
        </Section>
      )}
      {booked.length > 0 && (
        <Section title={t('slots.ours')}>
          <SlotList event={event} items={booked} />
        </Section>
      )}
      <Section title={t('slots.book')}>
        <Loaded query={slots} lines={6}>
          {({ items }) => (
            <BookMentor event={event} free={items.filter(({ isFree }) => isFree)} booked={booked} />
          )}
        </Loaded>
      </Section>
    </>
  );
}

function MentorList({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const mentors = useQuery(mentorsQuery(event.slug));
  return (
    <Loaded query={mentors} lines={4}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('mentoring.noMentors')} />
        ) : (
          <ul className="plain-list">
            {items.map((mentor) => (
              <li key={mentor.id}>
                <p className="row">
                  <span className="strong">{mentor.name}</span>
                  {mentor.isMine && <Badge tone="good">{t('mentoring.yours')}</Badge>}
                </p>
                <p className="soft small">
                  {[mentor.expertise.join(', '), mentor.languages.join(' ')].filter(Boolean).join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
