import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { en } from '../../web/src/i18n/en.js';
import { ko } from '../../web/src/i18n/ko.js';

/** Every action that the code can write into the record: `action: 'team.created'`, also one of two. */
function actionsIn(file: string): string[] {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const literals = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && /^[a-z_]+(\.[a-z_]+)+$/.test(node.text)) found.push(node.text);
    ts.forEachChild(node, literals);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'action') literals(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const actions = [
  ...new Set(
    readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .flatMap((name) => actionsIn(join('src', name))),
  ),
].sort();

test('there are actions to look at', () => {
  expect(actions.length).toBeGreaterThan(40);
});

test('every action of the record has its words: add them to web/src/i18n/en/record.ts and ko/record.ts', () => {
  const missing = actions.filter((action) => !(`record.${action}` in en && `record.${action}` in ko));
  expect(missing.map((action) => `'record.${action}': '…',`)).toEqual([]);
});
