import { confusionMetric, hits } from './confusion.js';

/**
 * Matthews correlation of several classes, Gorodkin's R_K (Computational Biology and Chemistry 28:367, 2004). In [-1, 1],
 * higher is better; 0 where only one class is ever predicted, undefined where only one occurs.
 */
export const mcc = confusionMetric('multiclass_mcc', [-1, 1], (confusion) => {
  const { classes, ofTruth, ofPrediction, total } = confusion;
  if (ofTruth.includes(total)) return { undefined: 'one_class' };
  if (ofPrediction.includes(total)) return 0;
  let products = 0;
  let truths = 0;
  let predictions = 0;
  for (let c = 0; c < classes; c++) {
    products += ofTruth[c]! * ofPrediction[c]!;
    truths += ofTruth[c]! ** 2;
    predictions += ofPrediction[c]! ** 2;
  }
  const square = total * total;
  return (
    (hits(confusion) * total - products) / (Math.sqrt(square - truths) * Math.sqrt(square - predictions))
  );
});
