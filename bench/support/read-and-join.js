// Reads labels and predictions, joins them, and prints the peak memory of this process: run by bench/scoring.js.
import { readFileSync } from 'node:fs';
import { parsePredictions } from '../../dist/src/scoring/predictions.js';
import { parseTruth } from '../../dist/src/scoring/truth.js';

const schema = { kind: 'binary', label: 'label', prediction: 'prediction', range: [0, 1] };
const spec = { idColumn: 'id', schema, split: { method: 'none' } };
const { truth } = parseTruth(readFileSync(process.argv[2]), spec);
const joined = parsePredictions(readFileSync(process.argv[3]), truth, spec);
if (!joined.ok) throw new Error(JSON.stringify(joined.errors));
console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS * 1024 }));
