import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { fieldErrors, SubmitRow, TextArea } from '../../components/field.js';
import { ActionError, Loaded } from '../../components/states.js';
import { Ago } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { notesQuery, useMentoringChange } from './mentoring-queries.js';

/** Private notes on a team, and one more. */
export function Notes({ event, teamId }: { event: EventView; teamId: string }) {
  const { t } = useLanguage();
  const notes = useQuery(notesQuery(event.slug, teamId));
  const [text, setText] = useState('');
  const write = useMentoringChange(event.slug, () =>
    answer(api.POST('/api/v1/teams/{id}/notes', { params: { path: { id: teamId } }, body: { text } })).then(
      () => setText(''),
    ),
  );
  const remove = useMentoringChange(event.slug, async (noteId: string) => {
    const { response, error } = await api.DELETE('/api/v1/teams/{id}/notes/{noteId}', {
      params: { path: { id: teamId, noteId } },
    });
    if (!response.ok) throw problemFrom(response.status, error);
  });
  const submit = (send: FormEvent) => {
    send.preventDefault();
    if (!write.isPending) write.mutate(undefined);
  };
  const errors = fieldErrors(write.error);
  return (
    <div className="stack">
      <p className="soft small">{t('notes.lead')}</p>
      <Loaded query={notes} lines={2}>
        {({ items }) => (
          <ul className="plain-list">
            {items.map((note) => (
              <li key={note.id}>
                <p className="text-block">{note.text}</p>
                <p className="row soft small">
                  {note.writtenOf !== null && <>{t('notes.writtenOf', { team: note.writtenOf })} · </>}
                  {note.author} · <Ago at={note.editedAt ?? note.createdAt} zone={event.timeZone} />
                  {note.isMine && (
                    <button type="button" className="link-button" onClick={() => remove.mutate(note.id)}>
                      {t('action.remove')}
                    </button>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <form className="form" onSubmit={submit}>
        <TextArea
          label={t('notes.new')}
          rows={2}
          required
          maxLength={4_000}
          value={text}
          onChange={setText}
          error={errors.text}
        />
        <SubmitRow
          label={t('notes.send')}
          isPending={write.isPending}
          error={Object.keys(errors).length === 0 && <ActionError error={write.error ?? remove.error} />}
        />
      </form>
    </div>
  );
}
