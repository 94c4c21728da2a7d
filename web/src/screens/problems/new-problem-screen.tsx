import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { type ProblemRequest, problemKeys, problemSettingsQuery } from '../../api/problems.js';
import { eventQuery } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { PageHeader } from '../../components/page-header.js';
import { Loaded } from '../../components/states.js';
import { Moment } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { ProblemFields } from './problem-fields.js';

export function NewProblemScreen() {
  const { t, read } = useLanguage();
  const { slug = '' } = useParams();
  const { toast } = useAnnouncer();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const event = useQuery(eventQuery(slug));
  const settings = useQuery({ ...problemSettingsQuery(slug), enabled: Boolean(event.data?.myRole) });
  const propose = useMutation({
    mutationFn: (body: ProblemRequest) =>
      answer(api.POST('/api/v1/events/{slug}/problems', { params: { path: { slug } }, body })),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: problemKeys.all(slug) });
      toast(t('problem.proposed'));
      void navigate(`/events/${slug}/problems/${id}`);
    },
  });
  return (
    <Loaded query={event} lines={14}>
      {(loaded) => (
        <>
          <PageHeader
            title={t('problem.propose')}
            crumbs={[
              { to: `/events/${slug}`, label: read(loaded.name) },
              { to: `/events/${slug}/problems`, label: t('problem.title') },
            ]}
            lead={
              settings.data && (
                <p>
                  {t('problem.proposalsUntil')}{' '}
                  <Moment at={settings.data.proposalsCloseAt} zone={loaded.timeZone} deadline />
                </p>
              )
            }
          />
          <ProblemFields
            label={t('problem.send')}
            isPending={propose.isPending}
            error={propose.error}
            onSubmit={(body) => propose.mutate(body)}
          />
        </>
      )}
    </Loaded>
  );
}
