import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EventView, Task } from '../../api/client.js';
import { keys, teamsQuery } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { SelectField, TextField } from '../../components/field.js';
import { FileDrop } from '../../components/file-drop.js';
import { useLanguage } from '../../i18n/language.js';

/** Hands in a file: for the own team, or, for organizers, for a team they name. */
export function SubmitEntry({ event, task }: { event: EventView; task: Task }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [teamId, setTeamId] = useState('');
  const isOrganizer = event.myRole === 'organizer';
  const teams = useQuery({ ...teamsQuery(event.slug), enabled: isOrganizer });
  return (
    <div className="stack">
      <p className="soft">{t('submit.lead')}</p>
      <FileDrop
        url={`/api/v1/tasks/${task.id}/submissions`}
        accept=".csv,.gz,text/csv"
        maxMegabytes={task.maxUploadMegabytes}
        sendLabel={t('submit.send')}
        fields={() => ({ note, teamId })}
        isKeyed
        onDone={() => {
          setNote('');
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
    </div>
  );
}
