import { DataTable } from '../../components/data-table.js';
import { Badge } from '../../components/pieces.js';
import { EmptyState } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import type { MentorLoad } from './mentoring-queries.js';

/** Mentors with what they know and how much they have to do. */
export function MentorLoads({ mentors }: { mentors: MentorLoad[] }) {
  const { t } = useLanguage();
  if (mentors.length === 0) {
    return <EmptyState title={t('mentoring.noMentors')} hint={t('mentoring.noMentorsHint')} />;
  }
  return (
    <DataTable
      caption={t('mentoring.mentors')}
      rows={mentors}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          label: t('mentoring.mentor'),
          isName: true,
          cell: ({ name, affiliation }) => (
            <div>
              {name}
              {affiliation && <p className="soft small">{affiliation}</p>}
            </div>
          ),
          sortBy: ({ name }) => name,
        },
        {
          key: 'knows',
          label: t('mentorProfile.expertise'),
          cell: ({ expertise, languages }) =>
            [expertise.join(', '), languages.join(' ')].filter(Boolean).join(' · '),
        },
        {
          key: 'teams',
          label: t('mentoring.figure.teams'),
          cell: ({ teams }) => (
            <div>
              {teams.map(({ id, name, conflict }) => (
                <p key={id} className="row">
                  {name}
                  {conflict.length > 0 && <Badge tone="bad">{t('mentoring.inConflict')}</Badge>}
                </p>
              ))}
            </div>
          ),
        },
        {
          key: 'load',
          label: t('mentoring.load'),
          isNumeric: true,
          cell: ({ teams, maxTeams }) => (maxTeams === null ? teams.length : `${teams.length} / ${maxTeams}`),
          sortBy: ({ teams }) => teams.length,
        },
        {
          key: 'hours',
          label: t('mentoring.bookedOf'),
          isNumeric: true,
          cell: ({ booked, slots }) => `${booked} / ${slots}`,
          sortBy: ({ booked }) => booked,
        },
        {
          key: 'answered',
          label: t('mentoring.answeredCalls'),
          isNumeric: true,
          cell: ({ answered }) => answered,
          sortBy: ({ answered }) => answered,
        },
      ]}
    />
  );
}
