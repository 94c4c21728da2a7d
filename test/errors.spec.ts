import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { type ErrorKind, errorKinds } from '../src/platform/http/domain-error.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.spec)\.ts$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

const parametersOf = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));

interface Thrown {
  line: string;
  /** Name of the constant. */
  kind: string;
  /** Null: not written out at this place. */
  params: string[] | null;
}

/** Every `new DomainError(KIND, { … })`. */
const thrown: Thrown[] = files.flatMap((file) => {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Thrown[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'DomainError') {
      const [kind, params] = node.arguments ?? [];
      const at = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      // `new DomainError(a ? X : Y)` throws both.
      const names = kind && ts.isConditionalExpression(kind) ? [kind.whenTrue, kind.whenFalse] : [kind];
      const given =
        params === undefined
          ? []
          : ts.isObjectLiteralExpression(params)
            ? params.properties.map((property) => property.name?.getText() ?? '...')
            : null;
      for (const name of names) {
        if (name) found.push({ line: `${relative(ROOT, file)}:${at}`, kind: name.getText(), params: given });
      }
    }
    node.forEachChild(visit);
  };
  visit(tree);
  return found;
});

/** Constants by name, from every file of errors. */
const kinds = new Map<string, ErrorKind>();
beforeAll(async () => {
  for (const file of files.filter((one) => one.endsWith('.errors.ts'))) {
    const exported: Record<string, unknown> = await import(file);
    for (const [name, value] of Object.entries(exported)) {
      if ((value as ErrorKind).texts && (value as ErrorKind).code) kinds.set(name, value as ErrorKind);
    }
  }
});

const offending = (isWrong: (kind: ErrorKind) => boolean) =>
  errorKinds()
    .filter(isWrong)
    .map(({ code, texts }) => ({ code, texts }));

describe('every kind of error', () => {
  test('stands in a file of errors, under its own code', () => {
    expect(kinds.size).toBeGreaterThan(50);
    expect(new Set([...kinds.values()].map(({ code }) => code))).toEqual(
      new Set(errorKinds().map(({ code }) => code)),
    );
    expect([...kinds].filter(([name, { code }]) => name !== code).map(([name]) => name)).toEqual([]);
  });

  test('has a code for machines and a status that fits', () => {
    expect(offending(({ code }) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(code))).toEqual([]);
    expect(offending(({ status }) => !(status >= 400 && status < 600))).toEqual([]);
    expect(errorKinds().filter(({ status }) => status === 500)).toHaveLength(1);
  });

  test('speaks Korean and English', () => {
    expect(offending(({ texts }) => !/[가-힣]/.test(texts.ko))).toEqual([]);
    expect(offending(({ texts }) => !/[a-z]{3}/.test(texts.en) || /[가-힣]/.test(texts.en))).toEqual([]);
  });

  test('names the same parameters in both', () => {
    const differing = offending(
      ({ texts }) => [...parametersOf(texts.ko)].sort().join() !== [...parametersOf(texts.en)].sort().join(),
    );
    expect(differing).toEqual([]);
  });

  test('is calm, and a whole sentence', () => {
    expect(offending(({ texts }) => /[!！]/.test(texts.ko + texts.en))).toEqual([]);
    expect(offending(({ texts }) => !/[.]$/.test(texts.ko) || !/[.]$/.test(texts.en))).toEqual([]);
  });

  test('is thrown somewhere', () => {
    const used = new Set(thrown.map(({ kind }) => kind));
    expect([...kinds.keys()].filter((name) => !used.has(name))).toEqual([]);
  });

  test('is given every parameter that its texts name', () => {
    const incomplete = thrown.flatMap(({ line, kind, params }) => {
      const known = kinds.get(kind);
      if (!known || params === null) return [];
      const missing = [...parametersOf(known.texts.en)].filter((name) => name && !params.includes(name));
      return missing.length > 0 ? [`${line} ${kind} lacks ${missing.join(', ')}`] : [];
    });
    expect(incomplete).toEqual([]);
  });
});
