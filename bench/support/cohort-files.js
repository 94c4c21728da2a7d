import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers in [0, 1) that are the same in every run (Park & Miller). */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const LINES = 50_000; // written at a time

function writeLines(path, header, rows, line) {
  const file = openSync(path, 'w');
  let text = header;
  for (let k = 0; k < rows; k++) {
    text += line(k);
    if (k % LINES === LINES - 1) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

/** Labels in the order of their ids and predictions in any order, with ids of 13 letters and doubles of full length. */
export function writeCohort(folder, rows) {
  const [risk, chance, shuffle] = [numbers(1), numbers(2), numbers(3)];
  // Two draws make one double, or there would be as many ties as there are states.
  const risks = Float64Array.from({ length: rows }, () => (Math.floor(risk() * 2 ** 26) + risk()) / 2 ** 26);
  const order = Uint32Array.from({ length: rows }, (_, k) => k);
  for (let k = rows - 1; k > 0; k--) {
    const other = Math.floor(shuffle() * (k + 1));
    [order[k], order[other]] = [order[other], order[k]];
  }
  const id = (k) => `stay-${String(k).padStart(8, '0')}`;
  const truth = join(folder, `truth-${rows}.csv`);
  const predictions = join(folder, `predictions-${rows}.csv`);
  writeLines(truth, 'id,label\n', rows, (k) => `${id(k)},${chance() < risks[k] * risks[k] ? 1 : 0}\n`);
  writeLines(predictions, 'id,prediction\n', rows, (k) => `${id(order[k])},${risks[order[k]]}\n`);
  return { truth, predictions };
}
