import type { ColumnRule } from './columns.js';
import type { Outcome } from './outcome.js';
import type { SegmentationSchema } from './schema.js';

const maskColumn = (name: string, { width, height, encoding }: SegmentationSchema): ColumnRule => ({
  read: 'mask',
  name,
  width,
  height,
  encoding,
});

/** Which pixels of an image belong to something. */
export const segmentation: Outcome<'segmentation'> = {
  kind: 'segmentation',
  truthColumns: (schema) => [maskColumn(schema.mask, schema)],
  predictionColumns: (schema) => [maskColumn(schema.prediction, schema)],
  unitColumn: () => null,
  strata: ([masks]) => Uint32Array.from(masks as Uint8Array[], (mask) => (mask.includes(1) ? 1 : 0)),
  positives: ([masks]) => Uint8Array.from(masks as Uint8Array[], (mask) => (mask.includes(1) ? 1 : 0)),
  partProblem: () => null,
  counts: () => [],
  createSample({ width, height }, [masks], [predictions], rows) {
    return {
      n: rows.length,
      order: Uint32Array.from(rows.keys()),
      width,
      height,
      truth: Array.from(rows, (row) => (masks as Uint8Array[])[row]!),
      predictions: Array.from(rows, (row) => (predictions as Uint8Array[])[row]!),
    };
  },
};
