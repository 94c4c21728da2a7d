import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why somebody is invited although all places are taken. */
export class InvitationsBeyondCapacity1796020001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event_invitation ADD over_capacity_reason text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event_invitation DROP COLUMN over_capacity_reason');
  }
}
