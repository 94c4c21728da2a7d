import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { LanguagesField } from '../../components/languages-field.js';
import { SkillsField } from '../../components/skills-field.js';
import { ActionError, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { fromField, toField } from '../../lib/zoned.js';
import { type MentorProfile, profileQuery, useMentoringChange } from './mentoring-queries.js';

/** What a mentor knows, speaks, and when they are there. */
export function MentorProfileForm({ event }: { event: EventView }) {
  const profile = useQuery(profileQuery(event.slug));
  return (
    <Loaded query={profile} lines={4}>
      {(loaded) => <Form event={event} profile={loaded} />}
    </Loaded>
  );
}

function Form({ event, profile }: { event: EventView; profile: MentorProfile }) {
  const { t } = useLanguage();
  const zone = event.timeZone;
  const [expertise, setExpertise] = useState(profile.expertise);
  const [languages, setLanguages] = useState<string[]>(profile.languages);
  const [maxTeams, setMaxTeams] = useState(profile.maxTeams === null ? '' : String(profile.maxTeams));
  const [times, setTimes] = useState(
    profile.times.map((span) => ({
      startsAt: toField(span.startsAt, zone),
      endsAt: toField(span.endsAt, zone),
    })),
  );
  const save = useMentoringChange(event.slug, () =>
    answer(
      api.PUT('/api/v1/events/{slug}/mentors/me/profile', {
        params: { path: { slug: event.slug } },
        body: {
          expertise,
          languages: languages as MentorProfile['languages'],
          maxTeams: maxTeams === '' ? null : Number(maxTeams),
          times: times.flatMap(({ startsAt, endsAt }) => {
            const [from, until] = [fromField(startsAt, zone), fromField(endsAt, zone)];
            return from && until ? [{ startsAt: from, endsAt: until }] : [];
          }),
        },
      }),
    ),
  );
  const errors = fieldErrors(save.error);
  const submit = (send: FormEvent) => {
    send.preventDefault();
    if (!save.isPending) save.mutate(undefined);
  };
  return (
    <form className="form" onSubmit={submit}>
      <SkillsField
        label={t('mentorProfile.expertise')}
        hint={t('mentorProfile.expertiseHint')}
        maxLength={60}
        value={expertise}
        onChange={setExpertise}
        error={errors.expertise}
      />
      <LanguagesField
        label={t('mentorProfile.languages')}
        hint={t('mentorProfile.languagesHint')}
        value={languages}
        onChange={setLanguages}
        error={errors.languages}
      />
      <TextField
        label={t('mentorProfile.maxTeams')}
        hint={t('mentorProfile.maxTeamsHint')}
        type="number"
        min={0}
        max={50}
        value={maxTeams}
        onChange={setMaxTeams}
        error={errors.maxTeams}
      />
      <fieldset>
        <legend>{t('mentorProfile.times')}</legend>
        {times.map((span, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span has no name but its place
          <div key={k} className="form-pair">
            {(['startsAt', 'endsAt'] as const).map((end) => (
              <TextField
                key={end}
                label={t(`mentorProfile.${end}`, { n: k + 1 })}
                type="datetime-local"
                value={span[end]}
                onChange={(value) =>
                  setTimes(times.map((one, at) => (at === k ? { ...one, [end]: value } : one)))
                }
                error={errors[`times.${k}.${end}`]}
              />
            ))}
          </div>
        ))}
        <div className="row">
          <button
            type="button"
            className="button button-quiet"
            onClick={() => setTimes([...times, { startsAt: '', endsAt: '' }])}
          >
            {t('mentorProfile.addTime')}
          </button>
          {times.length > 0 && (
            <button
              type="button"
              className="button button-quiet"
              onClick={() => setTimes(times.slice(0, -1))}
            >
              {t('mentorProfile.removeTime')}
            </button>
          )}
          <span className="soft small">{t('field.zone', { zone })}</span>
        </div>
      </fieldset>
      <SubmitRow
        label={t('action.save')}
        isPending={save.isPending}
        isSaved={save.isSuccess}
        error={Object.keys(errors).length === 0 && <ActionError error={save.error} />}
      />
    </form>
  );
}
