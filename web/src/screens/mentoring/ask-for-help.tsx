import { type FormEvent, useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { useAnnouncer } from '../../components/announcer.js';
import { fieldErrors, SelectField, SubmitRow, TextArea, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { type Help, useMentoringChange } from './mentoring-queries.js';

const URGENCIES = ['now', 'normal', 'low'] as const;

/** A call for a mentor: one line is enough. */
export function AskForHelp({ event, onDone }: { event: EventView; onDone: () => void }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const [urgency, setUrgency] = useState<Help['urgency']>('normal');
  const [tags, setTags] = useState('');
  const ask = useMentoringChange(event.slug, async () => {
    const expertise = tags
      .split(/[,，、]/)
      .map((tag) => tag.trim())
      .filter(Boolean);
    await answer(
      api.POST('/api/v1/events/{slug}/help-requests', {
        params: { path: { slug: event.slug } },
        body: { subject, text, urgency, expertise },
      }),
    );
    toast(t('help.asked'));
    onDone();
  });
  const errors = fieldErrors(ask.error);
  const submit = (send: FormEvent) => {
    send.preventDefault();
    if (!ask.isPending) ask.mutate(undefined);
  };
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={t('help.subject')}
        hint={t('help.subjectHint')}
        required
        minLength={3}
        maxLength={120}
        value={subject}
        onChange={setSubject}
        error={errors.subject}
      />
      <SelectField
        label={t('help.urgency')}
        value={urgency}
        onChange={setUrgency}
        options={URGENCIES.map((value) => ({ value, label: t(`help.urgency.${value}`) }))}
      />
      <TextArea
        label={t('help.text')}
        hint={t('help.textHint')}
        optional
        rows={3}
        maxLength={2_000}
        value={text}
        onChange={setText}
        error={errors.text}
      />
      <TextField
        label={t('help.expertise')}
        hint={t('help.expertiseHint')}
        optional
        value={tags}
        onChange={setTags}
        error={errors.expertise}
      />
      <SubmitRow
        label={t('help.send')}
        isPending={ask.isPending}
        error={Object.keys(errors).length === 0 && <ActionError error={ask.error} />}
      >
        <button type="button" className="button" onClick={onDone}>
          {t('action.cancel')}
        </button>
      </SubmitRow>
    </form>
  );
}
