import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Me } from '../../api/client.js';
import { meKey } from '../../api/session.js';
import { fieldErrors, SelectField, SubmitRow, TextField } from '../../components/field.js';
import { LanguagesField } from '../../components/languages-field.js';
import { SkillsField } from '../../components/skills-field.js';
import { ActionError } from '../../components/states.js';
import { type Language, useLanguage } from '../../i18n/language.js';

type Background = NonNullable<Me['background']>;
const BACKGROUNDS: Background[] = ['clinician', 'data_scientist', 'engineer', 'student', 'other'];

/** The name, and what teams, organizers and mentors go by. */
export function Profile({ me }: { me: Me }) {
  const { t, choose } = useLanguage();
  const queries = useQueryClient();
  const [name, setName] = useState(me.name);
  const [locale, setLocale] = useState<Language>(me.locale);
  const [background, setBackground] = useState<Background | ''>(me.background ?? '');
  const [affiliation, setAffiliation] = useState(me.affiliation);
  const [skills, setSkills] = useState(me.skills);
  const [languages, setLanguages] = useState(me.languages);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/api/v1/me', {
          body: {
            name,
            locale,
            background: background || null,
            affiliation,
            skills,
            languages,
          },
        }),
      ),
    onSuccess: (changed) => {
      queries.setQueryData(meKey, changed);
      choose(changed.locale);
    },
  });
  const errors = fieldErrors(save.error);
  const errorOf = (field: string) =>
    errors[field] ?? Object.entries(errors).find(([path]) => path.startsWith(`${field}.`))?.[1];
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      <TextField
        label={t('signUp.name')}
        hint={t('signUp.nameHint')}
        error={errors.name}
        autoComplete="name"
        required
        maxLength={100}
        value={name}
        onChange={setName}
      />
      <SelectField<Language>
        label={t('signUp.language')}
        value={locale}
        onChange={setLocale}
        options={[
          { value: 'ko', label: t('language.ko') },
          { value: 'en', label: t('language.en') },
        ]}
      />
      <SelectField<Background | ''>
        label={t('profile.background')}
        hint={t('profile.backgroundHint')}
        error={errors.background}
        value={background}
        onChange={setBackground}
        options={[
          { value: '', label: t('profile.backgroundNone') },
          ...BACKGROUNDS.map((value) => ({ value, label: t(`background.${value}`) })),
        ]}
      />
      <TextField
        label={t('profile.affiliation')}
        hint={t('profile.affiliationHint')}
        error={errors.affiliation}
        autoComplete="organization"
        optional
        maxLength={200}
        value={affiliation}
        onChange={setAffiliation}
      />
      <SkillsField
        label={t('profile.skills')}
        hint={t('profile.skillsHint')}
        error={errorOf('skills')}
        optional
        value={skills}
        onChange={setSkills}
      />
      <LanguagesField
        label={t('profile.languages')}
        hint={t('profile.languagesHint')}
        error={errorOf('languages')}
        optional
        value={languages}
        onChange={setLanguages}
      />
      <SubmitRow
        label={t('action.save')}
        isPending={save.isPending}
        isSaved={save.isSuccess}
        error={<ActionError error={save.error} />}
      />
    </form>
  );
}
