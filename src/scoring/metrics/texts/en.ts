import { OUTCOME_TEXTS_EN } from './outcomes-en.js';

/**
 * Name and one plain sentence of every family, in English: `metric.NAME` and `metric.NAME.explained`. The page and the
 * catalogue of the API both say these; a test holds them against the families.
 */
export const METRIC_TEXTS_EN = {
  'metric.auroc': 'AUROC',
  'metric.auroc.explained':
    'The chance that a person with the outcome gets a higher prediction than one without it. 0.5 is guessing, 1 is perfect.',
  'metric.partial_auroc': 'Partial AUROC',
  'metric.partial_auroc.at': 'Partial AUROC up to a false alarm rate of {value}',
  'metric.partial_auroc.explained':
    'The AUROC where false alarms are rare, up to the given rate, rescaled so that 0.5 is chance and 1 is perfect.',
  'metric.average_precision': 'Average precision',
  'metric.average_precision.explained':
    'How many of those flagged truly have the outcome, averaged over every way to draw the line. Guessing gives the share of people with the outcome; 1 is perfect.',
  'metric.auprc_trapezoid': 'AUPRC, straight lines',
  'metric.auprc_trapezoid.explained':
    'Area under the precision-recall curve joined by straight lines, to compare with older work. It flatters; prefer average precision.',
  'metric.sensitivity_at_specificity': 'Sensitivity at a specificity',
  'metric.sensitivity_at_specificity.at': 'Sensitivity at specificity {value}',
  'metric.sensitivity_at_specificity.explained':
    'The share of people with the outcome that is found while specificity stays at least as high as given.',
  'metric.youden': "Youden's J",
  'metric.youden.explained':
    'Sensitivity plus specificity minus 1 at the best threshold: 0 is chance, 1 is perfect.',
  'metric.ks': 'Kolmogorov–Smirnov',
  'metric.ks.explained':
    'The largest distance between the predictions of people with and without the outcome, in either direction.',
  'metric.brier': 'Brier score',
  'metric.brier.explained':
    'The mean squared distance between predicted risk and what happened. 0 is perfect; lower is better.',
  'metric.scaled_brier': 'Scaled Brier score',
  'metric.scaled_brier.explained':
    'How much better the Brier score is than that of always predicting the prevalence: 0 is no better, 1 is perfect.',
  'metric.log_loss': 'Log loss',
  'metric.log_loss.explained':
    'How surprised the predictions are by what happened; confident errors cost most. 0 is perfect; lower is better.',
  'metric.log_loss_kaggle': 'Log loss, clipped at 1e-15',
  'metric.log_loss_kaggle.explained':
    'The log loss with probabilities clipped as on Kaggle, to compare with what was reported there.',
  'metric.calibration_slope': 'Calibration slope',
  'metric.calibration_slope.explained':
    'The aim is 1. Below it the predictions are too extreme, above it too cautious.',
  'metric.calibration_in_the_large': 'Calibration in the large',
  'metric.calibration_in_the_large.explained':
    'The aim is 0. Above it risk is underestimated on the whole, below it overestimated.',
  'metric.oe_ratio': 'Observed to expected',
  'metric.oe_ratio.explained':
    'Outcomes observed for each one that the predictions expect. The aim is 1; above it risk is underestimated.',
  'metric.ece': 'Expected calibration error',
  'metric.ece.explained':
    'Mean distance between predicted and observed risk in ten bins of equal width. Always predicting the prevalence has 0, so show it beside a measure of ranking.',
  'metric.ece_equal_mass': 'Expected calibration error, equal bins',
  'metric.ece_equal_mass.explained':
    'Mean distance between predicted and observed risk in ten bins of equally many people. Always predicting the prevalence does well in it.',
  'metric.mce': 'Maximum calibration error',
  'metric.mce.explained':
    'The largest distance between predicted and observed risk among ten bins of equal width.',
  'metric.hosmer_lemeshow': 'Hosmer–Lemeshow statistic',
  'metric.hosmer_lemeshow.explained':
    'Misfit between expected and observed outcomes over tenths of risk. It grows with the number of people, so compare within one task only.',
  'metric.spiegelhalter_z': "Spiegelhalter's z",
  'metric.spiegelhalter_z.explained':
    'A test of calibration. The aim is 0; beyond −1.96 or 1.96 there is evidence of miscalibration.',
  'metric.net_benefit': 'Net benefit',
  'metric.net_benefit.at': 'Net benefit at threshold {value}',
  'metric.net_benefit.explained':
    'People rightly treated, less those wrongly treated at the price that the threshold sets. 0 is treating nobody.',
  'metric.sensitivity': 'Sensitivity',
  'metric.sensitivity.at': 'Sensitivity at threshold {value}',
  'metric.sensitivity.explained':
    'The share of people with the outcome that is called positive. Calling everybody positive has 1, so show it beside specificity.',
  'metric.specificity': 'Specificity',
  'metric.specificity.at': 'Specificity at threshold {value}',
  'metric.specificity.explained':
    'The share of people without the outcome that is called negative. Calling everybody negative has 1, so show it beside sensitivity.',
  'metric.ppv': 'Positive predictive value',
  'metric.ppv.at': 'Positive predictive value at threshold {value}',
  'metric.ppv.explained':
    'The share of those called positive who have the outcome; 0 where nobody is called positive. It depends on the prevalence.',
  'metric.npv': 'Negative predictive value',
  'metric.npv.at': 'Negative predictive value at threshold {value}',
  'metric.npv.explained':
    'The share of those called negative who do not have the outcome; 0 where nobody is called negative. It depends on the prevalence.',
  'metric.accuracy': 'Accuracy',
  'metric.accuracy.at': 'Accuracy at threshold {value}',
  'metric.accuracy.explained':
    'The share of people called right. With a rare outcome, calling everybody negative already has a high one.',
  'metric.balanced_accuracy': 'Balanced accuracy',
  'metric.balanced_accuracy.at': 'Balanced accuracy at threshold {value}',
  'metric.balanced_accuracy.explained':
    'The mean of sensitivity and specificity: 0.5 is chance, 1 is perfect.',
  'metric.f1': 'F1 score',
  'metric.f1.at': 'F1 score at threshold {value}',
  'metric.f1.explained':
    'The harmonic mean of sensitivity and positive predictive value. It ignores the true negatives: not a headline on its own.',
  'metric.f2': 'F2 score',
  'metric.f2.at': 'F2 score at threshold {value}',
  'metric.f2.explained': 'As the F1 score, but a missed outcome weighs four times as much as a false alarm.',
  'metric.mcc': 'Matthews correlation',
  'metric.mcc.at': 'Matthews correlation at threshold {value}',
  'metric.mcc.explained':
    'The correlation of calls and outcomes: 0 is chance, 1 is perfect, −1 is all wrong.',
  'metric.kappa': "Cohen's kappa",
  'metric.kappa.at': "Cohen's kappa at threshold {value}",
  'metric.kappa.explained': 'The agreement of calls and outcomes beyond chance: 0 is chance, 1 is perfect.',
  'metric.cinc2012_event1': 'PhysioNet 2012, event 1',
  'metric.cinc2012_event1.at': 'PhysioNet 2012, event 1, at threshold {value}',
  'metric.cinc2012_event1.explained':
    'The smaller of sensitivity and positive predictive value, as in the PhysioNet/CinC Challenge 2012.',
  'metric.cinc2012_event2': 'PhysioNet 2012, event 2',
  'metric.cinc2012_event2.explained':
    'Misfit over tenths of risk, divided by the range between the highest and the lowest tenth, as in the PhysioNet/CinC Challenge 2012.',
  'metric.aurc': 'Area under the risk–coverage curve',
  'metric.aurc.explained':
    'The share of wrong answers, averaged over how many of the surest are answered. Low where the model is wrong only when unsure.',
  'metric.augrc': 'Generalised risk–coverage area',
  'metric.augrc.explained':
    'The chance that a person is answered and answered wrong, averaged over how many of the surest are answered.',
  'metric.selective_score': 'Score with abstentions',
  'metric.selective_score.at': 'Score with abstentions, penalty {value}',
  'metric.selective_score.explained':
    '1 for a right answer, 0 for “I don’t know”, minus the penalty for a wrong one. From 0.5 on the answer is yes.',
  'metric.selective_risk': 'Wrong among the answered',
  'metric.selective_risk.explained':
    'Of those that the model answers, the share it gets wrong. Look at the share answered beside it.',
  'metric.answered_share': 'Share answered',
  'metric.answered_share.explained': 'The share of people for whom the model does not say “I don’t know”.',
  ...OUTCOME_TEXTS_EN,
} as const;
