import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client.js';
import { type Problem, problemKeys } from '../../api/problems.js';
import { SelectField, SubmitRow, TextArea, TextField } from '../../components/field.js';
import { Section } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

const CHOICES = ['proposed', 'shortlisted', 'selected', 'declined'] as const;
type Choice = (typeof CHOICES)[number];

/** What organizers make of a proposal. */
export function Decision({ slug, problem }: { slug: string; problem: Problem }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [status, setStatus] = useState<Choice>(
    CHOICES.find((choice) => choice === problem.status) ?? 'proposed',
  );
  const [message, setMessage] = useState('');
  const [capacity, setCapacity] = useState(problem.capacity === null ? '' : String(problem.capacity));
  const decide = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/problems/{id}/decision', {
          params: { path: { id: problem.id } },
          body: {
            status,
            message: message || undefined,
            capacity: capacity === '' ? null : Number(capacity),
          },
        }),
      ),
    onSuccess: () => {
      setMessage('');
      void queries.invalidateQueries({ queryKey: problemKeys.all(slug) });
    },
  });
  return (
    <Section title={t('problem.decide')}>
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!decide.isPending) decide.mutate();
        }}
      >
        <div className="form-pair">
          <SelectField<Choice>
            label={t('problem.decision')}
            hint={t('problem.decisionHint')}
            value={status}
            onChange={setStatus}
            options={CHOICES.map((value) => ({ value, label: t(`problem.status.${value}`) }))}
          />
          <TextField
            label={t('problem.capacity')}
            hint={t('problem.capacityHint')}
            type="number"
            min={1}
            max={1000}
            optional
            value={capacity}
            onChange={setCapacity}
          />
        </div>
        <TextArea
          label={t('problem.message')}
          hint={t('problem.messageHint')}
          optional
          maxLength={2000}
          value={message}
          onChange={setMessage}
        />
        <SubmitRow
          label={t('problem.decideSave')}
          isPending={decide.isPending}
          isSaved={decide.isSuccess}
          error={<ActionError error={decide.error} />}
        />
      </form>
    </Section>
  );
}
