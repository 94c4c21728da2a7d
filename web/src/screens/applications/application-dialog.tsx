import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { Dialog } from '../../components/dialog.js';
import { TextField } from '../../components/field.js';
import { Badge, Definitions } from '../../components/pieces.js';
import { ActionError, Loaded } from '../../components/states.js';
import { Exact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { CONSENT_TONES, type Question } from './application-queries.js';
import { DecisionBar } from './decision-bar.js';

/** One application with its answers and files. */
export function ApplicationDialog({
  event,
  id,
  onClose,
}: {
  event: EventView;
  id: string;
  onClose: () => void;
}) {
  const { t, read } = useLanguage();
  const { slug } = event;
  const application = useQuery({
    queryKey: [...keys.event(slug), 'application', id],
    queryFn: () =>
      answer(api.GET('/api/v1/events/{slug}/applications/{id}', { params: { path: { slug, id } } })),
  });
  return (
    <Dialog title={application.data?.name ?? t('people.application')} onClose={onClose}>
      <Loaded query={application} lines={10}>
        {(one) => {
          const answered = (question: Question): string => {
            const value = (one.answers as Record<string, unknown>)[question.id];
            const label = (option: unknown) => {
              const found = question.options.find((known) => known.id === option);
              return found ? read(found.label) : String(option);
            };
            if (value === undefined) return '–';
            if (typeof value === 'boolean') return t(value ? 'people.agreed' : 'people.notAgreed');
            if (Array.isArray(value)) return value.map(label).join(', ');
            return question.kind === 'choice' ? label(value) : String(value);
          };
          return (
            <div className="stack">
              <Definitions
                items={[
                  { term: t('people.email'), text: one.email },
                  { term: t('people.status'), text: t(`application.${one.status as 'submitted'}`) },
                  { term: t('people.applied'), text: <Exact at={one.submittedAt} zone={event.timeZone} /> },
                  ...(one.background
                    ? [{ term: t('people.background'), text: t(`background.${one.background}`) }]
                    : []),
                  ...(one.consent
                    ? [
                        {
                          term: t('consents.column'),
                          text: (
                            <Badge tone={CONSENT_TONES[one.consent]}>
                              {t(`consents.state.${one.consent}`)}
                            </Badge>
                          ),
                        },
                      ]
                    : []),
                  { term: t('people.affiliation'), text: one.affiliation || '–' },
                  { term: t('people.skills'), text: one.skills.join(', ') || '–' },
                  { term: t('people.languages'), text: one.languages.join(', ') || '–' },
                  ...(one.offer
                    ? [{ term: t('people.expertise'), text: one.offer.expertise.join(', ') }]
                    : []),
                ]}
              />
              {one.questions.map((question) => {
                const file = one.files.find(({ questionId }) => questionId === question.id);
                return (
                  <div key={question.id}>
                    <p className="strong">{read(question.label)}</p>
                    {question.kind === 'file' ? (
                      <p>{file ? <a href={file.url}>{file.name}</a> : '–'}</p>
                    ) : (
                      <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{answered(question)}</p>
                    )}
                  </div>
                );
              })}
              <Rank slug={slug} id={id} rank={one.rank} />
              <DecisionBar event={event} role={one.role} ids={[id]} onDone={onClose} />
            </div>
          );
        }}
      </Loaded>
      <p>
        <button type="button" className="button" onClick={onClose}>
          {t('action.close')}
        </button>
      </p>
    </Dialog>
  );
}

/** The organizers' own order of the waiting list. */
function Rank({ slug, id, rank }: { slug: string; id: string; rank: number | null }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [value, setValue] = useState(rank === null ? '' : String(rank));
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/events/{slug}/applications/{id}/rank', {
          params: { path: { slug, id } },
          body: { rank: value === '' ? null : Number(value) },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.event(slug) }),
  });
  return (
    <form
      className="stack"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      <TextField
        label={t('people.rank')}
        hint={t('people.rankHint')}
        type="number"
        min={1}
        optional
        value={value}
        onChange={setValue}
      />
      <p>
        <button type="submit" className="button">
          {t('action.save')}
        </button>
      </p>
      <ActionError error={save.error} />
    </form>
  );
}
