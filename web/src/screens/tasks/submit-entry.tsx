import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EventView, Task } from '../../api/client.js';
import { entriesQuery, FIRST_ENTRIES, keys, teamsQuery } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { SelectField, TextField } from '../../components/field.js';
import { FileDrop } from '../../components/file-drop.js';
import { useLanguage } from '../../i18n/language.js';
import { EntryScore } from './entry-score.js';
import { EntryStatus } from './entry-status.js';

/** Hands in a file: for the own team, or, for organizers, for a team they name. */
export function SubmitEntry({ event, task }: { event: EventView; task: Task }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [teamId, setTeamId] = useState('');
  const [sentId, setSentId] = useState<string | null>(null);
  const isOrganizer = event.myRole === 'organizer';
  const teams = useQuery({ ...teamsQuery(event.slug), enabled: isOrganizer });
  return (
    <div className="stack">
      <p className="soft">{t('submit.lead')}</p>
      <FileDrop<{ id: string }>
        url={`/api/v1/tasks/${task.id}/submissions`}
        accept=".csv,.gz,.parquet,text/csv"
        maxMegabytes={task.maxUploadMegabytes}
        sendLabel={t('submit.send')}
        fields={() => ({ note, teamId })}
        isKeyed
        onDone={({ id }) => {
          setNote('');
          setSentId(id);
          toast(t('submit.accepted'));
          void queries.invalidateQueries({ queryKey: keys.task(task.id) });
        }}
      >
        {isOrganizer && (
          <SelectField
            label={t('submit.team')}
            value={teamId}
            onChange={setTeamId}
            options={[
              { value: '', label: t('submit.teamChoose') },
              ...(teams.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <TextField
          label={t('submit.note')}
          hint={t('submit.noteHint')}
          optional
          maxLength={500}
          value={note}
          onChange={setNote}
        />
      </FileDrop>
      {sentId && <Sent task={task} id={sentId} />}
    </div>
  );
}

/** What becomes of the file that was just sent, where it was sent from; the list below tells it too. */
function Sent({ task, id }: { task: Task; id: string }) {
  const { t } = useLanguage();
  const entries = useQuery({
    ...entriesQuery(task.id, FIRST_ENTRIES),
    placeholderData: (previous) => previous,
  });
  const entry = entries.data?.items.find((one) => one.id === id);
  if (!entry) return null;
  return (
    <div className="card row">
      <div>
        <p className="small soft">{t('submit.last')}</p>
        <p className="strong">{entry.fileName}</p>
      </div>
      <EntryStatus entry={entry} />
      <EntryScore result={entry.scores?.public[task.metric]} />
    </div>
  );
}
