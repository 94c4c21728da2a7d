import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { newKey } from '../../api/upload.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Check, fieldErrors, SelectField, SubmitRow, TextField } from '../../components/field.js';
import { ActionError, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import {
  type ApplicationForm,
  type AppliedRole,
  BACKGROUNDS,
  formQuery,
  peopleCountsQuery,
} from './application-queries.js';
import { PlacesFree } from './places-free.js';
import { QuestionEditor } from './question-editor.js';

type QuestionRequest = components['schemas']['QuestionRequest'];
const PROMOTIONS = ['applied', 'rank', 'manual'] as const;

/** What organizers ask of participants and mentors, and how many places there are. */
export function ApplicationFormsSetUp({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const [role, setRole] = useState<AppliedRole>('participant');
  const form = useQuery({ ...formQuery(event.slug, role), refetchOnWindowFocus: false, staleTime: Infinity });
  return (
    <div className="stack">
      {event.joining !== 'application' && role === 'participant' && (
        <p className="notice notice-warn">{t('formSetUp.joining')}</p>
      )}
      <SelectField<AppliedRole>
        label={t('formSetUp.for')}
        value={role}
        onChange={setRole}
        options={(['participant', 'mentor'] as const).map((value) => ({
          value,
          label: t(`events.role.${value}`),
        }))}
      />
      <PlacesFree event={event} role={role} />
      <Loaded query={form} lines={10}>
        {(loaded) => <FormEditor key={`${role} ${loaded.version}`} event={event} role={role} form={loaded} />}
      </Loaded>
    </div>
  );
}

function FormEditor({ event, role, form }: { event: EventView; role: AppliedRole; form: ApplicationForm }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(value);
  const [isOpen, setOpen] = useState(form.isOpen);
  const [capacity, setCapacity] = useState(number(form.capacity));
  const [backgrounds, setBackgrounds] = useState(() =>
    Object.fromEntries(BACKGROUNDS.map((one) => [one, number(form.backgroundCapacity?.[one])])),
  );
  const [promotion, setPromotion] = useState(form.promotion ?? 'applied');
  const [confirmDays, setConfirmDays] = useState(number(form.confirmDays));
  const [questions, setQuestions] = useState(() =>
    form.questions.map((question): { key: string; question: QuestionRequest } => ({
      key: question.id,
      question,
    })),
  );
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/events/{slug}/application-forms/{role}', {
          params: { path: { slug: event.slug, role } },
          body: {
            version: form.version,
            isOpen,
            questions: questions.map(({ question }) => question),
            capacity: capacity === '' ? null : Number(capacity),
            backgroundCapacity: Object.fromEntries(
              Object.entries(backgrounds)
                .filter(([, text]) => text !== '')
                .map(([one, text]) => [one, Number(text)]),
            ),
            promotion,
            confirmDays: confirmDays === '' ? null : Number(confirmDays),
          },
        }),
      ),
    onSuccess: (saved) => {
      // Another version is another editor, so the word stands outside of it.
      toast(t('action.saved'));
      queries.setQueryData(formQuery(event.slug, role).queryKey, saved);
      void queries.invalidateQueries({ queryKey: peopleCountsQuery(event.slug).queryKey });
    },
  });
  const errors = fieldErrors(save.error);
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      <Check label={t('formSetUp.open')} checked={isOpen} onChange={setOpen} />
      <div className="form-pair">
        <TextField
          label={t('formSetUp.capacity')}
          hint={t('formSetUp.capacityHint')}
          type="number"
          min={0}
          optional
          error={errors.capacity}
          value={capacity}
          onChange={setCapacity}
        />
        <TextField
          label={t('formSetUp.confirmDays')}
          hint={t('formSetUp.confirmHint')}
          type="number"
          min={1}
          max={60}
          optional
          error={errors.confirmDays}
          value={confirmDays}
          onChange={setConfirmDays}
        />
      </div>
      <fieldset className="card stack">
        <legend className="strong">{t('formSetUp.backgrounds')}</legend>
        <div className="form-pair">
          {BACKGROUNDS.map((one) => (
            <TextField
              key={one}
              label={t(`background.${one}`)}
              type="number"
              min={0}
              optional
              value={backgrounds[one] ?? ''}
              onChange={(text) => setBackgrounds({ ...backgrounds, [one]: text })}
            />
          ))}
        </div>
      </fieldset>
      <SelectField<(typeof PROMOTIONS)[number]>
        label={t('formSetUp.promotion')}
        value={promotion}
        onChange={setPromotion}
        options={PROMOTIONS.map((value) => ({ value, label: t(`formSetUp.promotion.${value}`) }))}
      />
      <h3>{t('apply.questions')}</h3>
      {questions.map(({ key, question }, at) => (
        <QuestionEditor
          key={key}
          number={at + 1}
          question={question}
          errors={errors}
          onChange={(next) =>
            setQuestions(questions.map((one) => (one.key === key ? { key, question: next } : one)))
          }
          onRemove={() => setQuestions(questions.filter((one) => one.key !== key))}
        />
      ))}
      <p>
        <button
          type="button"
          className="button"
          onClick={() =>
            setQuestions([
              ...questions,
              {
                key: newKey(),
                question: {
                  kind: 'long',
                  label: { ko: '', en: '' },
                  hint: { ko: '', en: '' },
                  isRequired: true,
                },
              },
            ])
          }
        >
          {t('formSetUp.add')}
        </button>
      </p>
      {asksAnew(form.questions, questions) && <p className="notice notice-warn">{t('consents.warn')}</p>}
      <SubmitRow
        label={t('action.save')}
        isPending={save.isPending}
        isSaved={save.isSuccess}
        error={<ActionError error={save.error} />}
      />
    </form>
  );
}

const bare = (texts: { ko: string; en: string } | undefined) =>
  JSON.stringify(
    [texts?.ko ?? '', texts?.en ?? ''].map((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim()),
  );

/** Whether a consent is new or worded anew, so that people who answered the form before are asked again. */
function asksAnew(before: ApplicationForm['questions'], after: { question: QuestionRequest }[]): boolean {
  return after.some(({ question }) => {
    if (question.kind !== 'consent') return false;
    const known = before.find(({ id }) => id === question.id);
    if (!known) return bare(question.label) !== bare(undefined);
    const isWordedAnew =
      bare(known.label) !== bare(question.label) || bare(known.hint) !== bare(question.hint);
    return isWordedAnew || (question.isRequired && !known.isRequired);
  });
}
