import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

// What docs/architecture.md says and a machine can check. Each test lists the offending lines and expects none.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SRC = join(ROOT, 'src');

/** A feature may use those before it, and itself. */
const FEATURES = [
  'audit',
  'mail',
  'accounts',
  'access',
  'events',
  'applications',
  'teams',
  'problems',
  'mentoring',
  'balancing',
  'tasks',
  'submissions',
  'notebooks',
  'leaderboard',
  'rescoring',
  'guidance',
  'privacy',
  'demo',
];
const ROUTES = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All', 'Sse'];

interface Source {
  /** From the root, with slashes: `src/main.ts`. */
  path: string;
  text: string;
  tree: ts.SourceFile;
}

const sources: Source[] = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => {
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, 'utf8');
    return {
      path: relative(ROOT, file).split(sep).join('/'),
      text,
      tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true),
    };
  });
const isTest = ({ path }: Source) => path.endsWith('.spec.ts');
const program = sources.filter((source) => !isTest(source));

const lineOf = (source: Source, node: ts.Node) =>
  `${source.path}:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;

/** Every line of the text that matches, as `file:line text`. */
const linesWith = (files: Source[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, k) => (pattern.test(line) ? [`${path}:${k + 1} ${line.trim()}`] : [])),
  );

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** Imports and re-exports, dynamic ones too; `target` is a path from the root, or a package's name. */
function importsOf(source: Source): { line: string; target: string }[] {
  const found: { line: string; target: string }[] = [];
  walk(source.tree, (node) => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : undefined;
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const target = specifier.text.startsWith('.')
      ? relative(ROOT, resolve(dirname(join(ROOT, source.path)), specifier.text))
          .split(sep)
          .join('/')
      : specifier.text;
    found.push({ line: `${lineOf(source, node)} imports ${specifier.text}`, target });
  });
  return found;
}

const decoratorsOf = (node: ts.HasDecorators): string[] =>
  (ts.getDecorators(node) ?? []).map(({ expression }) =>
    (ts.isCallExpression(expression) ? expression.expression : expression).getText(),
  );

const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1];

test('there is something to check', () => {
  expect(program.length).toBeGreaterThan(100);
  expect(program.flatMap(importsOf).length).toBeGreaterThan(300);
});

describe('imports', () => {
  test('scoring/ knows nothing but itself', () => {
    const strangers = program
      .filter(({ path }) => path.startsWith('src/scoring/'))
      .flatMap(importsOf)
      .filter(({ target }) => !target.startsWith('src/scoring/'));
    expect(strangers.map(({ line }) => line)).toEqual([]);
  });

  test('scoring/ and matching/ have no clock, no chance and no environment', () => {
    const scoring = program.filter(({ path }) => /^src\/(scoring|matching)\//.test(path));
    expect(linesWith(scoring, /Math\.random|\bDate\b(?!s)|performance\.|process\.|\bfetch\(/)).toEqual([]);
  });

  test('matching/ knows nothing but itself and the generator of scoring/', () => {
    const strangers = program
      .filter(({ path }) => path.startsWith('src/matching/'))
      .flatMap(importsOf)
      .filter(({ target }) => !target.startsWith('src/matching/') && target !== 'src/scoring/random.js');
    expect(strangers.map(({ line }) => line)).toEqual([]);
  });

  test('platform/ knows no feature', () => {
    const backwards = program
      .filter(({ path }) => path.startsWith('src/platform/'))
      .flatMap(importsOf)
      .filter(({ target }) => target.startsWith('src/features/'));
    expect(backwards.map(({ line }) => line)).toEqual([]);
  });

  test('features form one directed graph', () => {
    const unknown = sources.map(({ path }) => featureOf(path)).filter((name) => name !== undefined);
    expect([...new Set(unknown)].filter((name) => !FEATURES.includes(name))).toEqual([]);
    const backwards = program.flatMap((source) => {
      const from = featureOf(source.path);
      if (!from) return [];
      return importsOf(source).filter(({ target }) => {
        const to = featureOf(target);
        return to !== undefined && FEATURES.indexOf(to) > FEATURES.indexOf(from);
      });
    });
    expect(backwards.map(({ line }) => line)).toEqual([]);
  });

  test('no forwardRef and no event bus', () => {
    expect(linesWith(sources, /forwardRef|EventEmitter2|event-emitter/)).toEqual([]);
  });
});

describe('files', () => {
  test('no folder for what has no name', () => {
    const vague = /\/(common|utils?|helpers?|shared|misc|lib)\//;
    expect(sources.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([]);
  });

  test('none has more than 500 lines', () => {
    const long = sources.map(({ path, text }) => ({ path, lines: text.split('\n').length }));
    expect(long.filter(({ lines }) => lines > 500)).toEqual([]);
  });

  test('every entity is in a feature, in a file of its own kind', () => {
    const entities = program.filter(({ text }) => /^@Entity\(/m.test(text)).map(({ path }) => path);
    expect(entities.length).toBeGreaterThan(10);
    expect(entities.filter((path) => !/^src\/features\/[^/]+\/[a-z-]+\.entity\.ts$/.test(path))).toEqual([]);
  });

  test('the environment is read where a process starts', () => {
    const allowed = /^src\/(platform\/config|runtime|cli)\//;
    const elsewhere = program.filter(({ path }) => !allowed.test(path));
    expect(linesWith(elsewhere, /process\.env/)).toEqual([]);
  });

  test('what stands in the contract has a name of its own', () => {
    // The contract knows one schema under one name; of two classes the second would silently take the place of the first.
    const names = program
      .filter(({ path }) => path.endsWith('.dto.ts'))
      .flatMap(({ text }) => [...text.matchAll(/^export class (\w+)/gm)].map((match) => match[1]));
    expect(names.filter((name, k) => names.indexOf(name) !== k)).toEqual([]);
  });

  test('nothing writes to the console', () => {
    expect(linesWith(sources, /\bconsole\.(log|info|debug|warn|error|trace|dir|table)\b/)).toEqual([]);
  });

  test('nothing that a stranger may know is drawn from Math.random', () => {
    expect(linesWith(program, /Math\.random/)).toEqual([]);
  });
});

describe('controllers', () => {
  const methods = program.flatMap((source) =>
    source.tree.statements
      .filter(ts.isClassDeclaration)
      .filter((one) => decoratorsOf(one).includes('Controller'))
      .flatMap((one) => routesOf(source, one)),
  );

  test('are found', () => {
    expect(methods.length).toBeGreaterThan(40);
  });

  test('say of every route who may call it', () => {
    const open = methods.filter(({ decorators }) => {
      const permissions = decorators.filter((name) => name === 'Allow' || name === 'Public');
      return permissions.length !== 1;
    });
    expect(open.map(({ line }) => line)).toEqual([]);
  });

  test('call one method of one service', () => {
    // A public route may answer with what is constant and needs no service for it.
    const wrong = methods.filter(
      ({ calls, decorators }) => calls.length > 1 || (calls.length === 0 && !decorators.includes('Public')),
    );
    expect(wrong.map(({ line, calls }) => `${line} ${calls.join(', ')}`)).toEqual([]);
  });

  test('know no database', () => {
    const controllers = program.filter(({ path }) => path.endsWith('.controller.ts'));
    const direct = controllers
      .flatMap(importsOf)
      .filter(({ target }) => /^typeorm$|@nestjs\/typeorm|\.entity\.js$/.test(target));
    expect(direct.map(({ line }) => line)).toEqual([]);
  });

  interface Route {
    line: string;
    decorators: string[];
    /** Calls on what was injected: `this.tasks.list`. */
    calls: string[];
  }

  function routesOf(source: Source, controller: ts.ClassDeclaration): Route[] {
    const injected = controller.members
      .filter(ts.isConstructorDeclaration)
      .flatMap((one) => one.parameters.map((parameter) => parameter.name.getText()));
    return controller.members.filter(ts.isMethodDeclaration).flatMap((method) => {
      const decorators = decoratorsOf(method);
      if (!decorators.some((name) => ROUTES.includes(name))) return [];
      const calls: string[] = [];
      walk(method, (node) => {
        if (!ts.isCallExpression(node)) return;
        const callee = node.expression.getText();
        if (injected.some((name) => callee.startsWith(`this.${name}.`))) calls.push(callee);
      });
      return [{ line: `${lineOf(source, method)} ${method.name.getText()}`, decorators, calls }];
    });
  }
});
