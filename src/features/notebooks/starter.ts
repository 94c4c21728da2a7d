import type { OutcomeSchema } from '../../scoring/outcomes/schema.js';

/** What a starter notebook is made from. */
export interface StarterTask {
  name: string;
  idColumn: string;
  schema: OutcomeSchema;
  /** Names of the files that a run finds. */
  inputs: string[];
  collect: string;
}

/** A notebook that works as it is, to be made better: it reads what a run finds, predicts something, and writes what is asked for. */
export function starterNotebook(task: StarterTask): Buffer {
  const { train, test } = filesOf(task.inputs);
  const cells: [type: 'markdown' | 'code', source: string][] = [
    [
      'markdown',
      `# ${task.name}\n\nA run finds its files in \`/data\`, has no network, and is scored by \`${task.collect}\` in its working directory. In the hidden run \`${test}\` holds rows that nobody has seen.`,
    ],
    ['code', SETUP],
    ['code', reading(task, train, test)],
    ['markdown', 'A first model. Put a better one in its place.'],
    ['code', model(task, train !== null)],
    ['code', `predictions.to_csv(OUTPUT / ${py(task.collect)}, index=False)\npredictions.head()`],
  ];
  return Buffer.from(
    `${JSON.stringify(
      {
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {
          kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
          language_info: { name: 'python' },
        },
        cells: cells.map(([cell_type, source], k) => ({
          id: `cell-${k}`,
          cell_type,
          metadata: {},
          ...(cell_type === 'code' ? { execution_count: null, outputs: [] } : {}),
          source,
        })),
      },
      null,
      1,
    )}\n`,
  );
}

/** Which file is learned from, and which has the rows to predict. */
function filesOf(inputs: string[]): { train: string | null; test: string } {
  const test = inputs.find((name) => name === 'test.csv') ?? inputs.at(-1) ?? 'test.csv';
  const others = inputs.filter((name) => name !== test);
  return { test, train: others.find((name) => name === 'train.csv') ?? others[0] ?? null };
}

/** Any text as Python writes it: JSON's escapes are Python's. */
const py = (value: unknown): string => JSON.stringify(value);

const SETUP = `import os
from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path(os.environ.get("DATATHON_INPUT", "."))
OUTPUT = Path(os.environ.get("DATATHON_OUTPUT", "."))
SEED = int(os.environ.get("DATATHON_SEED", "0"))`;

function reading({ idColumn }: StarterTask, train: string | null, test: string): string {
  return `ID = ${py(idColumn)}
# Ids are compared letter by letter, so they stay text.
${train === null ? '' : `train = pd.read_csv(DATA / ${py(train)}, converters={ID: str})\n`}test = pd.read_csv(DATA / ${py(test)}, converters={ID: str})
${train === null ? 'len(test)' : 'len(train), len(test)'}`;
}

function model(task: StarterTask, hasTrain: boolean): string {
  const { schema } = task;
  if ((schema.kind === 'binary' || schema.kind === 'regression') && hasTrain) return fitted(schema);
  const columns = constants(schema).map(([name, value]) => `    ${py(name)}: ${value},`);
  return `predictions = pd.DataFrame({\n    ID: test[ID],\n${columns.join('\n')}\n})`;
}

function fitted({ kind, label, prediction, range }: Extract<OutcomeSchema, { range: unknown }>): string {
  const classifies = kind === 'binary';
  const [module, name] = classifies
    ? ['linear_model', 'LogisticRegression(max_iter=1000)']
    : ['linear_model', 'Ridge()'];
  const clip = range ? `np.clip(values, ${range[0]}, ${range[1]})` : 'values';
  return `from sklearn.${module} import ${name.split('(')[0]}
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

LABEL = ${py(label)}
numbers = test.select_dtypes("number").columns
features = [name for name in numbers if name in train.columns and name not in (ID, LABEL)]
if LABEL in train.columns and features:
    fit = make_pipeline(SimpleImputer(), StandardScaler(), ${name})
    fit.fit(train[features], train[LABEL])
    values = ${classifies ? 'fit.predict_proba(test[features])[:, 1]' : 'fit.predict(test[features])'}
else:
    values = np.full(len(test), ${range ? String((range[0] + range[1]) / 2) : '0.0'})
predictions = pd.DataFrame({ID: test[ID], ${py(prediction)}: ${clip}})`;
}

/** For each column that is asked for, a value that is allowed in every row. */
function constants(schema: OutcomeSchema): [column: string, value: string][] {
  switch (schema.kind) {
    case 'binary':
    case 'regression':
      return [[schema.prediction, schema.range ? String((schema.range[0] + schema.range[1]) / 2) : '0.0']];
    case 'multiclass':
      return schema.classes.map(({ prediction }) => [prediction, `1 / ${schema.classes.length}`]);
    case 'multilabel':
      return schema.labels.map(({ prediction }) => [prediction, '0.5']);
    case 'survival':
      return [
        [schema.risk, '0.0'],
        ...schema.horizons.map(({ prediction }): [string, string] => [prediction, '0.5']),
      ];
    case 'ranking':
      return [[schema.score, '0.0']];
    case 'text':
      return [[schema.prediction, py(schema.abstention ?? 'unknown')]];
    case 'segmentation':
      return [
        [schema.prediction, schema.encoding === 'bits' ? `"0" * ${schema.width * schema.height}` : '""'],
      ];
    case 'sequence':
      return [
        [schema.decision, '0'],
        ...(schema.probability === null ? [] : [[schema.probability, '0.5'] as [string, string]]),
      ];
  }
}
