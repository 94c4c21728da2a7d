/** Name and one plain sentence of the families for amounts, classes, labels, times, lists, answers, masks and alarms. */
export const OUTCOME_TEXTS_EN = {
  'metric.mae': 'Mean absolute error',
  'metric.mae.explained':
    'How far predictions are from the truth on average, in its own unit. 0 is perfect; lower is better.',
  'metric.rmse': 'Root mean squared error',
  'metric.rmse.explained':
    'As the mean absolute error, but large errors weigh more. In the unit of the truth; 0 is perfect, lower is better.',
  'metric.mse': 'Mean squared error',
  'metric.mse.explained': 'The mean of the squared errors. 0 is perfect; lower is better.',
  'metric.r2': 'R²',
  'metric.r2.explained':
    'The share of the variation that is predicted. 1 is perfect, 0 is as good as always predicting the mean, below 0 is worse than that.',
  'metric.explained_variance': 'Explained variance',
  'metric.explained_variance.explained':
    'As R², but predicting too high or too low throughout costs nothing. 1 is perfect.',
  'metric.median_ae': 'Median absolute error',
  'metric.median_ae.explained':
    'Half of the predictions are closer to the truth than this. A few large errors do not change it; lower is better.',
  'metric.max_error': 'Largest error',
  'metric.max_error.explained':
    'The error of the worst prediction. It rests on a single row, so its interval says little; lower is better.',
  'metric.mean_bias': 'Mean bias',
  'metric.mean_bias.explained':
    'Prediction minus truth on average. The aim is 0; above it predictions are too high on the whole.',
  'metric.pinball': 'Pinball loss',
  'metric.pinball.at': 'Pinball loss at quantile {value}',
  'metric.pinball.explained':
    'Rewards predicting a quantile, such as what nine of ten stay below: errors on either side have their own price. Lower is better.',
  'metric.mape': 'Mean absolute percentage error',
  'metric.mape.explained':
    'The error relative to the truth: 0.1 is ten percent. Not for truths at or near zero, where it explodes; lower is better.',
  'metric.rmsle': 'Root mean squared log error',
  'metric.rmsle.explained':
    'Compares orders of magnitude: being wrong by half costs alike for small and large truths. For lengths of stay and costs; lower is better.',
  'metric.pearson': 'Pearson correlation',
  'metric.pearson.explained':
    'How closely predictions and truth lie on some straight line, whatever its slope and level. 1 is perfect, 0 is no relation.',
  'metric.spearman': 'Spearman rank correlation',
  'metric.spearman.explained':
    'Whether predictions put rows into the right order, whatever their scale. 1 is perfect, 0 is no relation.',
  'metric.kendall_tau_b': "Kendall's tau-b",
  'metric.kendall_tau_b.explained':
    'Pairs of rows in the right order less those in the wrong one, corrected for ties. 1 is perfect, 0 is no relation.',
  'metric.lin_ccc': "Lin's concordance",
  'metric.lin_ccc.explained':
    'Whether predictions equal the truth: as the correlation, but a wrong level or scale lowers it. 1 is perfect.',
  'metric.auroc_ovr_macro': 'AUROC, each class against the rest',
  'metric.auroc_ovr_macro.explained':
    'The AUROC of telling each class from all others, the mean over classes. 0.5 is guessing, 1 is perfect.',
  'metric.auroc_ovr_weighted': 'AUROC against the rest, weighted',
  'metric.auroc_ovr_weighted.explained':
    'As the AUROC of each class against the rest, but common classes weigh more.',
  'metric.auroc_ovo_macro': 'AUROC, classes in pairs',
  'metric.auroc_ovo_macro.explained':
    'The AUROC of telling one class from one other, the mean over all pairs. It does not depend on how common classes are.',
  'metric.auroc_ovo_weighted': 'AUROC in pairs, weighted',
  'metric.auroc_ovo_weighted.explained':
    'As the AUROC of classes in pairs, but pairs of common classes weigh more.',
  'metric.quadratic_weighted_kappa': 'Kappa, squared distance',
  'metric.quadratic_weighted_kappa.explained':
    'Agreement beyond chance for ordered classes: being two grades off costs four times as much as one. 0 is chance, 1 is perfect.',
  'metric.linear_weighted_kappa': 'Kappa, linear distance',
  'metric.linear_weighted_kappa.explained':
    'Agreement beyond chance for ordered classes: being two grades off costs twice as much as one. 0 is chance, 1 is perfect.',
  'metric.multiclass_kappa': "Cohen's kappa",
  'metric.multiclass_kappa.explained':
    'Agreement of the most probable class and the truth beyond chance. 0 is chance, 1 is perfect.',
  'metric.multiclass_f1_macro': 'F1, classes alike',
  'metric.multiclass_f1_macro.explained':
    'The F1 score of each class, the mean over classes: a rare class counts as much as a common one. 1 is perfect.',
  'metric.multiclass_f1_weighted': 'F1, weighted',
  'metric.multiclass_f1_weighted.explained':
    'The F1 score of each class, the mean weighted by how common classes are. 1 is perfect.',
  'metric.multiclass_f1_micro': 'F1, pooled',
  'metric.multiclass_f1_micro.explained':
    'The F1 score of all classes pooled. With one class a row it equals accuracy.',
  'metric.multiclass_precision_macro': 'Precision, classes alike',
  'metric.multiclass_precision_macro.explained':
    'How often a class is right when it is named, the mean over classes. A class that is never named has 0.',
  'metric.multiclass_precision_weighted': 'Precision, weighted',
  'metric.multiclass_precision_weighted.explained':
    'How often a class is right when it is named, the mean weighted by how common classes are.',
  'metric.multiclass_recall_macro': 'Recall, classes alike',
  'metric.multiclass_recall_macro.explained':
    'How much of a class is recognised, the mean over the classes that occur or are named.',
  'metric.multiclass_recall_weighted': 'Recall, weighted',
  'metric.multiclass_recall_weighted.explained':
    'How much of a class is recognised, weighted by how common classes are. It equals accuracy.',
  'metric.multiclass_accuracy': 'Accuracy',
  'metric.multiclass_accuracy.explained':
    'The share of rows whose most probable class is the true one. With a rare class it says little.',
  'metric.multiclass_balanced_accuracy': 'Balanced accuracy',
  'metric.multiclass_balanced_accuracy.explained':
    'How much of a class is recognised, the mean over the classes that occur. Guessing gives 1 over their number.',
  'metric.multiclass_mcc': 'Matthews correlation',
  'metric.multiclass_mcc.explained': 'The correlation of named and true classes: 0 is chance, 1 is perfect.',
  'metric.top_k_accuracy': 'Top-k accuracy',
  'metric.top_k_accuracy.at': 'Top-{value} accuracy',
  'metric.top_k_accuracy.explained': 'The share of rows whose true class is among the k most probable ones.',
  'metric.multiclass_log_loss': 'Log loss',
  'metric.multiclass_log_loss.explained':
    'How surprised the probabilities are by the true class; confident errors cost most. 0 is perfect; lower is better.',
  'metric.multiclass_brier': 'Brier score',
  'metric.multiclass_brier.explained':
    'Squared distances of probabilities and truth summed over classes, the mean over rows. 0 is perfect, 2 the worst.',
  'metric.multiclass_aurc': 'Area under the risk–coverage curve',
  'metric.multiclass_aurc.explained':
    'The share of wrong classes, averaged over how many of the surest are answered. Low where the model is wrong only when unsure.',
  'metric.multiclass_augrc': 'Generalised risk–coverage area',
  'metric.multiclass_augrc.explained':
    'The chance that a row is answered and answered wrong, averaged over how many of the surest are answered.',
  'metric.multilabel_auroc_macro': 'AUROC, labels alike',
  'metric.multilabel_auroc_macro.explained':
    'The AUROC of each label, the mean over the labels of which there are both. 0.5 is guessing, 1 is perfect.',
  'metric.multilabel_auroc_micro': 'AUROC, pooled',
  'metric.multilabel_auroc_micro.explained':
    'The AUROC of all labels of all rows ranked together, so probabilities must be comparable between labels.',
  'metric.multilabel_average_precision_macro': 'Average precision, labels alike',
  'metric.multilabel_average_precision_macro.explained':
    'The average precision of each label, the mean over the labels that occur. Guessing gives their frequency; 1 is perfect.',
  'metric.multilabel_average_precision_micro': 'Average precision, pooled',
  'metric.multilabel_average_precision_micro.explained':
    'The average precision of all labels of all rows ranked together, so probabilities must be comparable between labels.',
  'metric.multilabel_f1_macro': 'F1, labels alike',
  'metric.multilabel_f1_macro.at': 'F1, labels alike, at threshold {value}',
  'metric.multilabel_f1_macro.explained':
    'The F1 score of each label, the mean over labels: a rare one counts as much as a common one.',
  'metric.multilabel_f1_micro': 'F1, pooled',
  'metric.multilabel_f1_micro.at': 'F1, pooled, at threshold {value}',
  'metric.multilabel_f1_micro.explained':
    'The F1 score of all labels of all rows pooled: common labels count most.',
  'metric.multilabel_f1_weighted': 'F1, weighted',
  'metric.multilabel_f1_weighted.at': 'F1, weighted, at threshold {value}',
  'metric.multilabel_f1_weighted.explained':
    'The F1 score of each label, the mean weighted by how common labels are.',
  'metric.multilabel_f1_samples': 'F1, rows alike',
  'metric.multilabel_f1_samples.at': 'F1, rows alike, at threshold {value}',
  'metric.multilabel_f1_samples.explained':
    'The F1 score of the labels of each row, the mean over rows. A row without labels counts 0, even if none is named.',
  'metric.multilabel_jaccard': 'Jaccard index',
  'metric.multilabel_jaccard.at': 'Jaccard index at threshold {value}',
  'metric.multilabel_jaccard.explained':
    'Labels both true and named over labels true or named, the mean over rows. A row without labels counts 0.',
  'metric.subset_accuracy': 'All labels right',
  'metric.subset_accuracy.at': 'All labels right at threshold {value}',
  'metric.subset_accuracy.explained': 'The share of rows all of whose labels are right.',
  'metric.hamming_loss': 'Hamming loss',
  'metric.hamming_loss.at': 'Hamming loss at threshold {value}',
  'metric.hamming_loss.explained':
    'The share of single labels that are wrong. With rare labels, naming none is already low; lower is better.',
  'metric.label_ranking_average_precision': 'Label ranking precision',
  'metric.label_ranking_average_precision.explained':
    'Whether the true labels of a row are ranked above its others, the mean over rows. 1 is perfect.',
  'metric.label_ranking_loss': 'Label ranking loss',
  'metric.label_ranking_loss.explained':
    'The share of pairs of a true and another label that are in the wrong order. 0 is perfect; lower is better.',
  'metric.coverage_error': 'Coverage error',
  'metric.coverage_error.explained':
    'How many of the most probable labels one must go through to meet all true ones. Lower is better.',
  'metric.harrell_c': "Harrell's C",
  'metric.harrell_c.explained':
    'Of pairs where it is known who had the event first, the share where that person has the higher risk. 0.5 is guessing, 1 is perfect.',
  'metric.harrell_c_truncated': "Harrell's C up to a horizon",
  'metric.harrell_c_truncated.at': "Harrell's C up to {value}",
  'metric.harrell_c_truncated.explained': "As Harrell's C, but only events up to the horizon count.",
  'metric.uno_c': "Uno's C",
  'metric.uno_c.at': "Uno's C up to {value}",
  'metric.uno_c.explained':
    "As Harrell's C up to a horizon, but weighted so that it does not depend on how people were lost to follow-up.",
  'metric.time_dependent_auroc': 'AUROC at a horizon',
  'metric.time_dependent_auroc.at': 'AUROC at {value}',
  'metric.time_dependent_auroc.explained':
    'The chance that a person with the event by the horizon is ranked above one still free of it. 0.5 is guessing, 1 is perfect.',
  'metric.ipcw_brier': 'Brier score at a horizon',
  'metric.ipcw_brier.at': 'Brier score at {value}',
  'metric.ipcw_brier.explained':
    'The squared distance of the predicted risk by the horizon and what happened, with weights for those lost before. Lower is better.',
  'metric.survival_oe_ratio': 'Observed to expected at a horizon',
  'metric.survival_oe_ratio.at': 'Observed to expected at {value}',
  'metric.survival_oe_ratio.explained':
    'The share with the event by the horizon over the mean predicted risk. The aim is 1; above it risk is underestimated.',
  'metric.ndcg': 'NDCG',
  'metric.ndcg.at': 'NDCG of the first {value}',
  'metric.ndcg.explained':
    'How much relevance the first documents of a list have, early places counting more, compared with the best list. 1 is perfect.',
  'metric.mean_average_precision': 'Mean average precision',
  'metric.mean_average_precision.explained':
    'The average precision of the list of each query that has relevant documents, the mean over queries. 1 is perfect.',
  'metric.mrr': 'Mean reciprocal rank',
  'metric.mrr.explained':
    'One over the place of the first relevant document, the mean over queries: 1 for the first place, 0.5 for the second.',
  'metric.exact_match': 'Exact match',
  'metric.exact_match.explained':
    'The share of answers equal to a right one, apart from capitals, punctuation and English articles.',
  'metric.token_f1': 'Word F1',
  'metric.token_f1.explained':
    'The overlap of words between an answer and the closest right one, the mean over questions. 1 is perfect.',
  'metric.character_f1': 'Character F1',
  'metric.character_f1.explained':
    'The overlap of characters between an answer and the closest right one: for Korean, where words carry particles.',
  'metric.reliability': 'Reliability score',
  'metric.reliability.at': 'Reliability score with penalty {value}',
  'metric.reliability.explained':
    'A right answer earns 1, saying "I don\'t know" 0, a wrong answer costs the penalty. Abstaining earns 1 where there is no answer.',
  'metric.dice': 'Dice coefficient',
  'metric.dice.explained':
    'The overlap of drawn and true area over their mean size, the mean over cases. Two empty masks count 1; 1 is perfect.',
  'metric.iou': 'Intersection over union',
  'metric.iou.explained':
    'The overlap of drawn and true area over the area of either, the mean over cases. Two empty masks count 1; 1 is perfect.',
  'metric.hd95': 'Hausdorff distance, 95%',
  'metric.hd95.explained':
    'How far apart the two outlines are in pixels, leaving out the worst 5%. One empty mask counts as the image diagonal; lower is better.',
  'metric.sepsis_utility': 'Sepsis utility',
  'metric.sepsis_utility.explained':
    'What the alarms are worth, as in the PhysioNet/CinC Challenge 2019: early ones most, false ones cost. 0 is no alarm at all, 1 the best possible.',
  'metric.hourly_auroc': 'AUROC of hours',
  'metric.hourly_auroc.explained':
    'The chance that an hour with the label gets a higher probability than one without it, all patients together.',
  'metric.hourly_average_precision': 'Average precision of hours',
  'metric.hourly_average_precision.explained':
    'The average precision of all hours of all patients ranked together. Guessing gives the share of labelled hours.',
} as const;
