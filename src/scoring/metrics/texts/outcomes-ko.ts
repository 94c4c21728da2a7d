import type { OUTCOME_TEXTS_EN } from './outcomes-en.js';

/** Name and one plain sentence of the same families, in Korean. */
export const OUTCOME_TEXTS_KO: Record<keyof typeof OUTCOME_TEXTS_EN, string> = {
  'metric.mae': '평균 절대 오차',
  'metric.mae.explained':
    '예측값이 정답에서 평균 얼마나 떨어졌는지를 정답과 같은 단위로 나타내요. 0이면 완벽하고 작을수록 좋아요.',
  'metric.rmse': '평균 제곱근 오차',
  'metric.rmse.explained':
    '평균 절대 오차와 비슷하지만 큰 오차에 더 무게를 둬요. 정답과 같은 단위이고 작을수록 좋아요.',
  'metric.mse': '평균 제곱 오차',
  'metric.mse.explained': '오차를 제곱해 평균 낸 값이에요. 0이면 완벽하고 작을수록 좋아요.',
  'metric.r2': 'R²(결정 계수)',
  'metric.r2.explained':
    '정답의 변동 가운데 예측한 비율이에요. 1이면 완벽하고, 0이면 늘 평균만 예측한 것과 같고, 0보다 작으면 그보다 못해요.',
  'metric.explained_variance': '설명된 분산',
  'metric.explained_variance.explained':
    'R²와 비슷하지만 전체적으로 높거나 낮게 예측한 것은 따지지 않아요. 1이면 완벽해요.',
  'metric.median_ae': '절대 오차의 중앙값',
  'metric.median_ae.explained':
    '예측의 절반은 오차가 이보다 작아요. 몇 개의 큰 오차에 흔들리지 않고 작을수록 좋아요.',
  'metric.max_error': '가장 큰 오차',
  'metric.max_error.explained':
    '가장 많이 빗나간 예측의 오차예요. 한 행에만 달려 있어 구간을 믿기 어려워요. 작을수록 좋아요.',
  'metric.mean_bias': '평균 편향',
  'metric.mean_bias.explained':
    '예측값에서 정답을 뺀 값의 평균이에요. 0이 목표이고, 0보다 크면 전체적으로 높게 예측한 거예요.',
  'metric.pinball': '핀볼 손실',
  'metric.pinball.at': '핀볼 손실({value} 분위)',
  'metric.pinball.explained':
    '열 명 중 아홉 명이 넘지 않는 값처럼 분위를 맞히는 지표예요. 높게 틀릴 때와 낮게 틀릴 때의 값이 달라요. 작을수록 좋아요.',
  'metric.mape': '평균 절대 백분율 오차',
  'metric.mape.explained':
    '정답에 견준 오차예요. 0.1이면 10%예요. 정답이 0에 가까우면 지나치게 커지니 그런 과제에는 쓰지 마세요. 작을수록 좋아요.',
  'metric.rmsle': '로그 평균 제곱근 오차',
  'metric.rmsle.explained':
    '크기의 자릿수를 견줘요. 정답이 작든 크든 절반으로 틀리면 값이 같아요. 재원 기간과 비용에 알맞고 작을수록 좋아요.',
  'metric.pearson': '피어슨 상관',
  'metric.pearson.explained':
    '예측값과 정답이 한 직선에 얼마나 가까운지예요. 기울기와 높낮이는 따지지 않아요. 1이면 완벽하고 0이면 관계가 없어요.',
  'metric.spearman': '스피어만 순위 상관',
  'metric.spearman.explained':
    '예측값의 순서가 정답의 순서와 맞는지예요. 눈금은 따지지 않아요. 1이면 완벽하고 0이면 관계가 없어요.',
  'metric.kendall_tau_b': '켄달 타우-b',
  'metric.kendall_tau_b.explained':
    '순서가 맞은 쌍에서 틀린 쌍을 뺀 비율이에요. 동점은 보정해요. 1이면 완벽하고 0이면 관계가 없어요.',
  'metric.lin_ccc': '린 일치 상관',
  'metric.lin_ccc.explained':
    '예측값이 정답과 같은지를 봐요. 상관과 비슷하지만 높낮이나 눈금이 어긋나면 낮아져요. 1이면 완벽해요.',
  'metric.auroc_ovr_macro': 'AUROC(분류 대 나머지)',
  'metric.auroc_ovr_macro.explained':
    '각 분류를 나머지와 가려내는 AUROC를 분류마다 똑같이 평균 낸 값이에요. 0.5는 찍은 것과 같고 1이면 완벽해요.',
  'metric.auroc_ovr_weighted': 'AUROC(분류 대 나머지, 가중)',
  'metric.auroc_ovr_weighted.explained':
    '각 분류를 나머지와 가려내는 AUROC의 평균인데, 흔한 분류에 더 무게를 둬요.',
  'metric.auroc_ovo_macro': 'AUROC(분류 쌍)',
  'metric.auroc_ovo_macro.explained':
    '두 분류를 서로 가려내는 AUROC를 모든 쌍에서 평균 낸 값이에요. 분류가 얼마나 흔한지에 흔들리지 않아요.',
  'metric.auroc_ovo_weighted': 'AUROC(분류 쌍, 가중)',
  'metric.auroc_ovo_weighted.explained':
    '두 분류를 서로 가려내는 AUROC의 평균인데, 흔한 분류의 쌍에 더 무게를 둬요.',
  'metric.quadratic_weighted_kappa': '제곱 가중 카파',
  'metric.quadratic_weighted_kappa.explained':
    '순서가 있는 분류에서 우연을 넘어 얼마나 일치하는지예요. 두 단계 틀리면 한 단계 틀린 것의 네 배로 쳐요. 0은 우연, 1은 완벽이에요.',
  'metric.linear_weighted_kappa': '선형 가중 카파',
  'metric.linear_weighted_kappa.explained':
    '순서가 있는 분류에서 우연을 넘어 얼마나 일치하는지예요. 두 단계 틀리면 한 단계 틀린 것의 두 배로 쳐요. 0은 우연, 1은 완벽이에요.',
  'metric.multiclass_kappa': '코헨 카파',
  'metric.multiclass_kappa.explained':
    '가장 그럴듯하다고 본 분류가 우연을 넘어 정답과 얼마나 일치하는지예요. 0은 우연, 1은 완벽이에요.',
  'metric.multiclass_f1_macro': 'F1(분류 평균)',
  'metric.multiclass_f1_macro.explained':
    '분류마다 구한 F1의 평균이에요. 드문 분류도 흔한 분류와 똑같이 쳐요. 1이면 완벽해요.',
  'metric.multiclass_f1_weighted': 'F1(가중 평균)',
  'metric.multiclass_f1_weighted.explained':
    '분류마다 구한 F1을 얼마나 흔한지에 따라 가중 평균 낸 값이에요. 1이면 완벽해요.',
  'metric.multiclass_f1_micro': 'F1(전체 합산)',
  'metric.multiclass_f1_micro.explained':
    '모든 분류를 합쳐서 구한 F1이에요. 행마다 분류가 하나면 정확도와 같아요.',
  'metric.multiclass_precision_macro': '정밀도(분류 평균)',
  'metric.multiclass_precision_macro.explained':
    '어떤 분류라고 했을 때 맞은 비율을 분류마다 똑같이 평균 낸 값이에요. 한 번도 부르지 않은 분류는 0이에요.',
  'metric.multiclass_precision_weighted': '정밀도(가중 평균)',
  'metric.multiclass_precision_weighted.explained':
    '어떤 분류라고 했을 때 맞은 비율을 얼마나 흔한지에 따라 가중 평균 낸 값이에요.',
  'metric.multiclass_recall_macro': '재현율(분류 평균)',
  'metric.multiclass_recall_macro.explained':
    '각 분류를 알아본 비율을 정답이나 예측에 나온 분류에서 평균 낸 값이에요.',
  'metric.multiclass_recall_weighted': '재현율(가중 평균)',
  'metric.multiclass_recall_weighted.explained':
    '각 분류를 알아본 비율을 얼마나 흔한지에 따라 가중 평균 낸 값이에요. 정확도와 같아요.',
  'metric.multiclass_accuracy': '정확도',
  'metric.multiclass_accuracy.explained':
    '가장 그럴듯하다고 본 분류가 정답인 행의 비율이에요. 드문 분류가 있으면 알려 주는 것이 적어요.',
  'metric.multiclass_balanced_accuracy': '균형 정확도',
  'metric.multiclass_balanced_accuracy.explained':
    '각 분류를 알아본 비율을 정답에 나온 분류에서 평균 낸 값이에요. 찍으면 1을 분류 수로 나눈 값이 나와요.',
  'metric.multiclass_mcc': '매슈스 상관',
  'metric.multiclass_mcc.explained': '예측한 분류와 정답의 상관이에요. 0은 우연, 1은 완벽이에요.',
  'metric.top_k_accuracy': '상위 k 정확도',
  'metric.top_k_accuracy.at': '상위 {value} 정확도',
  'metric.top_k_accuracy.explained': '정답이 가장 그럴듯한 k개 분류 안에 든 행의 비율이에요.',
  'metric.multiclass_log_loss': '로그 손실',
  'metric.multiclass_log_loss.explained':
    '정답 분류가 예측에서 얼마나 뜻밖이었는지 보는 값이에요. 확신하고 틀리면 크게 나빠져요. 0이면 완벽하고 작을수록 좋아요.',
  'metric.multiclass_brier': '브라이어 점수',
  'metric.multiclass_brier.explained':
    '확률과 정답의 차이를 제곱해 분류마다 더하고 행마다 평균 낸 값이에요. 0이면 완벽하고 2가 가장 나빠요.',
  'metric.multiclass_aurc': '위험-커버리지 곡선 아래 넓이',
  'metric.multiclass_aurc.explained':
    '확신이 큰 순서로 답하는 행을 늘려 가며 틀린 비율을 평균 낸 값이에요. 자신 없을 때만 틀리면 낮아요.',
  'metric.multiclass_augrc': '일반화 위험-커버리지 넓이',
  'metric.multiclass_augrc.explained':
    '확신이 큰 순서로 답하는 행을 늘려 가며, 답했는데 틀릴 확률을 평균 낸 값이에요. 작을수록 좋아요.',
  'metric.multilabel_auroc_macro': 'AUROC(라벨 평균)',
  'metric.multilabel_auroc_macro.explained':
    '라벨마다 구한 AUROC의 평균이에요. 있는 행과 없는 행이 모두 있는 라벨만 세요. 0.5는 찍은 것과 같고 1이면 완벽해요.',
  'metric.multilabel_auroc_micro': 'AUROC(전체 합산)',
  'metric.multilabel_auroc_micro.explained':
    '모든 행의 모든 라벨을 한 줄로 세워 구한 AUROC예요. 라벨끼리 확률을 견줄 수 있어야 해요.',
  'metric.multilabel_average_precision_macro': '평균 정밀도(라벨 평균)',
  'metric.multilabel_average_precision_macro.explained':
    '라벨마다 구한 평균 정밀도를 정답에 나온 라벨에서 평균 낸 값이에요. 찍으면 라벨의 비율만큼 나오고 1이면 완벽해요.',
  'metric.multilabel_average_precision_micro': '평균 정밀도(전체 합산)',
  'metric.multilabel_average_precision_micro.explained':
    '모든 행의 모든 라벨을 한 줄로 세워 구한 평균 정밀도예요. 라벨끼리 확률을 견줄 수 있어야 해요.',
  'metric.multilabel_f1_macro': 'F1(라벨 평균)',
  'metric.multilabel_f1_macro.at': 'F1(라벨 평균, 임곗값 {value})',
  'metric.multilabel_f1_macro.explained':
    '라벨마다 구한 F1의 평균이에요. 드문 라벨도 흔한 라벨과 똑같이 쳐요.',
  'metric.multilabel_f1_micro': 'F1(전체 합산)',
  'metric.multilabel_f1_micro.at': 'F1(전체 합산, 임곗값 {value})',
  'metric.multilabel_f1_micro.explained':
    '모든 행의 모든 라벨을 합쳐서 구한 F1이에요. 흔한 라벨이 값을 좌우해요.',
  'metric.multilabel_f1_weighted': 'F1(가중 평균)',
  'metric.multilabel_f1_weighted.at': 'F1(가중 평균, 임곗값 {value})',
  'metric.multilabel_f1_weighted.explained': '라벨마다 구한 F1을 얼마나 흔한지에 따라 가중 평균 낸 값이에요.',
  'metric.multilabel_f1_samples': 'F1(행 평균)',
  'metric.multilabel_f1_samples.at': 'F1(행 평균, 임곗값 {value})',
  'metric.multilabel_f1_samples.explained':
    '행마다 라벨의 F1을 구해 평균 낸 값이에요. 라벨이 없는 행은 아무것도 붙이지 않아도 0으로 쳐요.',
  'metric.multilabel_jaccard': '자카드 지수',
  'metric.multilabel_jaccard.at': '자카드 지수(임곗값 {value})',
  'metric.multilabel_jaccard.explained':
    '정답이나 예측에 나온 라벨 가운데 둘 다에 나온 비율을 행마다 평균 낸 값이에요. 라벨이 없는 행은 0으로 쳐요.',
  'metric.subset_accuracy': '모든 라벨 일치',
  'metric.subset_accuracy.at': '모든 라벨 일치(임곗값 {value})',
  'metric.subset_accuracy.explained': '라벨을 하나도 틀리지 않은 행의 비율이에요.',
  'metric.hamming_loss': '해밍 손실',
  'metric.hamming_loss.at': '해밍 손실(임곗값 {value})',
  'metric.hamming_loss.explained':
    '라벨 하나하나 가운데 틀린 비율이에요. 라벨이 드물면 아무것도 붙이지 않아도 낮아요. 작을수록 좋아요.',
  'metric.label_ranking_average_precision': '라벨 순위 정밀도',
  'metric.label_ranking_average_precision.explained':
    '행의 정답 라벨이 다른 라벨보다 위에 있는지를 행마다 평균 낸 값이에요. 1이면 완벽해요.',
  'metric.label_ranking_loss': '라벨 순위 손실',
  'metric.label_ranking_loss.explained':
    '정답 라벨과 다른 라벨의 쌍 가운데 순서가 틀린 비율이에요. 0이면 완벽하고 작을수록 좋아요.',
  'metric.coverage_error': '커버리지 오차',
  'metric.coverage_error.explained':
    '정답 라벨을 모두 만나려면 그럴듯한 라벨을 위에서부터 몇 개까지 봐야 하는지예요. 작을수록 좋아요.',
  'metric.harrell_c': '해럴 C',
  'metric.harrell_c.explained':
    '누가 먼저 사건을 겪었는지 아는 쌍 가운데 그 사람의 위험도가 더 높은 비율이에요. 0.5는 찍은 것과 같고 1이면 완벽해요.',
  'metric.harrell_c_truncated': '해럴 C(시점까지)',
  'metric.harrell_c_truncated.at': '해럴 C({value}까지)',
  'metric.harrell_c_truncated.explained': '해럴 C와 같지만 정한 시점까지 일어난 사건만 세요.',
  'metric.uno_c': '우노 C',
  'metric.uno_c.at': '우노 C({value}까지)',
  'metric.uno_c.explained':
    '정한 시점까지의 해럴 C와 비슷하지만, 추적이 끊긴 방식에 흔들리지 않도록 가중치를 줘요.',
  'metric.time_dependent_auroc': '시점 AUROC',
  'metric.time_dependent_auroc.at': '{value} 시점의 AUROC',
  'metric.time_dependent_auroc.explained':
    '정한 시점까지 사건을 겪은 사람이 아직 겪지 않은 사람보다 위에 있을 확률이에요. 0.5는 찍은 것과 같고 1이면 완벽해요.',
  'metric.ipcw_brier': '시점 브라이어 점수',
  'metric.ipcw_brier.at': '{value} 시점의 브라이어 점수',
  'metric.ipcw_brier.explained':
    '정한 시점까지의 예측 위험과 실제 결과의 차이를 제곱해 평균 낸 값이에요. 그 전에 추적이 끊긴 사람은 가중치로 보정해요. 작을수록 좋아요.',
  'metric.survival_oe_ratio': '시점 관측 대 기대 비율',
  'metric.survival_oe_ratio.at': '{value} 시점의 관측 대 기대 비율',
  'metric.survival_oe_ratio.explained':
    '정한 시점까지 사건을 겪은 비율을 예측 위험의 평균으로 나눈 값이에요. 1이 목표이고, 1보다 크면 위험을 낮게 예측한 거예요.',
  'metric.ndcg': 'NDCG',
  'metric.ndcg.at': 'NDCG(앞의 {value}개)',
  'metric.ndcg.explained':
    '목록 앞쪽에 관련 깊은 문서가 얼마나 있는지를 가장 좋은 목록과 견준 값이에요. 앞자리일수록 무게가 커요. 1이면 완벽해요.',
  'metric.mean_average_precision': '평균 정밀도의 평균',
  'metric.mean_average_precision.explained':
    '관련 문서가 있는 질의마다 목록의 평균 정밀도를 구해 평균 낸 값이에요. 1이면 완벽해요.',
  'metric.mrr': '평균 역순위',
  'metric.mrr.explained':
    '처음 나온 관련 문서의 자리를 뒤집은 값의 평균이에요. 첫째 자리는 1, 둘째 자리는 0.5예요.',
  'metric.exact_match': '완전 일치',
  'metric.exact_match.explained': '대소문자와 문장 부호, 영어 관사를 빼고 정답과 똑같은 답의 비율이에요.',
  'metric.token_f1': '단어 F1',
  'metric.token_f1.explained':
    '답과 가장 가까운 정답에서 겹치는 단어의 F1을 질문마다 평균 낸 값이에요. 1이면 완벽해요.',
  'metric.character_f1': '글자 F1',
  'metric.character_f1.explained':
    '답과 가장 가까운 정답에서 겹치는 글자의 F1이에요. 단어에 조사가 붙는 한국어 답에 알맞아요.',
  'metric.reliability': '신뢰도 점수',
  'metric.reliability.at': '신뢰도 점수(감점 {value})',
  'metric.reliability.explained':
    '맞히면 1점, 모른다고 하면 0점이고, 틀리면 정한 만큼 깎여요. 답이 없는 질문에는 모른다고 하면 1점이에요.',
  'metric.dice': '다이스 계수',
  'metric.dice.explained':
    '그린 영역과 정답 영역이 겹친 넓이를 두 영역의 평균 넓이로 나눠 평균 낸 값이에요. 둘 다 비어 있으면 1이고, 1이면 완벽해요.',
  'metric.iou': '합집합 대비 교집합(IoU)',
  'metric.iou.explained':
    '그린 영역과 정답 영역이 겹친 넓이를 둘을 합친 넓이로 나눠 평균 낸 값이에요. 둘 다 비어 있으면 1이고, 1이면 완벽해요.',
  'metric.hd95': '하우스도르프 거리(95%)',
  'metric.hd95.explained':
    '두 윤곽이 몇 픽셀이나 떨어졌는지를 가장 나쁜 5%를 빼고 잰 값이에요. 한쪽만 비어 있으면 그림의 대각선으로 쳐요. 작을수록 좋아요.',
  'metric.sepsis_utility': '패혈증 효용',
  'metric.sepsis_utility.explained':
    'PhysioNet/CinC Challenge 2019 방식으로 경보의 가치를 매겨요. 이른 경보가 가장 값지고 거짓 경보는 깎여요. 경보가 없으면 0, 가장 좋으면 1이에요.',
  'metric.hourly_auroc': '시간별 AUROC',
  'metric.hourly_auroc.explained':
    '모든 환자의 시간을 모아, 해당하는 시간의 확률이 그렇지 않은 시간보다 높을 확률이에요.',
  'metric.hourly_average_precision': '시간별 평균 정밀도',
  'metric.hourly_average_precision.explained':
    '모든 환자의 모든 시간을 한 줄로 세워 구한 평균 정밀도예요. 찍으면 해당하는 시간의 비율만큼 나와요.',
};
