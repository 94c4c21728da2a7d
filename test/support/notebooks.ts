import type { Client } from './client.js';
import { expectStatus, fileForm, type Prepared, type TruthRow } from './event.js';

/** A notebook of these code cells. */
export function notebookOf(...sources: string[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
    cells: sources.map((source, k) => ({
      id: `c${k}`,
      cell_type: 'code',
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
  });
}

/** Writes a prediction for every id of test.csv, without any package: the value itself is in a column of it. */
export const HONEST = `import csv, os
rows = list(csv.DictReader(open(os.path.join(os.environ["DATATHON_INPUT"], "test.csv"))))
with open(os.path.join(os.environ["DATATHON_OUTPUT"], "predictions.csv"), "w") as out:
    out.write("id,prediction\\n")
    for row in rows:
        out.write(row["id"] + "," + row["x"] + "\\n")
print("rows", len(rows))`;

/** Rows that everybody has, with labels in one file and without in the other. */
export const openTrain = (): string =>
  `id,x,label\n${Array.from({ length: 40 }, (_, k) => `o${k},${(k % 2) * 0.5 + 0.2},${k % 2}`).join('\n')}\n`;
export const openTest = (): string =>
  `id,x\n${Array.from({ length: 10 }, (_, k) => `p${k},${(k % 10) / 10}`).join('\n')}\n`;

/** The rows of the truth, as notebooks find them in the hidden run: `x` says something about the label. */
export const hiddenTest = (truth: TruthRow[], marker = ''): string =>
  `id,x${marker && ',secret'}\n${truth
    .map((row, k) => `${row.id},${(row.label * 0.5 + (k % 7) / 20).toFixed(3)}${marker && `,${marker}`}`)
    .join('\n')}\n`;

/** The task takes notebooks: open files, hidden file, settings. */
export async function takeNotebooks(
  { organizer, taskId, truth }: Prepared,
  settings: object = {},
  marker = '',
): Promise<void> {
  for (const [name, csv] of [
    ['train.csv', openTrain()],
    ['test.csv', openTest()],
  ] as const)
    expectStatus(await organizer.post(`tasks/${taskId}/files`, fileForm(csv, { name }, name)), 201);
  expectStatus(
    await organizer.post(`tasks/${taskId}/hidden-files`, fileForm(hiddenTest(truth, marker), {}, 'test.csv')),
    201,
  );
  expectStatus(
    await organizer.put(`tasks/${taskId}/notebook-settings`, {
      entryKind: 'both',
      environment: 'python-default',
      ...settings,
    }),
    200,
  );
}

export const uploadNotebook = (client: Client, taskId: string, notebook: string, fields = {}) =>
  client.post(`tasks/${taskId}/notebooks`, fileForm(notebook, fields, 'model.ipynb'));

/** Waits until a run is over. */
export async function ended(client: Client, runId: string, seconds = 90) {
  for (const until = Date.now() + seconds * 1000; ; ) {
    const { body } = expectStatus(await client.get(`notebook-runs/${runId}`), 200);
    if (!['waiting', 'running'].includes(body.status)) return body;
    if (Date.now() > until) throw new Error(`run ${runId} is still ${body.status} after ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
