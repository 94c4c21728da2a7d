import { expect, test } from '@jest/globals';
import { METRIC_FAMILIES } from '../../src/scoring/metrics/index.js';
import { translator } from '../../web/src/i18n/dictionary.js';
import { en } from '../../web/src/i18n/en.js';
import { ko } from '../../web/src/i18n/ko.js';
import { metricName } from '../../web/src/lib/format.js';
import type { Schema } from '../../web/src/lib/outcome.js';

const survival = (unit: 'days' | null): Schema => ({
  kind: 'survival',
  time: 'time',
  event: 'event',
  risk: 'risk',
  horizons: [],
  unit,
});

test('times are said in the unit of the outcome, and no other number is', () => {
  for (const { name, parameter } of METRIC_FAMILIES.values()) {
    const said = metricName(
      parameter ? `${name}@${parameter.usual}` : name,
      translator(en),
      survival('days'),
    );
    expect([name, /\bdays?\b/.test(said)]).toEqual([name, parameter?.name === 'horizon']);
  }
  expect(metricName('ipcw_brier@365', translator(en), survival('days'))).toBe('Brier score at 365 days');
  expect(metricName('ipcw_brier@365', translator(ko), survival('days'))).toContain('365일');
  expect(metricName('ipcw_brier@365', translator(en), survival(null))).toBe('Brier score at 365');
  expect(metricName('f1@0.5', translator(en), { kind: 'binary', label: 'a', prediction: 'b' })).toContain(
    '0.5',
  );
});
