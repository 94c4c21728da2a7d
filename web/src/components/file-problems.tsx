import type { Problem, ProblemPlace } from '../api/problem.js';
import type { Key } from '../i18n/dictionary.js';
import { en } from '../i18n/en.js';
import { useLanguage } from '../i18n/language.js';
import { problemText } from './states.js';

/** What is wrong with a file: each kind of error once, how often, and examples with their lines. */
export function FileProblems({ file, problem }: { file: string; problem: Problem }) {
  const { t } = useLanguage();
  return (
    <div className="notice notice-bad" role="alert">
      <h3>
        {t('file.refused')}: {file}
      </h3>
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

/** What may be said of one place, by the word that the API has for it. */
const PROBLEMS = {
  missing: 'file.problem.missing',
  extra: 'file.problem.extra',
  duplicate: 'file.problem.duplicate',
  unnamed: 'file.problem.unnamed',
  separator: 'file.problem.separator',
  bad_quotes: 'file.problem.quotes',
  not_utf8: 'file.problem.notUtf8',
  utf16: 'file.problem.utf16',
} as const;

const wordOf = (problem: string) =>
  problem in PROBLEMS ? PROBLEMS[problem as keyof typeof PROBLEMS] : undefined;

/** What is wrong with the value before it, where the sentence above does not say it. */
function Word({ of: problem, isAlone }: { of: string; isAlone: boolean }) {
  const { t } = useLanguage();
  const word = wordOf(problem);
  if (!word) return null;
  return (
    <>
      {!isAlone && ' · '}
      {t(word)}
    </>
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
          {examples.map(({ line, column, value, problem = '', suggestion }) => (
            <li key={`${line} ${column} ${value} ${problem}`}>
              {[line === null ? '' : t('file.line', { line }), column].filter(Boolean).join(' · ')}
              {(line !== null || column) && ': '}
              {problem && problem === value ? null : value === '' ? (
                <span className="soft">{t('file.noValue')}</span>
              ) : (
                <code>{value}</code>
              )}
              <Word of={problem} isAlone={problem === value} />
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
