import { useQuery } from '@tanstack/react-query';
import type { EventView } from '../../api/client.js';
import { KeyFigures, NextStep, Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { span } from '../../lib/time.js';
import { Assigning } from './assigning.js';
import { HelpList } from './help-list.js';
import { MentorConflicts } from './mentor-conflicts.js';
import { MentorLoads } from './mentor-loads.js';
import { figuresQuery, helpQuery, overviewQuery, slotsQuery } from './mentoring-queries.js';
import { SlotList } from './slot-list.js';

/** Who waits longest, who looks after whom, and where a conflict came up. */
export function OrganizersMentoring({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const help = useQuery(helpQuery(event.slug));
  const overview = useQuery(overviewQuery(event.slug));
  const booked = useQuery(slotsQuery(event.slug)).data?.items.filter(({ isFree }) => !isFree) ?? [];
  return (
    <>
      <Now event={event} />
      <Section title={t('mentoring.waits')}>
        <Loaded query={help} lines={4}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('help.none')} />
            ) : (
              <HelpList event={event} items={items} />
            )
          }
        </Loaded>
      </Section>
      <Section title={t('assign.title')}>
        <Loaded query={overview} lines={8}>
          {(loaded) => <Assigning event={event} overview={loaded} />}
        </Loaded>
      </Section>
      <Section title={t('mentoring.mentors')}>
        <Loaded query={overview} lines={6}>
          {(loaded) => <MentorLoads mentors={loaded.mentors} />}
        </Loaded>
      </Section>
      {booked.length > 0 && (
        <Section title={t('slots.all')}>
          <SlotList event={event} items={booked} />
        </Section>
      )}
      <Section title={t('conflicts.section')}>
        <MentorConflicts event={event} />
      </Section>
    </>
  );
}

function Now({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const figures = useQuery(figuresQuery(event.slug)).data;
  const overview = useQuery(overviewQuery(event.slug)).data;
  if (!figures || !overview) return null;
  const alone = overview.teams.filter(({ mentors }) => mentors.length === 0).length;
  const conflicts = overview.mentors
    .flatMap(({ teams }) => teams)
    .filter(({ conflict }) => conflict.length > 0).length;
  const seconds = (value: number | null) => (value === null ? '–' : span(value * 1_000, t));
  return (
    <div className="stack">
      <NextStep
        title={
          figures.overdue > 0
            ? t('mentoring.next.overdue', { n: figures.overdue })
            : conflicts > 0
              ? t('mentoring.next.conflicts', { n: conflicts })
              : alone > 0
                ? t('mentoring.next.alone', { n: alone })
                : t('mentoring.next.allWell')
        }
        hint={
          figures.overdue > 0
            ? t('mentoring.next.overdueHint')
            : conflicts > 0
              ? t('mentoring.next.conflictsHint')
              : alone > 0
                ? t('mentoring.next.aloneHint')
                : undefined
        }
      />
      <KeyFigures
        figures={[
          { label: t('mentoring.figure.waiting'), value: figures.open },
          { label: t('mentoring.figure.longest'), value: seconds(figures.longestSeconds) },
          {
            label: t('mentoring.figure.median'),
            value: seconds(figures.medianSeconds),
            more: t('mentoring.figure.answered', { n: figures.answered }),
          },
          { label: t('mentoring.figure.alone'), value: alone },
        ]}
      />
    </div>
  );
}
