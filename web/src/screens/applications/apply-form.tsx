import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView, type Me } from '../../api/client.js';
import { meKey } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { fieldErrors, SelectField, SubmitRow, TextField } from '../../components/field.js';
import { LanguagesField } from '../../components/languages-field.js';
import { SkillsField } from '../../components/skills-field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import {
  type Answers,
  type ApplicationForm,
  type AppliedRole,
  BACKGROUNDS,
  type Background,
  type MyApplication,
  myApplicationsKey,
  type Offer,
  type OfferRequest,
} from './application-queries.js';
import { OfferFields } from './offer-fields.js';
import { QuestionField } from './question-field.js';
import { readUnsaved, unsavedKey } from './unsaved.js';
import { useKept } from './use-kept.js';

/** The questions. What is written is saved while it is written, so that neither a deadline nor a dead battery takes it. */
export function ApplyForm({
  event,
  me,
  form,
  application,
  role,
}: {
  event: EventView;
  me: Me;
  form: ApplicationForm;
  application: MyApplication | null;
  role: AppliedRole;
}) {
  const { t, read } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const unsaved = unsavedKey(event.slug, role, me.id);
  const [left] = useState(() => readUnsaved(unsaved));
  const [answers, setAnswers] = useState<Answers>(
    () => (left?.answers ?? application?.draft ?? {}) as Answers,
  );
  const [offer, setOffer] = useState<Offer>(
    () => left?.offer ?? application?.draftOffer ?? { expertise: [], languages: me.languages, times: [] },
  );
  const [profile, setProfile] = useState({
    background: (me.background ?? '') as Background | '',
    affiliation: me.affiliation,
    skills: me.skills,
    languages: me.languages,
  });
  const [pending, setPending] = useState<Record<string, boolean>>({});
  const isFilePending = Object.values(pending).includes(true);
  const [isAsked, setAsked] = useState(false);
  const path = { params: { path: { slug: event.slug, role } } };
  const body = role === 'mentor' ? { answers, offer: offer as OfferRequest } : { answers };
  const keep = (saved: MyApplication) =>
    queries.setQueryData<{ items: MyApplication[]; nextCursor: string | null }>(
      myApplicationsKey(event.slug),
      (before) => ({
        items: [...(before?.items ?? []).filter((one) => one.role !== role), saved],
        nextCursor: null,
      }),
    );
  const save = useMutation({
    mutationFn: (outlives: boolean) =>
      answer(api.PUT('/api/v1/events/{slug}/my-applications/{role}', { ...path, body, keepalive: outlives })),
    onSuccess: (saved) => {
      keep(saved);
      sessionStorage.removeItem(unsaved);
    },
    onError: () => {
      sessionStorage.setItem(unsaved, JSON.stringify(body));
      draft.isNotKept();
    },
  });
  const draft = useKept(JSON.stringify(body), save.mutate);
  const submit = useMutation({
    mutationFn: async () => {
      const { background, affiliation, skills, languages } = profile;
      const changed = await answer(
        api.PATCH('/api/v1/me', {
          body: {
            background: background || null,
            affiliation,
            skills,
            languages,
          },
        }),
      );
      queries.setQueryData(meKey, changed);
      return answer(api.POST('/api/v1/events/{slug}/my-applications/{role}/submit', { ...path, body }));
    },
    onSuccess: (saved) => {
      keep(saved);
      sessionStorage.removeItem(unsaved);
      toast(t('apply.sent'));
      window.scrollTo({ top: 0 });
    },
    onError: () => {
      if (!application) sessionStorage.setItem(unsaved, JSON.stringify(body));
      draft.isNotKept();
    },
  });

  const errors = { ...fieldErrors(save.error), ...fieldErrors(submit.error) };
  const labels = {
    background: t('people.background'),
    affiliation: t('people.affiliation'),
    skills: t('people.skills'),
    languages: t('people.languages'),
    'offer.expertise': t('people.expertise'),
    'offer.languages': t('apply.mentorLanguages'),
    ...Object.fromEntries(form.questions.map(({ id, label }) => [`answers.${id}`, read(label)])),
  };
  const set = (part: Partial<typeof profile>) => setProfile({ ...profile, ...part });
  return (
    <form
      className="form"
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (submit.isPending) return;
        setAsked(true);
        if (isFilePending) return;
        draft.isKept();
        submit.mutate();
      }}
    >
      <h2>{t('apply.you')}</h2>
      <SelectField<Background | ''>
        label={t('people.background')}
        hint={t('apply.backgroundHint')}
        error={errors.background}
        value={profile.background}
        onChange={(background) => set({ background })}
        required
        options={[
          { value: '', label: t('apply.choose') },
          ...BACKGROUNDS.map((value) => ({ value, label: t(`background.${value}`) })),
        ]}
      />
      <TextField
        label={t('people.affiliation')}
        error={errors.affiliation}
        optional
        maxLength={200}
        value={profile.affiliation}
        onChange={(affiliation) => set({ affiliation })}
      />
      <SkillsField
        label={t('people.skills')}
        hint={t('apply.skillsHint')}
        error={errors.skills}
        optional
        value={profile.skills}
        onChange={(skills) => set({ skills })}
      />
      <LanguagesField
        label={t('people.languages')}
        hint={t('apply.languagesHint')}
        error={errors.languages ?? errors['languages.0']}
        optional
        value={profile.languages}
        onChange={(languages) => set({ languages })}
      />
      {role === 'mentor' && (
        <OfferFields offer={offer} zone={event.timeZone} errors={errors} onChange={setOffer} />
      )}
      {form.questions.length > 0 && <h2>{t('apply.questions')}</h2>}
      {form.questions.map((question) => (
        <QuestionField
          key={question.id}
          slug={event.slug}
          role={role}
          question={question}
          value={answers[question.id]}
          file={application?.files.find(({ questionId }) => questionId === question.id)}
          error={errors[`answers.${question.id}`]}
          onChange={(value) => setAnswers({ ...answers, [question.id]: value })}
          mayRemoveFile={!application || ['draft', 'withdrawn'].includes(application.status)}
          onFile={keep}
          onPending={(is) => setPending((before) => ({ ...before, [question.id]: is }))}
        />
      ))}
      {save.error && (
        <p className="notice notice-warn" role="alert">
          {t(application ? 'apply.unsavedChanges' : 'apply.unsaved')}
        </p>
      )}
      <p className="soft" role="status">
        {save.isPending
          ? t('action.saving')
          : save.error
            ? ''
            : application
              ? t('apply.autosaved')
              : t('apply.autosaves')}
      </p>
      <SubmitRow
        label={t(application?.status === 'submitted' ? 'apply.resubmit' : 'apply.submit')}
        isPending={submit.isPending}
        error={
          isAsked && isFilePending ? (
            <p className="field-error" role="alert">
              {t('apply.filePending')}
            </p>
          ) : (
            <ActionError error={submit.error ?? save.error} labels={labels} />
          )
        }
      />
    </form>
  );
}
