import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal } from '../../runtime/refusal.js';
import { say } from './api.js';

/**
 * A form with a file that is read from the disk while it is sent, so that it may be larger than the memory.
 * Text fields come first: the server knows them when the file arrives.
 */
export async function fileForm(
  path: string,
  fields: Record<string, string | undefined> = {},
): Promise<FormData> {
  if (!(await stat(path)).isFile()) {
    throw new Refusal(say(`${path} is not a file.`, `${path}은(는) 파일이 아니에요.`));
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
  form.set('file', await openAsBlob(path), basename(path));
  return form;
}
