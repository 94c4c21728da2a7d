import { useQuery } from '@tanstack/react-query';
import type { EventView } from '../../api/client.js';
import { useMe } from '../../api/session.js';
import { KeyFigures, NextStep, Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { Moment } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { HelpList } from './help-list.js';
import { MentorConflicts } from './mentor-conflicts.js';
import { MentorProfileForm } from './mentor-profile.js';
import { helpQuery, mentoredTeamsQuery, slotsQuery } from './mentoring-queries.js';
import { MyTeams } from './my-teams.js';
import { OfferHours } from './offer-hours.js';
import { SlotList } from './slot-list.js';

/** What a mentor who walks the room needs, in that order: who calls, who is next, whom one looks after. */
export function MentorDay({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const help = useQuery(helpQuery(event.slug));
  const slots = useQuery(slotsQuery(event.slug));
  return (
    <>
      <Now event={event} />
      <Section title={t('mentoring.helpNow')}>
        <Loaded query={help} lines={4}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('help.none')} hint={t('help.noneHint')} />
            ) : (
              <HelpList event={event} items={items} />
            )
          }
        </Loaded>
      </Section>
      <Section title={t('mentoring.myTeams')}>
        <MyTeams event={event} />
      </Section>
      <Section title={t('mentoring.myHours')}>
        <OfferHours event={event} />
        <Loaded query={slots} lines={4}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('slots.noneOffered')} hint={t('slots.noneOfferedHint')} />
            ) : (
              <SlotList event={event} items={items} />
            )
          }
        </Loaded>
      </Section>
      <Section title={t('mentoring.aboutMe')}>
        <MentorProfileForm event={event} />
        <MentorConflicts event={event} />
      </Section>
    </>
  );
}

/** The one next thing, and three figures. */
function Now({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const me = useMe();
  const help = useQuery(helpQuery(event.slug)).data?.items;
  const slots = useQuery(slotsQuery(event.slug)).data?.items;
  const teams = useQuery(mentoredTeamsQuery(event.slug)).data?.items;
  if (!help || !slots || !teams) return null;
  const waiting = help.filter(({ status }) => status === 'open');
  const mine = help.find(({ takenBy }) => takenBy?.id === me?.id);
  const next = slots.find(({ isFree }) => !isFree);
  const [first] = waiting;
  return (
    <div className="stack">
      {mine ? (
        <NextStep title={t('mentoring.next.mine', { team: mine.team.name })} hint={mine.subject} />
      ) : first ? (
        <NextStep
          title={t('mentoring.next.waiting', { n: waiting.length })}
          hint={`${first.team.name}: ${first.subject}`}
        />
      ) : next?.team ? (
        <NextStep
          title={t('mentoring.next.slot', { team: next.team.name })}
          hint={<Moment at={next.startsAt} zone={event.timeZone} deadline />}
        />
      ) : (
        <NextStep title={t('mentoring.next.quiet')} hint={t('mentoring.next.quietHint')} />
      )}
      <KeyFigures
        figures={[
          { label: t('mentoring.figure.waiting'), value: waiting.length },
          { label: t('mentoring.figure.booked'), value: slots.filter(({ isFree }) => !isFree).length },
          { label: t('mentoring.figure.teams'), value: teams.length },
        ]}
      />
    </div>
  );
}
