import type { Texts } from '../../platform/i18n/language.js';
import {
  FEW_LABELS,
  LIMIT_WITH_FEW_LABELS,
  MANY_LABELS,
  overfit,
  spellsLabels,
  usualSteps,
} from '../../scoring/release.js';
import type { Task } from './task.entity.js';
import { showsLive, taskMetrics } from './task.policy.js';
import type { Labels, LabelUnit } from './task.queries.js';

export type WarningCode =
  | 'ladder_off'
  | 'ladder_short'
  | 'many_decimals'
  | 'live_losses'
  | 'live_reports'
  | 'primary_withheld'
  | 'many_entries'
  | 'many_a_day'
  | 'small_final_part';

export interface Warning {
  code: WarningCode;
  message: Texts;
}

type Settings = Pick<
  Task,
  | 'ladderSteps'
  | 'decimals'
  | 'liveLosses'
  | 'limitTotal'
  | 'limitPerDay'
  | 'metric'
  | 'furtherMetrics'
  | 'liveReports'
>;

/** Labels by what is counted. */
const NAMES: Record<LabelUnit, { en: string; ko: string; unitEn: string; unitKo: string; plainKo: string }> =
  {
    label: { en: 'public labels', ko: '공개 정답이', unitEn: 'labels', unitKo: '개', plainKo: '정답이' },
    patient: {
      en: 'patients in the public part',
      ko: '공개용 환자가',
      unitEn: 'patients',
      unitKo: '명',
      plainKo: '환자가',
    },
    query: {
      en: 'queries in the public part',
      ko: '공개용 질의가',
      unitEn: 'queries',
      unitKo: '개',
      plainKo: '질의가',
    },
  };

const USUAL_DECIMALS = 3;
const USUAL_PER_DAY = 5;
const USUAL_FINAL_SHARE = 0.7;

/** What the settings of a task's public board cost, where they are more generous than they would be by themselves. */
export function boardWarnings(task: Settings, labels: Labels): Warning[] {
  const warnings: Warning[] = [];
  const warn = (code: WarningCode, en: string, ko: string) => warnings.push({ code, message: { en, ko } });
  const n = labels.public;
  const { en: publicEn, ko: publicKo, unitEn, unitKo, plainKo } = NAMES[labels.unit];
  const few = n < FEW_LABELS;
  const entries = task.limitTotal ?? 100;
  const cost = overfit(entries, n).toFixed(3);
  const steps = task.ladderSteps ?? usualSteps(n);
  if (steps === 0)
    warn(
      'ladder_off',
      `Every score is shown. With ${n} ${publicEn}, ${entries} entries of one team can make a score look better than it is by about ${cost}.`,
      `모든 점수를 보여 줘요. ${publicKo} ${n}${unitKo}이면 한 팀이 ${entries}번 제출해서 점수를 실제보다 약 ${cost}만큼 좋아 보이게 할 수 있어요.`,
    );
  else if (steps < usualSteps(n))
    warn(
      'ladder_short',
      `With fewer than ${FEW_LABELS} ${publicEn} a step of two standard errors is usual. In simulations with 300 labels and 100 entries, one lets a public score drift by 0.057, two by 0.039.`,
      `${publicKo} ${FEW_LABELS}${unitKo}보다 적으면 보통 표준오차의 2배를 기준으로 해요. 정답 300개에 100번 제출하는 모의실험에서 공개 점수가 1배이면 0.057, 2배이면 0.039만큼 부풀었어요.`,
    );
  if (task.decimals > USUAL_DECIMALS)
    warn(
      'many_decimals',
      `Each further decimal tells about ${Math.log2(10).toFixed(1)} bits more about the labels with every number that is shown.`,
      `소수 자리를 하나 늘릴 때마다 보여 주는 숫자 하나가 정답에 관해 약 ${Math.log2(10).toFixed(1)}비트를 더 알려 줘요.`,
    );
  const losses = taskMetrics(task as Task)
    .filter(spellsLabels)
    .join(', ');
  if (losses && task.liveLosses && n < MANY_LABELS)
    warn(
      'live_losses',
      `${losses} can be made to spell labels: predictions can be chosen so that each score names several labels for sure. There are ${n} ${publicEn}.`,
      `${losses} 점수로는 정답을 알아낼 수 있어요. 예측값을 잘 고르면 점수 하나로 공개 정답 여러 개를 확실히 알 수 있어요. 지금 ${publicKo} ${n}${unitKo} 있어요.`,
    );
  if (task.liveReports)
    warn(
      'live_reports',
      `Reports of the public part are shown at once: figures of every group and points of three curves with each released entry, some hundred numbers instead of three.${n < MANY_LABELS ? ` Below ${MANY_LABELS} ${publicEn} that is enough to tune a model to small groups, and to learn single labels in them; there are ${n}.` : ''}`,
      `공개용 리포트를 바로 보여 줘요. 공개되는 제출마다 숫자가 서너 개가 아니라 집단별 값과 곡선의 점까지 백 개 가까이 나가요.${n < MANY_LABELS ? ` ${publicKo} ${MANY_LABELS}${unitKo}보다 적으면(지금 ${n}${unitKo}) 작은 집단에 모델을 맞추거나 그 안의 정답을 알아낼 수 있어요.` : ''}`,
    );
  if (!showsLive(task, n, task.metric))
    warn(
      'primary_withheld',
      `Teams see no scores before the final board: ${task.metric} tells about single labels below ${MANY_LABELS} ${publicEn}. Rank by another metric, such as auroc, to have a live board.`,
      `${publicKo} ${MANY_LABELS}${unitKo}보다 적으면 ${task.metric} 점수로 정답을 짐작할 수 있어서, 최종 순위표를 공개하기 전에는 팀에 점수를 보여 주지 않아요. 실시간 순위표가 필요하면 auroc 같은 다른 지표로 순위를 매겨 주세요.`,
    );
  if (few && (task.limitTotal === null || task.limitTotal > LIMIT_WITH_FEW_LABELS))
    warn(
      'many_entries',
      `With ${n} ${publicEn} at most ${LIMIT_WITH_FEW_LABELS} entries of a team are usual. The labels can be decoded by entries alone, about one for every entry, whatever else is done.`,
      `${publicKo} ${n}${unitKo}이면 보통 팀마다 모두 ${LIMIT_WITH_FEW_LABELS}번까지만 받아요. 다른 조치를 해도 제출 한 번에 정답을 하나쯤 알아낼 수 있어요.`,
    );
  if (task.limitPerDay === null || task.limitPerDay > USUAL_PER_DAY)
    warn(
      'many_a_day',
      `More than ${USUAL_PER_DAY} entries a day leave little time to notice a team that probes the board.`,
      `하루에 ${USUAL_PER_DAY}번보다 많이 받으면 순위표를 떠보는 팀을 알아차릴 시간이 부족해요.`,
    );
  const share = labels.final / (labels.final + n);
  if (share < USUAL_FINAL_SHARE - 0.02)
    warn(
      'small_final_part',
      `Only ${Math.round(share * 100)}% of the ${unitEn} decide the final ranking; ${USUAL_FINAL_SHARE * 100}% or more are usual. Fewer ${unitEn} make ranks less certain.`,
      `최종 순위를 정하는 ${plainKo} ${Math.round(share * 100)}%뿐이에요. 보통 ${USUAL_FINAL_SHARE * 100}% 이상으로 해요. ${plainKo} 적으면 순위가 덜 확실해요.`,
    );
  return warnings;
}
