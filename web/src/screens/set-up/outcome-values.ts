import type { Kind, Schema } from '../../lib/outcome.js';

type TimeUnit = NonNullable<Extract<Schema, { kind: 'survival' }>['unit']>;

/** The outcome as fields of a form: lists are lines of text. */
export interface OutcomeValues {
  kind: Kind;
  label: string;
  prediction: string;
  rangeLow: string;
  rangeHigh: string;
  /** Optional columns of a yes-or-no outcome. */
  confidence: string;
  abstains: string;
  /** `name = column` in each line. */
  classes: string;
  labels: string;
  time: string;
  event: string;
  risk: string;
  horizons: string;
  unit: '' | TimeUnit;
  query: string;
  relevance: string;
  score: string;
  answers: string;
  mayAbstain: boolean;
  abstention: string;
  mask: string;
  width: string;
  height: string;
  encoding: 'bits' | 'runs';
  patient: string;
  hour: string;
  decision: string;
  probability: string;
}

const USUAL: OutcomeValues = {
  kind: 'binary',
  label: 'label',
  prediction: 'prediction',
  rangeLow: '0',
  rangeHigh: '1',
  confidence: '',
  abstains: '',
  classes: 'home = p_home\nward = p_ward\ndied = p_died',
  labels: 'sepsis = p_sepsis\nstroke = p_stroke',
  time: 'time',
  event: 'event',
  risk: 'risk',
  horizons: '365 = p_event_365',
  unit: 'days',
  query: 'query',
  relevance: 'relevance',
  score: 'score',
  answers: 'answers',
  mayAbstain: true,
  abstention: '',
  mask: 'mask',
  width: '64',
  height: '64',
  encoding: 'runs',
  patient: 'patient',
  hour: 'hour',
  decision: 'alarm',
  probability: 'probability',
};

/** What the form starts with. */
export function initialOutcome(schema: Schema | undefined): OutcomeValues {
  if (!schema) return USUAL;
  const values: OutcomeValues = { ...USUAL, kind: schema.kind };
  const lines = (pairs: [string | number, string][]) => pairs.map(([a, b]) => `${a} = ${b}`).join('\n');
  switch (schema.kind) {
    case 'binary':
    case 'regression': {
      const { label, prediction, range } = schema;
      const [low = '', high = ''] = range ?? [];
      const doubt =
        schema.kind === 'binary'
          ? { confidence: schema.confidence ?? '', abstains: schema.abstention ?? '' }
          : {};
      return { ...values, label, prediction, rangeLow: String(low), rangeHigh: String(high), ...doubt };
    }
    case 'multiclass': {
      const classes = lines(schema.classes.map((one) => [one.name, one.prediction]));
      return { ...values, label: schema.label, classes };
    }
    case 'multilabel':
      return { ...values, labels: lines(schema.labels.map((one) => [one.label, one.prediction])) };
    case 'survival':
      return {
        ...values,
        ...schema,
        horizons: lines(schema.horizons.map((one) => [one.at, one.prediction])),
        unit: schema.unit ?? '',
      };
    case 'text': {
      const { abstention = null } = schema;
      return { ...values, ...schema, mayAbstain: abstention !== null, abstention: abstention ?? '' };
    }
    case 'segmentation':
      return { ...values, ...schema, width: String(schema.width), height: String(schema.height) };
    case 'sequence':
      return { ...values, ...schema, probability: schema.probability ?? '' };
    default:
      return { ...values, ...schema };
  }
}

/** The values with another kind, and the range that is usual there. */
export function withKind(values: OutcomeValues, kind: Kind): OutcomeValues {
  const bound = kind === 'binary' ? { rangeLow: '0', rangeHigh: '1' } : { rangeLow: '', rangeHigh: '' };
  return { ...values, kind, ...bound };
}

/** What is sent. */
export function schemaOf(values: OutcomeValues): Schema {
  const { kind, label, prediction } = values;
  switch (kind) {
    case 'binary':
    case 'regression': {
      const isFree = values.rangeLow === '' || values.rangeHigh === '';
      const range = isFree ? null : [Number(values.rangeLow), Number(values.rangeHigh)];
      if (kind === 'regression') return { kind, label, prediction, range };
      const { confidence, abstains } = values;
      return {
        kind,
        label,
        prediction,
        range,
        ...(confidence ? { confidence } : {}),
        ...(abstains ? { abstention: abstains } : {}),
      };
    }
    case 'multiclass': {
      const classes = pairs(values.classes, 'p_').map(([name, column]) => ({ name, prediction: column }));
      return { kind, label, classes };
    }
    case 'multilabel':
      return {
        kind,
        labels: pairs(values.labels, 'p_').map(([name, column]) => ({ label: name, prediction: column })),
      };
    case 'survival': {
      const { time, event, risk } = values;
      const horizons = pairs(values.horizons, 'p_event_').map(([at, column]) => ({
        at: Number(at),
        prediction: column,
      }));
      return { kind, time, event, risk, horizons, ...(values.unit ? { unit: values.unit } : {}) };
    }
    case 'ranking': {
      const { query, relevance, score } = values;
      return { kind, query, relevance, score };
    }
    case 'text':
      return {
        kind,
        answers: values.answers,
        prediction,
        abstention: values.mayAbstain ? values.abstention : null,
      };
    case 'segmentation': {
      const { mask, width, height, encoding } = values;
      return { kind, mask, prediction, width: Number(width), height: Number(height), encoding };
    }
    case 'sequence': {
      const { patient, hour, decision, probability } = values;
      return { kind, patient, hour, label, decision, probability: probability || null };
    }
  }
}

/** Lines of `name = column`; without a column, one is made of the name. */
function pairs(text: string, prefix: string): [string, string][] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.lastIndexOf('=');
      const name = (at === -1 ? line : line.slice(0, at)).trim();
      const column = at === -1 ? '' : line.slice(at + 1).trim();
      return [name, column || `${prefix}${name}`];
    });
}
