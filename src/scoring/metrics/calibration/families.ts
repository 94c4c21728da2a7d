import { brier } from '../brier.js';
import { logLoss, logLossKaggle } from '../log-loss.js';
import { type MetricFamily, single } from '../metric.js';
import { calibrationInTheLarge } from './calibration-in-the-large.js';
import { calibrationSlope } from './calibration-slope.js';
import { ece, eceEqualMass, mce } from './ece.js';
import { hosmerLemeshow } from './hosmer-lemeshow.js';
import { observedExpected } from './observed-expected.js';
import { scaledBrier } from './scaled-brier.js';
import { spiegelhalterZ } from './spiegelhalter.js';

/** Whether probabilities mean what they say. */
export const CALIBRATION: MetricFamily<'binary'>[] = [
  single(brier, 'Brier, Monthly Weather Review 78:1, 1950'),
  single(scaledBrier, 'Steyerberg et al., Epidemiology 21:128, 2010'),
  single(logLoss, 'Good, JRSS B 14:107, 1952'),
  single(logLossKaggle, 'Good, JRSS B 14:107, 1952, clipped at 1e-15'),
  single(calibrationSlope, 'Cox, Biometrika 45:562, 1958'),
  single(calibrationInTheLarge, 'Cox, Biometrika 45:562, 1958'),
  single(observedExpected, 'Debray et al., BMJ 356:i6460, 2017'),
  single(ece, 'Naeini, Cooper & Hauskrecht, AAAI 2015'),
  single(eceEqualMass, "Nguyen & O'Connor, EMNLP 2015"),
  single(mce, 'Naeini, Cooper & Hauskrecht, AAAI 2015'),
  single(hosmerLemeshow, 'Hosmer & Lemeshow, Communications in Statistics A 9:1043, 1980'),
  single(spiegelhalterZ, 'Spiegelhalter, Statistics in Medicine 5:421, 1986'),
];
