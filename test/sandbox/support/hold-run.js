import { readFileSync } from 'node:fs';
import { bubblewrapRunner } from '../../../dist/src/sandbox/bubblewrap.js';
import { gvisorRunner } from '../../../dist/src/sandbox/gvisor.js';

/** A process that holds a run, to be killed by a test: its settings come as JSON, and it says when the notebook's code runs. */
const { engine, stateDir, environment, source, limits, inputs } = JSON.parse(readFileSync(0, 'utf8'));
const cell = { cell_type: 'code', id: 'c0', metadata: {}, execution_count: null, outputs: [], source };
const notebook = Buffer.from(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] }));
const make = engine === 'gvisor' ? gvisorRunner : bubblewrapRunner;
const runner = make({ stateDir, slots: 2, environment });
process.stdout.write('began\n');
await runner.run(
  {
    id: 'held',
    program: { kind: 'notebook', notebook },
    inputs,
    collect: 'predictions.csv',
    environment,
    limits,
    seed: 1,
  },
  1,
  {
    onFrame: (frame) => {
      if (frame.type === 'output') process.stdout.write('running\n');
    },
    signal: new AbortController().signal,
  },
);
