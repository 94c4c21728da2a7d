import type { Problem, ProblemPlace } from '../api/problem.js';
import type { Key } from '../i18n/dictionary.js';
import { en } from '../i18n/en.js';
import { useLanguage } from '../i18n/language.js';
import { problemText } from './states.js';

/** What is wrong with a file: each kind of error once, how often, and examples with their lines. */
export function FileProblems({ problem }: { problem: Problem }) {
  const { t } = useLanguage();
  return (
    <div className="notice notice-bad" role="alert">
      <h3>{t('file.refused')}</h3>
      <p>{problemText(problem, t)}</p>
      {problem.places.length > 0 && (
        <ul className="problem-list">
          {problem.places.map((place) => (
            <li key={`${place.code} ${place.path ?? ''}`}>
              <Place place={place} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Place({ place }: { place: ProblemPlace }) {
  const { t } = useLanguage();
  const known = `file.error.${place.code}`;
  const text = place.detail ?? (known in en ? t(known as Extract<Key, 'file.error.EMPTY_FILE'>) : null);
  const examples = place.examples ?? [];
  const more = (place.count ?? 0) - examples.length;
  return (
    <>
      <p>
        {text ?? t('file.error.other', { code: place.code })}{' '}
        {place.count !== undefined && place.count > 1 && (
          <span className="soft">({t('file.times', { n: place.count })})</span>
        )}
      </p>
      {examples.length > 0 && (
        <ul>
          {examples.map(({ line, value, suggestion }) => (
            <li key={`${line} ${value}`}>
              {line !== null && `${t('file.line', { line })}: `}
              <code>{value}</code>
              {suggestion && (
                <>
                  {' → '}
                  <code>{suggestion}</code>
                </>
              )}
            </li>
          ))}
          {more > 0 && <li>{t('file.andMore', { n: more })}</li>}
        </ul>
      )}
    </>
  );
}
