import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { Problem } from '../api/problem.js';
import type { Translate } from '../i18n/dictionary.js';
import { useLanguage } from '../i18n/language.js';

/** Holds the place of what is being loaded, so that nothing jumps. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useLanguage();
  return (
    <div className="skeleton" style={{ height: `${lines * 1.75}rem` }} role="status">
      <span className="visually-hidden">{t('state.loading')}</span>
    </div>
  );
}

export function EmptyState({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <div className="empty">
      <div>
        <p className="strong">{title}</p>
        {hint && <p className="soft">{hint}</p>}
      </div>
      {action}
    </div>
  );
}

/**
 * A refusal in the reader's words. What is wrong with single fields is said without the API's names for them: by
 * `labels`, or as the sentences alone.
 */
export function problemText(error: unknown, t: Translate, labels: Labels = {}): string {
  if (!(error instanceof Problem)) return t('state.unexpected');
  if (error.status === 0) return t('state.unreachable');
  if (error.code === 'VALIDATION_FAILED' && error.places.length > 0) {
    const said = error.places.map(({ path, detail }) => {
      const label = labelOf(path ?? '', labels);
      return label ? `${label}: ${detail ?? ''}` : (detail ?? '');
    });
    return [t('state.checkFields'), ...new Set(said.filter(Boolean))].join(' ');
  }
  return error.detail ?? t('state.unexpected');
}

/** How fields are called on the page, by the API's path or the beginning of it. */
export type Labels = Record<string, string>;

function labelOf(path: string, labels: Labels): string | undefined {
  for (let rest = path; rest; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('.')))) {
    if (labels[rest]) return labels[rest];
  }
  return undefined;
}

export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useLanguage();
  const { pathname, search } = useLocation();
  if (error instanceof Problem && error.status === 401) {
    return (
      <EmptyState
        title={t('state.signInNeeded')}
        action={
          <Link
            className="button button-primary"
            to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}
          >
            {t('signIn.submit')}
          </Link>
        }
      />
    );
  }
  return (
    <div className="notice notice-bad stack" role="alert">
      <div>
        <p className="strong">{t('state.error')}</p>
        <p>{problemText(error, t)}</p>
      </div>
      {onRetry && (
        <p>
          <button type="button" className="button" onClick={onRetry}>
            {t('action.retry')}
          </button>
        </p>
      )}
    </div>
  );
}

/** What a query answered, or in its place the state that it is in. */
export function Loaded<T>({
  query,
  lines,
  children,
}: {
  query: UseQueryResult<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}

/** One sentence under a button whose action was refused. */
export function ActionError({ error, labels }: { error: unknown; labels?: Labels }) {
  const { t } = useLanguage();
  if (!error) return null;
  return (
    <p className="field-error" role="alert">
      {problemText(error, t, labels)}
    </p>
  );
}
