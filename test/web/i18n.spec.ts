import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { fill } from '../../web/src/i18n/dictionary.js';
import { en } from '../../web/src/i18n/en.js';
import { ko } from '../../web/src/i18n/ko.js';

const WEB = 'web/src';

const parametersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name!))].sort();

function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));
}

/** Texts that a person would read and that stand in the page's code instead of the dictionaries. */
function literalTexts(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.ES2023,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    if (!/\p{L}{2}/u.test(text)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${file}:${line + 1} ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteral(node.expression)) {
      note(node, node.expression.text);
    }
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      if (
        /^(aria-label|aria-description|title|alt|placeholder|label|hint|lead|caption)$/.test(
          node.name.getText(),
        )
      ) {
        note(node, node.initializer.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('the dictionaries of the page', () => {
  it('have the same keys', () => {
    expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
  });

  it('take the same parameters', () => {
    const differing = (Object.keys(en) as (keyof typeof en)[]).filter(
      (key) => parametersOf(en[key]).join() !== parametersOf(ko[key]).join(),
    );
    expect(differing).toEqual([]);
  });

  it('have a text everywhere, without exclamation marks', () => {
    const texts: [string, string][] = [...Object.entries(en), ...Object.entries(ko)];
    expect(texts.filter(([, text]) => text.trim() === '' || text.includes('!'))).toEqual([]);
  });

  it('are used: no key is left over', () => {
    const code = filesUnder(WEB, /\.tsx?$/)
      .filter((file) => !/i18n.(en|ko)/.test(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    // Keys such as `entries.state.${status}` are put together: then their beginning must stand in the code.
    const isUsed = (key: string) =>
      code.includes(`'${key}'`) ||
      key
        .split('.')
        .some((_, count, parts) => code.includes(`\`${parts.slice(0, count + 1).join('.')}.\${`)) ||
      /^metric\.\w+\.explained$/.test(key);
    expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([]);
  });

  it('hold every text: none stands in the code of the page', () => {
    expect(filesUnder(WEB, /\.tsx$/).flatMap(literalTexts)).toEqual([]);
  });
});

describe('a text with parameters', () => {
  it('takes them, and picks words by number', () => {
    expect(fill('{n} {n|entry|entries} of {team}', { n: 1, team: 'A' })).toBe('1 entry of A');
    expect(fill('{n} {n|entry|entries} of {team}', { n: 2, team: 'A' })).toBe('2 entries of A');
  });

  it('shows the name of a parameter that is missing', () => {
    expect(fill('{n} of {max}', { n: 1 })).toBe('1 of {max}');
  });
});
