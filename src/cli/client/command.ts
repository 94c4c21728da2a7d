import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { Refusal } from '../../runtime/refusal.js';
import { type Api, openApi, Problem, type ProblemBody, say, tell } from './api.js';
import { visible } from './print.js';

/** What every command of the client gets. */
export interface Call<Options = object> {
  api: Api;
  /** Print the API's own JSON. */
  json: boolean;
  options: Options;
}

type Common = { url?: string; token?: string; json?: boolean };

/** A command that asks the platform, with the options that all of them have. */
export const apiCommand = (name: string, about: string): Command =>
  new Command(name)
    .description(about)
    .option('--url <address>', 'address of the platform (DATATHON_URL)')
    .option(
      '--token <token>',
      'personal access token (better: DATATHON_TOKEN, which no list of processes shows)',
    )
    .option('--json', "print the API's JSON");

/** A group of such commands. */
export function group(name: string, about: string, commands: Command[]): Command {
  const parent = new Command(name).description(about);
  for (const command of commands) parent.addCommand(command);
  return parent;
}

/**
 * The action of a command. Whatever goes wrong ends in a sentence and an exit code: 2 where the platform found fault
 * with what was sent (422), 1 for everything else.
 */
export const calling =
  <Options>(work: (call: Call<Options>, ...args: never[]) => Promise<void>) =>
  async (...given: unknown[]): Promise<void> => {
    const options = given.at(-2) as Options & Common;
    const json = options.json ?? false;
    try {
      const api = openApi(options, process.env);
      await work({ api, json, options }, ...(given.slice(0, -2) as never[]));
    } catch (error) {
      process.exitCode = error instanceof Problem && error.body.status === 422 ? 2 : 1;
      if (error instanceof Problem && json) printJson(error.body);
      else tell(error instanceof Problem ? problemText(error.body) : sentence(error));
    }
  };

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Refusal(
      say(
        `${path} is not JSON: ${(error as Error).message}.`,
        `${path} 파일이 JSON이 아니에요: ${(error as Error).message}.`,
      ),
    );
  }
}

/** The server's words, then each error with its place. Nothing of a file reaches the terminal unescaped. */
function problemText(problem: ProblemBody): string {
  const lines = [problem.detail];
  for (const { code, path, detail, count, examples } of problem.errors ?? []) {
    lines.push(`  ${path ?? code}${count === undefined ? '' : ` (${count})`}: ${detail ?? code}`);
    for (const { line, column, value, problem: kind, suggestion } of examples ?? []) {
      const at = [line === null ? '' : say(`line ${line}`, `${line}번째 줄`), column].filter(Boolean);
      const place = at.length === 0 ? '' : `${at.join(', ')}: `;
      const meant = suggestion
        ? say(`, did you mean ${quoted(suggestion)}?`, `, ${quoted(suggestion)}인가요?`)
        : '';
      lines.push(`    ${place}${quoted(value)}${kind ? ` (${kind})` : ''}${meant}`);
    }
  }
  if (problem.status === 401) {
    lines.push(
      say(
        'Set DATATHON_TOKEN to a personal access token that is still valid; you make one on your account page.',
        '아직 유효한 개인 액세스 토큰을 DATATHON_TOKEN에 넣어 주세요. 토큰은 계정 페이지에서 만들 수 있어요.',
      ),
    );
  }
  return lines.map(visible).join('\n');
}

const quoted = (text: string): string => JSON.stringify(text);

function sentence(error: unknown): string {
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && path) return say(`There is no file ${path}.`, `${path} 파일이 없어요.`);
  if ((code === 'EACCES' || code === 'EPERM') && path)
    return say(`${path} may not be opened.`, `${path} 파일을 열 권한이 없어요.`);
  if (code === 'EISDIR') return say('This is a folder, not a file.', '파일이 아니라 폴더예요.');
  if (code === 'ENOSPC') return say('The disk is full.', '디스크에 남은 공간이 없어요.');
  return visible(message || String(error));
}
