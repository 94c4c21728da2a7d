import type { METRIC_TEXTS_EN } from './en.js';
import { OUTCOME_TEXTS_KO } from './outcomes-ko.js';

/** Name and one plain sentence of every family, in Korean. */
export const METRIC_TEXTS_KO: Record<keyof typeof METRIC_TEXTS_EN, string> = {
  'metric.auroc': 'AUROC',
  'metric.auroc.explained':
    '사건을 겪은 사람의 예측값이 겪지 않은 사람보다 높을 확률이에요. 0.5는 찍은 것과 같고 1이면 완벽해요.',
  'metric.partial_auroc': '부분 AUROC',
  'metric.partial_auroc.at': '부분 AUROC(거짓 경보율 {value} 이하)',
  'metric.partial_auroc.explained':
    '거짓 경보가 정한 비율 이하인 구간의 AUROC예요. 0.5가 우연, 1이 완벽이 되도록 맞췄어요.',
  'metric.average_precision': '평균 정밀도',
  'metric.average_precision.explained':
    '고위험으로 고른 사람 가운데 실제로 사건을 겪은 비율을 모든 기준에서 평균 낸 값이에요. 찍으면 사건의 비율만큼 나오고 1이면 완벽해요.',
  'metric.auprc_trapezoid': 'AUPRC(직선 연결)',
  'metric.auprc_trapezoid.explained':
    '정밀도-재현율 곡선을 직선으로 이은 아래 넓이예요. 예전 연구와 견줄 때 써요. 실제보다 좋게 나오니 평균 정밀도를 권해요.',
  'metric.sensitivity_at_specificity': '특이도를 정한 민감도',
  'metric.sensitivity_at_specificity.at': '특이도 {value}에서의 민감도',
  'metric.sensitivity_at_specificity.explained':
    '특이도를 정한 값 이상으로 지키면서 찾아낸, 결과가 있는 사람의 비율이에요.',
  'metric.youden': '유든 J',
  'metric.youden.explained':
    '가장 좋은 임곗값에서 민감도와 특이도를 더하고 1을 뺀 값이에요. 0은 우연, 1은 완벽이에요.',
  'metric.ks': '콜모고로프-스미르노프',
  'metric.ks.explained':
    '결과가 있는 사람과 없는 사람의 예측 분포가 가장 많이 벌어진 거리예요. 방향은 따지지 않아요.',
  'metric.brier': '브라이어 점수',
  'metric.brier.explained':
    '예측한 위험도와 실제 결과의 차이를 제곱해 평균 낸 값이에요. 0이면 완벽하고 작을수록 좋아요.',
  'metric.scaled_brier': '환산 브라이어 점수',
  'metric.scaled_brier.explained':
    '늘 유병률을 예측할 때보다 브라이어 점수가 얼마나 나은지예요. 0은 나을 것이 없고 1은 완벽이에요.',
  'metric.log_loss': '로그 손실',
  'metric.log_loss.explained':
    '실제 결과가 예측에서 얼마나 벗어났는지 보는 값이에요. 확신하고 틀리면 크게 나빠져요. 0이면 완벽하고 작을수록 좋아요.',
  'metric.log_loss_kaggle': '로그 손실(1e-15 절단)',
  'metric.log_loss_kaggle.explained':
    '캐글처럼 확률을 1e-15에서 자른 로그 손실이에요. 그곳의 점수와 견줄 때 써요.',
  'metric.calibration_slope': '보정 기울기',
  'metric.calibration_slope.explained':
    '1이 목표예요. 1보다 작으면 예측이 지나치게 극단적이고, 크면 지나치게 조심스러워요.',
  'metric.calibration_in_the_large': '전체 보정',
  'metric.calibration_in_the_large.explained':
    '0이 목표예요. 0보다 크면 위험을 전체적으로 낮게, 작으면 높게 예측한 거예요.',
  'metric.oe_ratio': '관측 대 기대 비율',
  'metric.oe_ratio.explained':
    '예측이 기대한 한 건마다 실제로 일어난 건수예요. 1이 목표이고, 1보다 크면 위험을 낮게 예측한 거예요.',
  'metric.ece': '기대 보정 오차',
  'metric.ece.explained':
    '너비가 같은 열 구간에서 예측 위험과 실제 위험의 평균 차이예요. 늘 유병률만 예측해도 0이 되니 순위를 보는 지표와 함께 보세요.',
  'metric.ece_equal_mass': '기대 보정 오차(같은 인원)',
  'metric.ece_equal_mass.explained':
    '인원이 같은 열 구간에서 예측 위험과 실제 위험의 평균 차이예요. 늘 유병률만 예측해도 좋게 나와요.',
  'metric.mce': '최대 보정 오차',
  'metric.mce.explained': '너비가 같은 열 구간 가운데 예측 위험과 실제 위험이 가장 많이 벌어진 차이예요.',
  'metric.hosmer_lemeshow': '호스머-렘쇼 통계량',
  'metric.hosmer_lemeshow.explained':
    '위험도 십분위마다 기대 건수와 실제 건수가 얼마나 어긋나는지예요. 인원이 많을수록 커지니 같은 과제 안에서만 견주세요.',
  'metric.spiegelhalter_z': '슈피겔할터 z',
  'metric.spiegelhalter_z.explained':
    '보정을 검정하는 값이에요. 0이 목표이고, −1.96이나 1.96을 벗어나면 보정이 어긋났다는 증거예요.',
  'metric.net_benefit': '순편익',
  'metric.net_benefit.at': '순편익(임곗값 {value})',
  'metric.net_benefit.explained':
    '제대로 치료한 사람에서, 잘못 치료한 사람을 임곗값이 정한 비율로 뺀 값이에요. 아무도 치료하지 않으면 0이에요.',
  'metric.sensitivity': '민감도',
  'metric.sensitivity.at': '민감도(임곗값 {value})',
  'metric.sensitivity.explained':
    '결과가 있는 사람 가운데 양성으로 판정한 비율이에요. 모두 양성이라 하면 1이 되니 특이도와 함께 보세요.',
  'metric.specificity': '특이도',
  'metric.specificity.at': '특이도(임곗값 {value})',
  'metric.specificity.explained':
    '결과가 없는 사람 가운데 음성으로 판정한 비율이에요. 모두 음성이라 하면 1이 되니 민감도와 함께 보세요.',
  'metric.ppv': '양성 예측도',
  'metric.ppv.at': '양성 예측도(임곗값 {value})',
  'metric.ppv.explained':
    '양성으로 판정한 사람 가운데 결과가 있는 비율이에요. 양성 판정이 없으면 0이에요. 유병률에 따라 달라져요.',
  'metric.npv': '음성 예측도',
  'metric.npv.at': '음성 예측도(임곗값 {value})',
  'metric.npv.explained':
    '음성으로 판정한 사람 가운데 결과가 없는 비율이에요. 음성 판정이 없으면 0이에요. 유병률에 따라 달라져요.',
  'metric.accuracy': '정확도',
  'metric.accuracy.at': '정확도(임곗값 {value})',
  'metric.accuracy.explained': '맞게 판정한 사람의 비율이에요. 드문 결과라면 모두 음성이라 해도 높게 나와요.',
  'metric.balanced_accuracy': '균형 정확도',
  'metric.balanced_accuracy.at': '균형 정확도(임곗값 {value})',
  'metric.balanced_accuracy.explained': '민감도와 특이도의 평균이에요. 0.5는 우연, 1은 완벽이에요.',
  'metric.f1': 'F1 점수',
  'metric.f1.at': 'F1 점수(임곗값 {value})',
  'metric.f1.explained':
    '민감도와 양성 예측도의 조화 평균이에요. 참음성은 보지 않으니 이것 하나로 판단하지 마세요.',
  'metric.f2': 'F2 점수',
  'metric.f2.at': 'F2 점수(임곗값 {value})',
  'metric.f2.explained': 'F1과 같지만 놓친 사람을 거짓 경보보다 네 배 무겁게 봐요.',
  'metric.mcc': '매슈스 상관계수',
  'metric.mcc.at': '매슈스 상관계수(임곗값 {value})',
  'metric.mcc.explained': '판정과 결과의 상관이에요. 0은 우연, 1은 완벽, −1은 모두 틀린 거예요.',
  'metric.kappa': '코헨 카파',
  'metric.kappa.at': '코헨 카파(임곗값 {value})',
  'metric.kappa.explained': '우연을 뺀 판정과 결과의 일치도예요. 0은 우연, 1은 완벽이에요.',
  'metric.cinc2012_event1': 'PhysioNet 2012 이벤트 1',
  'metric.cinc2012_event1.at': 'PhysioNet 2012 이벤트 1(임곗값 {value})',
  'metric.cinc2012_event1.explained':
    '민감도와 양성 예측도 가운데 작은 값이에요. PhysioNet/CinC 2012 대회의 점수예요.',
  'metric.cinc2012_event2': 'PhysioNet 2012 이벤트 2',
  'metric.cinc2012_event2.explained':
    '위험도 십분위의 어긋남을 가장 높은 분위와 낮은 분위의 위험 차이로 나눈 값이에요. PhysioNet/CinC 2012 대회의 점수예요.',
  'metric.aurc': '위험-응답률 곡선 아래 넓이',
  'metric.aurc.explained':
    '확신이 큰 순서로 답할 때 틀린 답의 비율을 답한 인원에 걸쳐 평균했어요. 모를 때만 틀리는 모델이면 작아요.',
  'metric.augrc': '일반화 위험-응답률 넓이',
  'metric.augrc.explained': '확신이 큰 순서로 답할 때, 답했는데 틀릴 확률을 답한 비율에 걸쳐 평균했어요.',
  'metric.selective_score': '모르면 넘어가는 점수',
  'metric.selective_score.at': '모르면 넘어가는 점수, 감점 {value}',
  'metric.selective_score.explained':
    '맞히면 1점, ‘모르겠다’면 0점, 틀리면 감점해요. 0.5 이상이면 ‘예’로 봐요.',
  'metric.selective_risk': '답한 것 중 틀린 비율',
  'metric.selective_risk.explained': '모델이 답한 사람 가운데 틀린 비율이에요. 답한 비율과 함께 봐 주세요.',
  'metric.answered_share': '답한 비율',
  'metric.answered_share.explained': '모델이 ‘모르겠다’고 하지 않은 사람의 비율이에요.',
  ...OUTCOME_TEXTS_KO,
};
