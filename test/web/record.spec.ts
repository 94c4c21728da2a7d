import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { en } from '../../web/src/i18n/en.js';
import { ko } from '../../web/src/i18n/ko.js';

const treeOf = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

/**
 * Every action that the code can write into the record: `action: 'team.created'`, also one of two; and whatever looks like
 * one in a file that writes into the record, where it is handed on.
 */
function actionsIn(file: string): string[] {
  const tree = treeOf(file);
  const found: string[] = [];
  const literals = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && /^[a-z_]+(\.[a-z_]+)+$/.test(node.text)) found.push(node.text);
    ts.forEachChild(node, literals);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'action') literals(node.initializer);
    ts.forEachChild(node, visit);
  };
  if (tree.text.includes('audit.service.js')) literals(tree);
  visit(tree);
  return found.filter((text) => !/\.(csv|js)$/.test(text));
}

/** Actions that are put together are found by nobody. */
function assembledIn(file: string): string[] {
  const tree = treeOf(file);
  const found: string[] = [];
  const templates = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node)) found.push(`${file}: ${node.getText()}`);
    ts.forEachChild(node, templates);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'action') templates(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .map((name) => join('src', name));

const actions = [...new Set(files.flatMap(actionsIn))].sort();

test('there are actions to look at', () => {
  expect(actions.length).toBeGreaterThan(40);
});

test('every action is written out', () => {
  expect(files.flatMap(assembledIn)).toEqual([]);
});

test('every action of the record has its words: add them to web/src/i18n/en/record.ts and ko/record.ts', () => {
  const missing = actions.filter((action) => !(`record.${action}` in en && `record.${action}` in ko));
  expect(missing.map((action) => `'record.${action}': '…',`)).toEqual([]);
});
