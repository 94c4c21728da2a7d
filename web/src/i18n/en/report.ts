export const report = {
  'report.title': 'Report of an entry',
  'report.lead': 'For whom it works, whether its risks are right, and when it is of use.',
  'report.link': 'Report',
  'report.basis':
    'On the hidden part of the labels: {rows} rows, {positives} with the outcome. Predictions of {threshold} and above are called positive.',
  'report.basisPublic':
    'On the public part of the labels: {rows} rows, {positives} with the outcome. Predictions of {threshold} and above are called positive.',
  'report.kept': 'The report of your best entry stands',
  'report.keptHint':
    'This entry is no significant change from it. Its own report opens with the final ranking.',
  'report.part': 'Part of the labels',
  'report.part.public': 'Public part',
  'report.part.final': 'Final part',
  'report.later': 'The report opens with the final ranking',
  'report.laterHint': 'It rests on the hidden part of the labels, so it would tell too much before.',
  'report.none': 'This entry has no report',
  'report.noneHint': 'Reports are made of scored entries of tasks with a yes-or-no outcome.',
  'report.noProbabilities': 'This needs predictions between 0 and 1.',
  'report.tooFew':
    'There are too few people with or without the outcome to show this without revealing labels.',
  'report.noGroups': 'The organizers have named no groups to tell apart.',
  'report.groupsOf': 'Groups by {column}',
  'report.groupsHidden': 'No group is large enough to be shown.',
  'report.hidden':
    '{n} {n|group is|groups are} not shown: fewer than 11 patients (or rows) with or without the outcome, or needed so that a small group cannot be worked out.',
  'report.everybody': 'Everybody',
  'report.unnamed': '(not given)',
  'report.worst': 'The model ranks worst for {group}: AUROC {value}.',
  'report.gaps':
    'From one group to another sensitivity differs by up to {opportunity}; sensitivity or false alarms by up to {odds}.',
  'report.rows': 'Rows / with outcome',
  'report.tpr': 'Sensitivity',
  'report.fpr': 'False alarms',
  'report.ppv': 'PPV',
  'report.ap': 'Precision, mean',
  'report.brier': 'Brier',
  'report.large': 'In the large',
  'report.slope': 'Slope',
  'report.calibration': 'Calibration',
  'report.calibration.words': 'Slope {slope} (aim 1), in the large {large} (aim 0).',
  'report.calibration.noLine': 'No calibration line can be fitted to these predictions.',
  'report.calibration.hint':
    'Dots on the dashed line mean that predicted risks come true. The bars show how the predictions are spread.',
  'report.predicted': 'Predicted risk',
  'report.observed': 'Observed risk',
  'report.figures': 'Show the figures',
  'report.decision': 'Decision curve',
  'report.decision.words':
    'At {n} of {all} thresholds, between {from} and {to}, the model beats treating everybody and treating nobody.',
  'report.decision.never':
    'At no threshold shown does the model beat both treating everybody and treating nobody.',
  'report.decision.hint': 'Solid: the model. Thin: treating everybody. Dashed: treating nobody.',
  'report.threshold': 'Threshold',
  'report.netBenefit': 'Net benefit',
  'report.treatAll': 'Treating everybody',
  'report.coverage': 'When only the surest are answered',
  'report.coverage.words':
    'Among the surest {first}% the share of wrong answers is {low}; among all it is {high}.',
  'report.answers': 'The model answers {coverage}% and says “I don’t know” for the rest.',
  'report.answersRisk': 'Among its answers the share of wrong ones is {risk}.',
  'report.answered': 'Share answered',
  'report.wrong': 'Share wrong',
} as const;
