import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Task, TaskFile } from '../../api/client.js';
import { filesQuery } from '../../api/queries.js';
import { Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { fileSize } from '../../lib/format.js';

/** Files to download, each with its size and checksum. */
export function Files({ task, action }: { task: Task; action?: (file: TaskFile) => ReactNode }) {
  const { t } = useLanguage();
  const files = useQuery(filesQuery(task.id));
  return (
    <Loaded query={files} lines={4}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">{t('files.empty')}</p>
        ) : (
          <ul className="plain-list">
            {items.map((file) => (
              <li key={file.id}>
                <div className="row">
                  <a
                    href={file.url}
                    download={file.name}
                    aria-label={t('files.download', { name: file.name })}
                  >
                    {file.name}
                  </a>
                  <span className="soft small">{fileSize(file.size, t)}</span>
                  {action?.(file)}
                </div>
                {file.description && <p>{file.description}</p>}
                <p className="soft small">
                  {t('files.hash')} <code>{file.sha256}</code>
                </p>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
