import { Temporal } from 'temporal-polyfill';
import type { Texts } from '../../platform/i18n/language.js';
import type { EventRequest } from '../events/events.dto.js';
import type { TaskRequest } from '../tasks/tasks.dto.js';
import { CLUSTER_COLUMN, ID_COLUMN } from './cohort.files.js';
import { FINAL_FRACTION, SCHEMA, SEED } from './demo.task.js';

export const EVENT_SLUG = 'korea-clinical-datathon';
const ZONE = 'Asia/Seoul';

/** Times of the event around `now`: it began yesterday morning and ends in two days, by Seoul's clock. */
export function demoTimes(now: Date) {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(ZONE).startOfDay();
  const at = (day: number, hour: number) =>
    new Date(today.add({ days: day }).with({ hour }).epochMilliseconds).toISOString();
  return { at, startsAt: at(-1, 9), endsAt: at(2, 18), closesAt: at(2, 12), freezesAt: at(2, 9) };
}

export function demoEvent(now: Date): EventRequest {
  const { at, startsAt, endsAt, closesAt } = demoTimes(now);
  const phase = (name: Texts, from: string, to: string) => ({ name, startsAt: from, endsAt: to });
  return {
    slug: EVENT_SLUG,
    name: { ko: '코리아 임상 데이터톤 (데모)', en: 'Korea Clinical Datathon (demo)' },
    summary: SUMMARY,
    place: { ko: '서울, 대학병원 헬스케어AI연구원', en: 'Seoul, Healthcare AI Research Institute' },
    timeZone: ZONE,
    startsAt,
    endsAt,
    phases: [
      phase({ ko: '심포지엄', en: 'Symposium' }, startsAt, at(-1, 17)),
      phase({ ko: '해킹', en: 'Hacking' }, at(-1, 18), closesAt),
      phase({ ko: '심사', en: 'Judging' }, at(2, 13), at(2, 15)),
      phase({ ko: '발표와 시상', en: 'Presentations and prizes' }, at(2, 16), endsAt),
    ],
    joining: 'open',
    maxTeamSize: 8,
  };
}

export function demoTask(now: Date): TaskRequest {
  const { closesAt, freezesAt } = demoTimes(now);
  return {
    slug: 'icu-mortality',
    name: { ko: '중환자실 사망 예측', en: 'ICU mortality' },
    description: DESCRIPTION,
    idColumn: ID_COLUMN,
    schema: SCHEMA,
    clusterColumn: CLUSTER_COLUMN,
    groupColumns: ['sex', 'age_band', 'icu_type'],
    gates: [{ of: 'group', figure: 'auroc', min: 0.65 }],
    split: { method: 'cluster', finalFraction: FINAL_FRACTION },
    seed: SEED,
    metric: 'auroc',
    furtherMetrics: ['average_precision', 'brier', 'log_loss', 'net_benefit@0.2', 'calibration_slope'],
    limitPerDay: 5,
    limitTotal: 30,
    maxSelected: 2,
    maxUploadMegabytes: 10,
    closesAt,
    board: 'frozen',
    frozenAt: freezesAt,
  };
}

const SUMMARY: Texts = {
  ko: `의사와 데이터 과학자, 엔지니어가 한 팀이 되어 사흘 동안 중환자실의 물음에 답합니다. 올해의 주제는 "기계에게 의심을 가르치기"입니다. 점수만큼이나 데이터의 편향을 살피고, 모델이 모를 때 모른다고 말하게 하는 일을 중요하게 봅니다.

이 행사는 플랫폼을 둘러볼 수 있도록 만든 예시입니다. 사람과 환자, 점수는 모두 지어낸 것입니다.`,
  en: `Clinicians, data scientists and engineers form teams and spend three days on a question from intensive care. This year's theme is "teaching machines to doubt": looking for bias in the data, and building models that say so when they do not know, count as much as the score.

This event is an example for looking around the platform. Its people, patients and scores are made up.`,
};

const DESCRIPTION: Texts = {
  ko: `중환자실 입실 후 첫 24시간의 자료로, 환자가 이번 입원 중 사망할 확률을 예측해 주세요.

- 학습용 train.csv에는 결과(died)가 있고, 예측할 test.csv에는 없습니다. 두 파일에 함께 나오는 환자는 없습니다.
- 제출 파일은 stay_id, probability 두 열입니다. 모든 stay_id에 0과 1 사이의 값을 하나씩 적어 주세요.
- 순위는 AUROC로 정합니다. 평균 정밀도와 브라이어 점수, 로그 손실을 함께 보여 드리니 보정도 살펴보세요.
- 공개 순위표는 환자의 40%로, 최종 순위는 나머지 60%로 계산합니다. 한 환자의 입실은 모두 같은 쪽에 있습니다.
- 마감 3시간 전부터는 순위표가 멈춥니다. 그 뒤의 제출도 최종 순위에는 들어갑니다.
- 하루 5번까지 제출할 수 있고, 최종 순위에 쓸 제출을 2개까지 고를 수 있습니다.

성별, 나이대, 중환자실 종류에 따라 모델이 다르게 틀리지 않는지 확인해 주세요. 발표에서 함께 묻겠습니다.`,
  en: `From the first 24 hours in intensive care, predict the probability that the patient dies during this hospital stay.

- train.csv has the outcome (died), test.csv does not. No patient is in both files.
- An entry has two columns, stay_id and probability: one value from 0 to 1 for every stay_id.
- AUROC ranks. Average precision, Brier score and log loss are shown beside it, so that you see calibration too.
- The public board is computed on 40% of the patients, the final ranking on the other 60%. All stays of a patient are on the same side.
- Three hours before the close the board stands still. Entries after that still count for the final ranking.
- A team may submit 5 times a day and choose 2 entries for the final ranking.

Please look whether your model errs differently by sex, age band and type of unit. We will ask about it at the presentations.`,
};

/** Described as participants find it in their list of files. */
export const FILE_DESCRIPTIONS = {
  'README.md': '자료 설명 / What the columns mean',
  'train.csv': '학습용: 2,000건의 입실과 결과 / For training: 2,000 stays with the outcome',
  'test.csv': '예측할 2,000건의 입실 / The 2,000 stays to predict',
  'sample_submission.csv': '제출 형식 예시 / The form of an entry',
} as const;

export const README = `# 중환자실 사망 예측 · ICU mortality

모든 환자는 난수로 지어낸 것이며, 실제 환자의 자료는 들어 있지 않습니다.
All patients are made up by a random generator; there are no real patients in these files.

| 열 column | 한국어 | English |
|---|---|---|
| stay_id | 중환자실 입실 | stay in intensive care |
| patient_id | 환자. 여러 번 입실한 환자도 있습니다 | patient; some have several stays |
| sex | 성별 (F 여성, M 남성) | sex (F, M) |
| age, age_band | 나이, 나이대 | age in years, age band |
| icu_type | MICU 내과계, SICU 외과계, CCU 심장내과, CSICU 심장외과, NCU 신경계 | medical, surgical, cardiac, cardiac surgery, neurological unit |
| emergency | 응급 입원이면 1 | 1: emergency admission |
| comorbidities | 동반 질환 수 | number of comorbidities |
| heart_rate | 평균 심박수 (회/분) | mean heart rate (/min) |
| mean_pressure | 가장 낮은 평균 동맥압 (mmHg) | lowest mean arterial pressure (mmHg) |
| resp_rate | 평균 호흡수 (회/분) | mean respiratory rate (/min) |
| spo2 | 가장 낮은 산소포화도 (%) | lowest oxygen saturation (%) |
| temperature | 체온 (°C) | temperature (°C) |
| gcs | 글래스고 혼수 척도 (3–15) | Glasgow coma scale (3–15) |
| lactate | 가장 높은 젖산 (mmol/L) | highest lactate (mmol/L) |
| creatinine | 크레아티닌 (mg/dL) | creatinine (mg/dL) |
| bilirubin | 빌리루빈 (mg/dL) | bilirubin (mg/dL) |
| platelets | 혈소판 (10⁹/L) | platelets (10⁹/L) |
| wbc | 백혈구 (10⁹/L) | white blood cells (10⁹/L) |
| urine_24h | 24시간 소변량 (mL) | urine in 24 hours (mL) |
| ventilated | 기계 환기를 받았으면 1 | 1: mechanical ventilation |
| vasopressor | 승압제를 썼으면 1 | 1: vasopressor |
| died | 입원 중 사망이면 1 (train.csv에만) | 1: died in hospital (train.csv only) |

## 살펴볼 점 · Worth knowing

- 빈칸은 측정하지 않은 값입니다. 상태가 좋은 환자는 젖산과 빌리루빈을 덜 재므로, 빈칸에도 정보가 있습니다.
  An empty cell was not measured. Lactate and bilirubin are taken less often in patients who do well, so a gap tells something.
- 약 14%가 사망했습니다. 정확도만으로는 모델을 비교할 수 없습니다.
  About 14% died; accuracy alone does not compare models.
- 교차 검증은 patient_id로 나누어 주세요. 같은 환자가 학습과 검증에 함께 있으면 점수가 부풀려집니다.
  Cross-validate by patient_id: the same patient on both sides makes scores look better than they are.
`;
