import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Task, type TaskFile } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { TextField } from '../../components/field.js';
import { FileDrop } from '../../components/file-drop.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { Files } from '../tasks/files.js';

/** Files for participants: add and remove. */
export function TaskFilesSetUp({ task }: { task: Task }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [description, setDescription] = useState('');
  const refresh = () => void queries.invalidateQueries({ queryKey: keys.task(task.id) });
  const remove = useMutation({
    mutationFn: async ({ id: fileId }: TaskFile) => {
      const { response, error } = await api.DELETE('/api/v1/tasks/{id}/files/{fileId}', {
        params: { path: { id: task.id, fileId } },
      });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: (_, { name }) => {
      toast(t('setup.filesRemoved', { name }));
      refresh();
    },
  });
  return (
    <div className="stack">
      <p className="soft">{t('setup.filesLead')}</p>
      <Files
        task={task}
        action={(file) => (
          <button
            type="button"
            className="button button-quiet"
            aria-label={`${t('action.remove')}: ${file.name}`}
            onClick={() => remove.mutate(file)}
          >
            {t('action.remove')}
          </button>
        )}
      />
      <ActionError error={remove.error} />
      <FileDrop<TaskFile>
        url={`/api/v1/tasks/${task.id}/files`}
        sendLabel={t('setup.filesAdd')}
        fields={() => ({ description })}
        onDone={({ name }) => {
          setDescription('');
          toast(t('setup.filesAdded', { name }));
          refresh();
        }}
      >
        <TextField
          label={t('setup.filesDescription')}
          optional
          maxLength={500}
          value={description}
          onChange={setDescription}
        />
      </FileDrop>
    </div>
  );
}
