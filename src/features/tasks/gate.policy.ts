import type { Texts } from '../../platform/i18n/language.js';
import { DECISION_THRESHOLDS } from '../../scoring/report/decision-curve.js';
import { CURVE_FIGURES, GATE_FIGURES, type Gate, type GateFigure } from '../../scoring/report/gates.js';
import type { GateDto } from './gate.dto.js';
import type { Task } from './task.entity.js';
import { showsLive } from './task.policy.js';

/** As it is kept: what was left out is null. */
export const completeGate = ({ of, figure, column, at, min, max }: GateDto): Gate => ({
  of,
  figure,
  column: of === 'everybody' ? null : (column ?? null),
  at: isOfCurve(figure) ? (at ?? null) : null,
  min: min ?? null,
  max: max ?? null,
});

export type GateFault =
  | 'kind'
  | 'figure'
  | 'limits'
  | 'noGroups'
  | 'column'
  | 'threshold'
  | 'coverage'
  | 'twice';

export const GATE_FAULT_TEXTS: Record<GateFault, Texts> = {
  kind: {
    en: 'Only tasks with a yes-or-no outcome have reports.',
    ko: '예/아니요를 예측하는 과제에만 리포트가 있어요.',
  },
  figure: {
    en: 'This figure is not among those of its report.',
    ko: '리포트의 그 부분에 없는 값이에요.',
  },
  limits: {
    en: 'Give a lowest or a highest value, the lower one first.',
    ko: '최솟값이나 최댓값을 적어 주세요. 최솟값은 최댓값보다 클 수 없어요.',
  },
  noGroups: {
    en: 'The task names no columns of groups.',
    ko: '과제에 집단 열이 없어요.',
  },
  column: {
    en: 'This column is not among the task’s columns of groups.',
    ko: '과제의 집단 열이 아니에요.',
  },
  threshold: {
    en: 'The decision curve has thresholds 0.01, 0.02, 0.03 and every 0.05 up to 0.95.',
    ko: '의사결정 곡선의 임곗값은 0.01, 0.02, 0.03과 0.05부터 0.95까지 0.05 간격이에요.',
  },
  coverage: {
    en: 'Say for which share of answered rows, above 0 and up to 1.',
    ko: '답한 행의 비율을 0보다 크고 1 이하로 적어 주세요.',
  },
  twice: {
    en: 'It is there twice.',
    ko: '같은 기준이 두 번 있어요.',
  },
};

/** What is wrong with the gates of a task, and with which of them; null: nothing. */
export function gateFault({
  gates,
  schema,
  groupColumns,
}: Pick<Task, 'gates' | 'schema' | 'groupColumns'>): { at: number; fault: GateFault } | null {
  for (const [at, gate] of gates.entries()) {
    const fault = faultOf(gate, groupColumns);
    if (schema.kind !== 'binary') return { at, fault: 'kind' };
    if (fault !== null) return { at, fault };
    const same = JSON.stringify(gate);
    if (gates.slice(0, at).some((other) => JSON.stringify(other) === same)) return { at, fault: 'twice' };
  }
  return null;
}

function faultOf({ of, figure, column, at, min, max }: Gate, groupColumns: string[]): GateFault | null {
  if (!(GATE_FIGURES[of] as readonly GateFigure[]).includes(figure)) return 'figure';
  if ((min === null && max === null) || (min !== null && max !== null && min > max)) return 'limits';
  if (of !== 'everybody' && groupColumns.length === 0) return 'noGroups';
  if (column !== null && !groupColumns.includes(column)) return 'column';
  if (figure === 'netBenefit' && !DECISION_THRESHOLDS.includes(at ?? Number.NaN)) return 'threshold';
  if (figure === 'riskAtCoverage' && !(at !== null && at > 0)) return 'coverage';
  return null;
}

const isOfCurve = (figure: GateFigure): boolean => (CURVE_FIGURES as readonly GateFigure[]).includes(figure);

/** The gates that an entry may be judged by in front of participants before the final board: not by losses that are withheld. */
export const liveGates = (task: Pick<Task, 'gates' | 'liveLosses'>, publicLabels: number | null): Gate[] =>
  task.gates.filter(({ figure }) => figure !== 'brier' || showsLive(task, publicLabels, 'brier'));

/** For tables: `group(site) auroc >= 0.7`. */
export function gateInSigns({ of, figure, column, at, min, max }: Gate): string {
  const who = column === null ? of : `${of}(${column})`;
  const what = at === null ? figure : `${figure}@${at}`;
  const limits = [min === null ? '' : `>= ${min}`, max === null ? '' : `<= ${max}`]
    .filter(Boolean)
    .join(' and ');
  return `${who} ${what} ${limits}`;
}
