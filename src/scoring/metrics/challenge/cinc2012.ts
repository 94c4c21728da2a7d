import { deciles } from '../calibration/equal-mass.js';
import { probabilityMetric } from '../calibration/probability-metric.js';
import { thresholdFamily } from '../threshold/threshold-family.js';

export const CINC_2012 = 'Silva et al., PhysioNet/Computing in Cardiology Challenge 2012, CinC 39:245';

/**
 * Event 1 of the PhysioNet/Computing in Cardiology Challenge 2012: the smaller of sensitivity and positive predictive
 * value (Silva et al., CinC 39:245, 2012). In [0, 1]; 0 where nobody is called positive; undefined without positives.
 */
export const cinc2012Event1 = thresholdFamily({
  name: 'cinc2012_event1',
  source: CINC_2012,
  range: [0, 1],
  figure({ tp, fp, fn }) {
    if (tp + fn <= 0) return { undefined: 'no_positives' };
    return tp > 0 ? Math.min(tp / (tp + fn), tp / (tp + fp)) : 0;
  },
});

/**
 * Event 2 of the same challenge: the Hosmer-Lemeshow statistic H over deciles of risk, each term's denominator plus
 * 0.001, divided by the range D between the mean risks of the highest and the lowest decile. Lower is better. The
 * official program drops the N mod 10 highest rows; here the deciles hold all rows. Undefined where D is 0.
 */
export const cinc2012Event2 = probabilityMetric({
  name: 'cinc2012_event2',
  direction: 'lower',
  range: [0, null],
  prepare(sample) {
    const split = deciles(sample);
    return (weights) => {
      const bins = split(weights);
      let h = 0;
      for (const { weight, expected, observed } of bins) {
        h += (observed - expected) ** 2 / (expected * (1 - expected / weight) + 0.001);
      }
      const [lowest, highest] = [bins[0]!, bins.at(-1)!];
      const range = highest.expected / highest.weight - lowest.expected / lowest.weight;
      return range > 0 ? h / range : { undefined: 'no_variation' };
    };
  },
});
