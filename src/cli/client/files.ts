import type { Command } from 'commander';
import type { TaskFileList, TaskFileView } from '../../features/tasks/tasks.dto.js';
import { Refusal } from '../../runtime/refusal.js';
import { askJson, say, tell } from './api.js';
import { apiCommand, type Call, calling, group, printJson } from './command.js';
import { download } from './download.js';
import { bytesText, printTable } from './print.js';
import { findTask } from './tasks.js';
import { fileForm } from './upload.js';

export const filesCommand = (): Command =>
  group('files', 'list, add and download the files of a task', [
    apiCommand('list', 'files for participants').argument('<task>').action(calling(list)),
    apiCommand('add', 'add a file for participants')
      .argument('<task>')
      .argument('<file>')
      .option('--name <name>', 'its name; the name of the file when left out')
      .option('--description <text>')
      .action(calling(add)),
    apiCommand('get', 'download files, all of them without a name; goes on after a break')
      .argument('<task>')
      .argument('[names...]')
      .option('--dir <folder>', 'where to put them', '.')
      .action(calling(get)),
  ]);

async function list({ api, json }: Call, task: string): Promise<void> {
  const { id } = await findTask(api, task);
  const page = await askJson<TaskFileList>(api, 'GET', `tasks/${id}/files`);
  if (json) return printJson(page);
  printTable(
    [say('name', '이름'), say('size', '크기'), 'sha256', say('description', '설명')],
    page.items.map((file) => [file.name, bytesText(file.size), file.sha256.slice(0, 12), file.description]),
  );
}

async function add(
  { api, json, options }: Call<{ name?: string; description?: string }>,
  task: string,
  file: string,
): Promise<void> {
  const form = await fileForm(file, { name: options.name, description: options.description });
  const { id } = await findTask(api, task);
  const added = await askJson<TaskFileView>(api, 'POST', `tasks/${id}/files`, { form });
  if (json) return printJson(added);
  process.stdout.write(`${added.name}  ${bytesText(added.size)}  ${added.sha256}\n`);
}

async function get(
  { api, json, options }: Call<{ dir: string }>,
  task: string,
  names: string[],
): Promise<void> {
  const { id } = await findTask(api, task);
  const { items } = await askJson<TaskFileList>(api, 'GET', `tasks/${id}/files`);
  const wanted = names.length === 0 ? items : names.map((name) => named(items, name));
  const done: object[] = [];
  for (const file of wanted) {
    const { path, resumedAt, kept } = await download(api, file, options.dir);
    done.push({ ...file, path, resumedAt });
    const how = kept
      ? say('is there already', '이미 있어요')
      : resumedAt > 0
        ? say(`went on at ${bytesText(resumedAt)}`, `${bytesText(resumedAt)}부터 이어받음`)
        : say('downloaded', '내려받음');
    const line = `${path}  ${bytesText(file.size)}  ${how}, ${say('SHA-256 verified', 'SHA-256 확인됨')}`;
    if (json) tell(line);
    else process.stdout.write(`${line}\n`);
  }
  if (json) printJson({ items: done });
}

function named(files: TaskFileView[], name: string): TaskFileView {
  const file = files.find((one) => one.name === name);
  if (file) return file;
  const known = files.map((one) => one.name).join(', ') || '–';
  throw new Refusal(
    say(`The task has no file ${name}. Its files: ${known}.`, `${name} 파일이 없어요. 있는 파일: ${known}.`),
  );
}
