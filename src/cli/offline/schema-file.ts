import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { SCHEMA_CLASSES, type SchemaDto } from '../../features/tasks/task-schema.dto.js';
import { completeSchema, SCHEMA_FAULT_TEXTS, schemaFault } from '../../features/tasks/task-schema.policy.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { validation } from '../../platform/http/validation.js';
import { OUTCOME_KINDS, type OutcomeSchema } from '../../scoring/outcomes/schema.js';
import { UsageError } from './usage-error.js';

/** The schema in a JSON file, by the same rules as that of a task; also where it stands under `schema`, as in a task. */
export async function readSchemaFile(path: string, idColumn: string): Promise<OutcomeSchema> {
  const refuse = (why: string) => new UsageError(`${JSON.stringify(path)} is not a schema: ${why}`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const given = (content as { schema?: unknown } | null)?.schema ?? content;
  const kind = (given as { kind?: unknown } | null)?.kind;
  const found = SCHEMA_CLASSES.find(({ name }) => name === kind);
  if (found === undefined) throw refuse(`kind is one of ${OUTCOME_KINDS.join(', ')}`);
  const schema = await validation()
    .transform(given, { type: 'body', metatype: found.value })
    .then((checked: SchemaDto) => completeSchema(checked))
    .catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      const details = error.errors ?? [];
      throw refuse(details.map((one) => `${one.path}: ${one.detail?.en}`).join(' '));
    });
  const fault = schemaFault(schema, idColumn);
  if (fault !== null) throw refuse(`${fault.path}: ${SCHEMA_FAULT_TEXTS[fault.code].en}`);
  return schema;
}
