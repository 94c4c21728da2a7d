import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Problem } from '../api/problem.js';
import { newKey, STOPPED, type Upload, upload } from '../api/upload.js';
import { useLanguage } from '../i18n/language.js';
import { fileSize } from '../lib/format.js';
import { FileProblems } from './file-problems.js';

type Stage =
  | { is: 'empty' }
  | { is: 'chosen'; file: File; key: string }
  | { is: 'sending'; file: File; key: string; share: number };

/**
 * Takes one file by drop or choice, sends it, and says what came of it. The key belongs to the chosen file:
 * sending it again after a lost connection is the same attempt.
 */
export function FileDrop<T>({
  method = 'POST',
  url,
  accept,
  maxMegabytes,
  sendLabel,
  fields,
  isKeyed = false,
  isSentAtOnce = false,
  onPending,
  onDone,
  children,
}: {
  method?: Upload['method'];
  url: string;
  accept?: string;
  maxMegabytes?: number;
  sendLabel: string;
  fields?: () => Record<string, string>;
  isKeyed?: boolean;
  /** Chosen is sent: in a form that is handed in by another button nobody should have to think of this one. */
  isSentAtOnce?: boolean;
  /** Told while a file is chosen that has not arrived. */
  onPending?: (isPending: boolean) => void;
  onDone: (answer: T, file: File) => void;
  /** Further fields, shown once a file is chosen. */
  children?: ReactNode;
}) {
  const { t } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController | null>(null);
  const [stage, setStage] = useState<Stage>({ is: 'empty' });
  const [problem, setProblem] = useState<{ file: string; is: Problem | string } | null>(null);
  const [isOver, setOver] = useState(false);

  const isPending = stage.is !== 'empty';
  const tell = useRef(onPending);
  tell.current = onPending;
  useEffect(() => {
    tell.current?.(isPending);
    return () => tell.current?.(false);
  }, [isPending]);

  const choose = (file: File | undefined) => {
    if (!file || stage.is === 'sending') return;
    const limit = (maxMegabytes ?? Number.POSITIVE_INFINITY) * 1e6;
    if (file.size > limit) {
      setProblem({
        file: file.name,
        is: t('file.tooLarge', { size: fileSize(file.size, t), limit: fileSize(limit, t) }),
      });
      setStage({ is: 'empty' });
      return;
    }
    setProblem(null);
    const key = newKey();
    if (isSentAtOnce) void send(file, key);
    else setStage({ is: 'chosen', file, key });
  };

  const send = async (file: File, key: string) => {
    setProblem(null);
    setStage({ is: 'sending', file, key, share: 0 });
    stop.current = new AbortController();
    try {
      const answer = await upload<T>({
        method,
        url,
        file,
        fields: fields?.(),
        idempotencyKey: isKeyed ? key : undefined,
        signal: stop.current.signal,
        onProgress: (share) => setStage({ is: 'sending', file, key, share }),
      });
      setStage({ is: 'empty' });
      onDone(answer, file);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const isConnection = error.status === 0;
      const is = error.code === STOPPED ? t('file.stopped') : isConnection ? t('file.lost') : error;
      setProblem({ file: file.name, is });
      // A file with errors is mended and chosen again; a lost one may be sent again under the key that it has.
      if (error.status === 422 && error.places.length > 0) setStage({ is: 'empty' });
      else setStage({ is: 'chosen', file, key: isConnection || error.passes ? key : newKey() });
    }
  };

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  };

  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button does the same */}
      <div
        className="drop"
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <input
          ref={input}
          type="file"
          hidden
          accept={accept}
          onChange={({ target }) => {
            choose(target.files?.[0]);
            // A mended file often has the same name; without this the browser would see no change.
            target.value = '';
          }}
        />
        {stage.is === 'empty' && <p>{t('file.drop')}</p>}
        {stage.is === 'chosen' && (
          <p role="status">
            {t('file.chosen', { name: stage.file.name, size: fileSize(stage.file.size, t) })}
          </p>
        )}
        {stage.is === 'sending' ? (
          <Progress file={stage.file} share={stage.share} onStop={() => stop.current?.abort()} />
        ) : (
          <button type="button" className="button" onClick={() => input.current?.click()}>
            {stage.is === 'empty' ? t('file.choose') : t('file.other')}
          </button>
        )}
      </div>
      {problem !== null &&
        (typeof problem.is === 'string' ? (
          <p className="notice notice-warn" role="alert">
            {problem.is}
          </p>
        ) : (
          <FileProblems file={problem.file} problem={problem.is} />
        ))}
      {stage.is !== 'empty' && children}
      {stage.is === 'chosen' && (
        <p>
          <button
            type="button"
            className="button button-primary"
            onClick={() => void send(stage.file, stage.key)}
          >
            {sendLabel}
          </button>{' '}
          {isSentAtOnce && (
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                setStage({ is: 'empty' });
                setProblem(null);
              }}
            >
              {t('file.cancel')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function Progress({ file, share, onStop }: { file: File; share: number; onStop: () => void }) {
  const { t } = useLanguage();
  const id = useId();
  const percent = Math.floor(share * 100);
  return (
    <>
      <label htmlFor={id}>
        {percent < 100 ? t('file.sending', { name: file.name, percent }) : t('file.checking')}
      </label>
      <progress id={id} max={100} value={percent} />
      <button type="button" className="button" onClick={onStop}>
        {t('file.cancel')}
      </button>
    </>
  );
}
