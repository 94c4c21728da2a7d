import type { Recipe } from './entries.js';

/** One entry of a team, in the order in which it is handed in. */
export interface DemoEntry {
  recipe: Recipe;
  fileName: string;
  note: string;
  selected?: boolean;
  /** Why the organizers took it off the board. */
  withdrawn?: string;
}

export interface DemoTeam {
  name: string;
  /** How many people of the roster. */
  size: number;
  entries: DemoEntry[];
}

/** The team of participant@demo.local: some entries, and some left for whoever tries the platform. */
export const OWN_TEAM = '한강 바이탈';

const entry = (recipe: Recipe, fileName: string, note: string, selected = false): DemoEntry => ({
  recipe,
  fileName,
  note,
  ...(selected && { selected }),
});

/** Twelve teams. The two that hand in the same card of points as their best are tied. */
export const TEAMS: readonly DemoTeam[] = [
  {
    name: OWN_TEAM,
    size: 5,
    entries: [
      entry('age', 'age_only.csv', '기준선: 나이만 사용'),
      entry('logistic', 'logistic_v1.csv', '로지스틱 회귀, 결측은 중앙값으로 대체', true),
      entry('boosted', 'lgbm_v1.csv', 'LightGBM, 결측 여부를 변수로 추가'),
    ],
  },
  {
    name: 'Bayes and Beyond',
    size: 4,
    entries: [
      entry('boosted', 'xgb_cv5.csv', 'XGBoost, patient-wise 5-fold CV'),
      entry('ensemble', 'stack_v2.csv', 'GBM + Gaussian process, isotonic calibration', true),
      entry('ensemble', 'stack_v3.csv', 'Same stack, other seed'),
    ],
  },
  {
    name: '새벽 중환자실',
    size: 6,
    entries: [
      entry('points', 'bedside_points.csv', '침상 점수표 그대로', false),
      entry('boosted', 'catboost.csv', 'CatBoost, 병동 종류를 범주형으로', true),
      entry('boosted', 'catboost_seed7.csv', '시드만 바꿈'),
      entry('overfitted', 'deep_v1.csv', '심층 신경망, 조기 종료 없이'),
    ],
  },
  {
    name: 'Sepsis Sleuths',
    size: 5,
    entries: [
      entry('logistic', 'lasso.csv', 'LASSO on 19 features'),
      entry('probed', 'tuned_07.csv', 'Seventh round of tuning against the board', true),
    ],
  },
  {
    name: '심전도 산책',
    size: 4,
    entries: [
      entry('overconfident', 'nn_raw.csv', '신경망 출력 그대로'),
      entry('boosted', 'nn_platt.csv', 'Platt 보정 추가', true),
    ],
  },
  {
    name: 'Lactate & Latte',
    size: 5,
    entries: [
      entry('points', 'card.csv', 'The printed card from our ICU, as it is', true),
      entry('prior', 'prior.csv', 'Everybody gets the prevalence'),
    ],
  },
  {
    name: '도담도담',
    size: 5,
    entries: [
      entry('prior', 'prior.csv', '제출 형식 확인용: 모두 같은 값'),
      entry('points', 'points.csv', '점수표 기반 첫 모델', true),
    ],
  },
  {
    name: 'Night Shift',
    size: 6,
    entries: [
      entry('logistic', 'logit_first_day.csv', 'First-day values only', true),
      {
        ...entry('leak', 'tft_all_columns.csv', 'All columns we could find'),
        withdrawn:
          '팀에서 사망 뒤에 기록된 변수를 썼다고 알려 와 철회했습니다. / Withdrawn: the team reported that it had used a variable recorded after death.',
      },
      entry('boosted', 'gbm_clean.csv', 'GBM without the variable that leaked'),
    ],
  },
  {
    name: '서울 베이지안',
    size: 4,
    entries: [
      entry('logistic', 'hier_logit.csv', '병동별 계층 로지스틱 회귀', true),
      entry('logistic', 'hier_logit_2.csv', '사전분포를 좁게'),
      entry('ensemble', 'bart.csv', 'BART 200그루', true),
      entry('ensemble', 'bart_400.csv', 'BART 400그루'),
      entry('boosted', 'bart_small.csv', '설명 가능한 작은 모델'),
    ],
  },
  {
    name: 'The Calibrators',
    size: 5,
    entries: [
      entry('boosted', 'gam.csv', 'GAM with splines', true),
      entry('overconfident', 'temperature_0.2.csv', 'What happens at temperature 0.2?'),
    ],
  },
  {
    name: '바이탈 사인',
    size: 4,
    entries: [
      entry('age', 'age.csv', '나이만'),
      entry('overfitted', 'forest_full.csv', '가지치기 없는 랜덤 포레스트'),
    ],
  },
  {
    name: 'Rounding Errors',
    size: 5,
    entries: [
      entry('prior', 'sample_submission.csv', 'The sample file, to see whether it works'),
      entry('prior', 'constant.csv', 'Still only the prevalence'),
    ],
  },
];

/** Under this key an entry is found again, so that no second run hands it in twice. */
export const entryKey = (team: DemoTeam, index: number): string =>
  `demo-${TEAMS.indexOf(team) + 1}-${index + 1}`;
