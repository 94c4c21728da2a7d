import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli, type Stack, startStack } from '../support/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ apis: 0, workers: 0 });
});
afterAll(() => stack?.stop());

test('the migrations make exactly the schema that the entities describe', async () => {
  const { code, output } = await runCli(['migrate', '--check'], stack.env);
  expect(output).toContain('The schema is what the entities describe.');
  expect(code).toBe(0);
});

test('a difference is named and fails the check', async () => {
  const [table] = await stack.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' LIMIT 1`,
  );
  await stack.query(`ALTER TABLE "${table?.name}" ADD COLUMN nobody_knows_me integer`);
  const { code, output } = await runCli(['migrate', '--check'], stack.env);
  expect(output).toContain('nobody_knows_me');
  expect(code).toBe(1);
});

test('migrating a second time changes nothing', async () => {
  const { code, output } = await runCli(['migrate'], stack.env);
  expect(output).toBe('The schema is up to date.\n');
  expect(code).toBe(0);
});
