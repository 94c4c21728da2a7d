import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A task says what kind of outcome it is about, and the columns that follow from it; a truth, how all of it was read. */
export class Outcomes1796040000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task ADD schema jsonb;
      UPDATE task SET schema = jsonb_build_object(
        'kind', 'binary', 'label', label_column, 'prediction', prediction_column,
        'range', CASE WHEN range_min IS NULL OR range_max IS NULL THEN 'null'::jsonb
                      ELSE jsonb_build_array(range_min, range_max) END);
      ALTER TABLE task ALTER COLUMN schema SET NOT NULL;

      UPDATE truth SET spec = truth.spec - 'labelColumn' || jsonb_build_object(
        'schema', task.schema || jsonb_build_object('label', truth.spec -> 'labelColumn'))
      FROM task WHERE task.id = truth.task_id AND truth.spec ? 'labelColumn';

      ALTER TABLE task DROP COLUMN label_column, DROP COLUMN prediction_column,
        DROP COLUMN range_min, DROP COLUMN range_max;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task ADD label_column text NOT NULL DEFAULT 'label',
        ADD prediction_column text NOT NULL DEFAULT 'prediction',
        ADD range_min double precision, ADD range_max double precision;
      UPDATE task SET label_column = schema ->> 'label', prediction_column = schema ->> 'prediction',
        range_min = (schema -> 'range' ->> 0)::double precision, range_max = (schema -> 'range' ->> 1)::double precision
      WHERE schema ->> 'kind' IN ('binary', 'regression');
      UPDATE truth SET spec = spec - 'schema' || jsonb_build_object('labelColumn', spec -> 'schema' -> 'label')
      WHERE spec ? 'schema';
      ALTER TABLE task DROP COLUMN schema;
    `);
  }
}
