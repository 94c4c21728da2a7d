import type { FileError } from '../../scoring/errors.js';
import { intervalMethod } from '../../scoring/interval-method.js';
import { metricNamed } from '../../scoring/metrics/index.js';
import type { MetricResults } from '../../scoring/score.js';
import type { FileScores } from './score-files.js';
import type { Gap } from './subgroups.js';

/** What is shown: with `intervals`, each metric's, how it came about, and what is doubtful about it. */
export interface Shown {
  intervals: boolean;
  clustered: boolean;
}

/** One line: `{n, metrics: {NAME: {value, ci, method, flags}}, groups, gaps}`; the last two where groups were asked for. */
export function scoresAsJson({ n, metrics, groups, gaps }: FileScores, shown: Shown): string {
  const grouped = Object.entries(groups).map(([column, values]) => [
    column,
    Object.fromEntries(
      Object.entries(values).map(([name, one]) => [
        name,
        { ...one, metrics: shownMetrics(one.metrics, shown) },
      ]),
    ),
  ]);
  const all = { n, metrics: shownMetrics(metrics, shown) };
  return `${JSON.stringify(grouped.length > 0 ? { ...all, groups: Object.fromEntries(grouped), gaps } : all)}\n`;
}

function shownMetrics(metrics: MetricResults, { intervals, clustered }: Shown) {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, { ci, flags = [], ...rest }]) => [
      name,
      intervals ? { ...rest, ci, method: intervalMethod(metricNamed(name), clustered), flags } : rest,
    ]),
  );
}

export function scoresInWords({ n, metrics, groups, gaps }: FileScores, shown: Shown): string {
  const lines = [`${n} rows`, ...metricLines(metrics, shown)];
  for (const [column, values] of Object.entries(groups)) {
    for (const [name, one] of Object.entries(values)) {
      lines.push('', `${quoted(column)} ${quoted(name)}: ${one.n} rows`, ...metricLines(one.metrics, shown));
    }
    const apart = Object.entries(gaps[column] ?? {}).flatMap(([metric, gap]) =>
      gap === null ? [] : [`${metric.padEnd(20)} ${gap.gap.toFixed(4)}${endsOf(gap)}`],
    );
    if (apart.length > 0) lines.push('', `largest gaps between the groups of ${quoted(column)}`, ...apart);
  }
  return `${lines.join('\n')}\n`;
}

const endsOf = ({ highest, lowest }: Gap): string =>
  highest === undefined || lowest === undefined ? '' : `  (${quoted(highest)} over ${quoted(lowest)})`;

function metricLines(metrics: MetricResults, { intervals }: Shown): string[] {
  return Object.entries(metrics).map(([name, { value, ci, undefined: reason, flags = [] }]) => {
    const figure = value === null ? `undefined (${reason})` : value.toFixed(4);
    const better = metricNamed(name).direction === 'lower' ? 'lower is better' : 'higher is better';
    const bounds = intervals && ci ? ` [${ci[0].toFixed(4)}, ${ci[1].toFixed(4)}]` : '';
    return `${name.padEnd(20)} ${figure}${bounds}  (${[better, ...(intervals ? flags : [])].join(', ')})`;
  });
}

/** `path` is the file that was not accepted. */
export function errorsInWords(path: string, errors: FileError[]): string {
  const lines = [`${JSON.stringify(path)} was not accepted:`];
  for (const { code, count, examples } of errors) {
    lines.push(`  ${code} (${count})`);
    for (const { line, column, value, problem, suggestion } of examples) {
      // Quoted as JSON, so that no control character of a file reaches the terminal.
      const at = line === null ? '' : `line ${line}: `;
      const place = column === undefined ? at : `${at}${quoted(column)} `;
      const notes = `${problem ? ` (${problem})` : ''}${suggestion ? `, did you mean ${quoted(suggestion)}?` : ''}`;
      lines.push(`    ${place}${quoted(value)}${notes}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** JSON, with the control characters that JSON leaves as they are escaped too. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    },
  );
}
