import type { Task } from '../api/client.js';
import type { Key, Translate } from '../i18n/dictionary.js';

export type Gate = Task['gates'][number];

const ROWS = [
  'auroc',
  'averagePrecision',
  'brier',
  'calibrationSlope',
  'calibrationInTheLarge',
  'tpr',
  'fpr',
  'ppv',
  'selectionRate',
] as const;
const CURVES = ['netBenefit', 'riskAtCoverage'] as const;
const GAPS = [
  'auroc',
  'equalOpportunity',
  'falsePositiveRates',
  'equalizedOdds',
  'demographicParity',
] as const;

/** What may be asked of whom. */
export const GATE_FIGURES = { group: ROWS, gap: GAPS, everybody: [...ROWS, ...CURVES] } as const;

/** Name of a figure in a list of them. */
export const figureName = (of: Gate['of'], figure: Gate['figure'], t: Translate): string =>
  t(`gate.${of === 'gap' ? 'gap' : 'figure'}.${figure}` as 'gate.figure.auroc');

/** `AUROC in every group by site: at least 0.7`. */
export function gateInWords({ of, figure, column, at, min, max }: Gate, t: Translate): string {
  const name =
    figure === 'netBenefit'
      ? t('gate.at.netBenefit', { at: at ?? '' })
      : figure === 'riskAtCoverage'
        ? t('gate.at.riskAtCoverage', { percent: Math.round((at ?? 0) * 100) })
        : figureName(of, figure, t);
  const key = of === 'gap' ? 'gate.betweenGroups' : 'gate.inEveryGroup';
  const what =
    of === 'everybody'
      ? name
      : column
        ? t(`${key}By` as Key & 'gate.inEveryGroupBy', { figure: name, column })
        : t(key, { figure: name });
  if (min === null || min === undefined) return t('gate.atMost', { what, max: max ?? '' });
  if (max === null || max === undefined) return t('gate.atLeast', { what, min });
  return t('gate.between', { what, min, max });
}

/** What the marks of a row say. */
export function marksInWords(
  marks: { failed: number[]; unknown: number[] } | undefined,
  gates: readonly Gate[],
  t: Translate,
): { failed: string[]; unknown: string[] } {
  const words = (positions: number[] = []) =>
    positions.flatMap((k) => (gates[k] ? [gateInWords(gates[k], t)] : []));
  return {
    failed: words(marks?.failed).map((gate) => t('gate.failed', { gate })),
    unknown: words(marks?.unknown).map((gate) => t('gate.unknown', { gate })),
  };
}
