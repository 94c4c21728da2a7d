import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView, type Team } from '../../api/client.js';
import { Check, fieldErrors, SubmitRow, TextArea, TextField } from '../../components/field.js';
import { Section } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { languageName } from '../../lib/languages.js';
import {
  BACKGROUNDS,
  type Background,
  type Notice,
  noticesQuery,
  type Spoken,
  useTeamChange,
} from './team-queries.js';

interface Props {
  event: EventView;
  team: Team;
  isCaptain: boolean;
}

/** What the captain sets of the team, and whom it looks for. */
export function TeamSettings({ event, team, isCaptain }: Props) {
  const { t } = useLanguage();
  const notices = useQuery(noticesQuery(event.slug, { kind: 'team' }));
  const frozen = isFrozen(event, useNow());
  const notice = notices.data?.items.find(({ isMine }) => isMine);
  return (
    <>
      {isCaptain && (
        <Section title={t('teams.settings')}>
          <Settings event={event} team={team} />
        </Section>
      )}
      {notices.data && !frozen && team.memberCount < team.maxTeamSize && (
        <Section title={t('teams.teamNotice')}>
          <p className="soft small">{t('teams.teamNoticeLead')}</p>
          <TeamNotice key={notice?.id ?? 'new'} event={event} team={team} notice={notice} />
        </Section>
      )}
    </>
  );
}

function Settings({ event, team }: { event: EventView; team: Team }) {
  const { t } = useLanguage();
  const [name, setName] = useState(team.name);
  const [description, setDescription] = useState(team.description);
  const [open, setOpen] = useState(team.open);
  const frozen = isFrozen(event, useNow());
  const change = useTeamChange(event.slug, () =>
    answer(
      api.PATCH('/api/v1/teams/{id}', {
        params: { path: { id: team.id } },
        body: { name, description, open },
      }),
    ),
  );
  const errors = fieldErrors(change.error);
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!change.isPending) change.mutate();
      }}
    >
      <TextField
        label={t('team.name')}
        error={errors.name}
        required
        minLength={2}
        maxLength={60}
        value={name}
        onChange={setName}
      />
      <TextArea
        label={t('teams.description')}
        error={errors.description}
        optional
        rows={4}
        maxLength={2000}
        value={description}
        onChange={setDescription}
      />
      {!frozen && <Check label={t('teams.openLabel')} checked={open} onChange={setOpen} />}
      <SubmitRow
        label={t('action.save')}
        isPending={change.isPending}
        isSaved={change.isSuccess}
        error={<ActionError error={change.error} />}
      />
    </form>
  );
}

/** Skills and languages as people write them: with commas. */
const list = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

function TeamNotice({ event, team, notice }: { event: EventView; team: Team; notice: Notice | undefined }) {
  const { t, language } = useLanguage();
  const [text, setText] = useState(notice?.text ?? '');
  const [backgrounds, setBackgrounds] = useState<Background[]>(notice?.backgrounds ?? []);
  const [skills, setSkills] = useState((notice?.skills ?? []).join(', '));
  const [languages, setLanguages] = useState<Spoken[]>((notice?.languages ?? []) as Spoken[]);
  const params = { params: { path: { id: team.id } } };
  const put = useTeamChange(
    event.slug,
    () =>
      answer(
        api.PUT('/api/v1/teams/{id}/notice', {
          ...params,
          body: { text, backgrounds, skills: list(skills), languages },
        }),
      ),
    t('teams.noticeUp'),
  );
  const close = useTeamChange(
    event.slug,
    () => answer(api.DELETE('/api/v1/teams/{id}/notice', params)),
    t('teams.noticeDown'),
  );
  const errors = fieldErrors(put.error);
  const toggle = <Value extends string>(values: Value[], value: Value): Value[] =>
    values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!put.isPending) put.mutate();
      }}
    >
      <TextArea
        label={t('teams.noticeText')}
        error={errors.text}
        required
        rows={3}
        maxLength={2000}
        value={text}
        onChange={setText}
      />
      <fieldset>
        <legend>{t('teams.wantedBackgrounds')}</legend>
        <div className="row">
          {BACKGROUNDS.map((one) => (
            <Check
              key={one}
              label={t(`background.${one}`)}
              checked={backgrounds.includes(one)}
              onChange={() => setBackgrounds(toggle(backgrounds, one))}
            />
          ))}
        </div>
      </fieldset>
      <TextField
        label={t('teams.wantedSkills')}
        hint={t('teams.wantedSkillsHint')}
        error={errors.skills}
        optional
        value={skills}
        onChange={setSkills}
      />
      <fieldset>
        <legend>{t('teams.wantedLanguages')}</legend>
        <div className="row">
          {(['ko', 'en'] as const).map((one) => (
            <Check
              key={one}
              label={languageName(one, language)}
              checked={languages.includes(one)}
              onChange={() => setLanguages(toggle(languages, one))}
            />
          ))}
        </div>
      </fieldset>
      <SubmitRow
        label={notice ? t('action.save') : t('teams.noticePut')}
        isPending={put.isPending}
        error={<ActionError error={put.error ?? close.error} />}
      >
        {notice && (
          <button type="button" className="button" onClick={() => close.mutate()}>
            {t('teams.noticeClose')}
          </button>
        )}
      </SubmitRow>
    </form>
  );
}
