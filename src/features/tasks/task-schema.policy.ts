import type { Texts } from '../../platform/i18n/language.js';
import { predictionColumnNames, truthColumnNames } from '../../scoring/outcomes/index.js';
import type { OutcomeSchema } from '../../scoring/outcomes/schema.js';
import type { SchemaDto } from './task-schema.dto.js';

/** What is wrong with a schema though each of its fields alone is right. */
export interface SchemaFault {
  path: string;
  code: 'rangeOrder' | 'twice' | 'horizonOrder' | 'masksTooLarge';
}

export const SCHEMA_FAULT_TEXTS: Record<SchemaFault['code'], Texts> = {
  rangeOrder: {
    en: 'The lowest value must lie below the highest.',
    ko: '최솟값은 최댓값보다 작아야 해요.',
  },
  twice: {
    en: 'This name is given twice. Every column and every class needs a name of its own.',
    ko: '같은 이름이 두 번 나와요. 열과 분류마다 다른 이름을 써 주세요.',
  },
  horizonOrder: {
    en: 'Horizons must ascend.',
    ko: '시점은 작은 것부터 차례로 적어 주세요.',
  },
  masksTooLarge: {
    en: 'Masks can have at most four million pixels.',
    ko: '마스크는 화소 400만 개까지만 쓸 수 있어요.',
  },
};

const MAX_PIXELS = 4_194_304;

/** As it is kept: what was left out is null; what schemas had not from the start is left out. */
export function completeSchema(schema: SchemaDto): OutcomeSchema {
  const plain = JSON.parse(JSON.stringify(schema));
  if (schema.kind === 'binary' || schema.kind === 'regression') plain.range ??= null;
  if (schema.kind === 'binary') {
    plain.confidence ??= undefined;
    plain.abstention ??= undefined;
  }
  if (schema.kind === 'survival') plain.unit ??= undefined;
  if (schema.kind === 'text') plain.abstention ??= null;
  if (schema.kind === 'sequence') plain.probability ??= null;
  return plain;
}

/** The first thing that is wrong with the schema as a whole, or null. */
export function schemaFault(schema: OutcomeSchema, idColumn: string): SchemaFault | null {
  if ('range' in schema && schema.range && schema.range[0] >= schema.range[1]) {
    return { path: 'schema.range', code: 'rangeOrder' };
  }
  const classes = schema.kind === 'multiclass' ? schema.classes.map(({ name }) => name) : [];
  const inTruth = [idColumn, ...truthColumnNames(schema)];
  const inEntries = [idColumn, ...predictionColumnNames(schema)];
  if ([classes, inTruth, inEntries].some((names) => new Set(names).size < names.length)) {
    return { path: 'schema', code: 'twice' };
  }
  if (schema.kind === 'survival') {
    const times = schema.horizons.map(({ at }) => at);
    if (times.some((at, k) => k > 0 && at <= times[k - 1]!)) {
      return { path: 'schema.horizons', code: 'horizonOrder' };
    }
  }
  if (schema.kind === 'segmentation' && schema.width * schema.height > MAX_PIXELS) {
    return { path: 'schema.width', code: 'masksTooLarge' };
  }
  return null;
}
