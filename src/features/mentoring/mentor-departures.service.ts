import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../audit/audit.service.js';
import { type Departure, Departures } from '../events/departures.js';
import { OfficeMails } from './office-mails.service.js';
import { lockSlots, SLOT, type SlotRow } from './office-slots.queries.js';

/** When a mentor is one no longer, nobody waits for them: office hours to come, calls for help and teams are set free. */
@Injectable()
export class MentorDepartures implements OnModuleInit {
  constructor(
    private readonly departures: Departures,
    private readonly mails: OfficeMails,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.departures.onEach(async (manager, departure) => {
      if (departure.role === 'mentor') await this.setFree(manager, departure);
    });
  }

  private async setFree(manager: EntityManager, { eventId, accountId }: Departure): Promise<void> {
    const slots: SlotRow[] = await manager.query(
      `${SLOT} WHERE s.event_id = $1 AND s.mentor_id = $2 AND s.ends_at > now() ORDER BY s.id`,
      [eventId, accountId],
    );
    await lockSlots(manager, ...slots.map(({ id }) => id));
    for (const slot of slots) {
      if (slot.teamId !== null) await this.mails.cancelled(manager, slot, accountId, '');
    }
    await manager.query('DELETE FROM office_slot WHERE id = ANY($1)', [slots.map(({ id }) => id)]);
    const [, handedBack]: [unknown, number] = await manager.query(
      `UPDATE help_request SET status = 'open', taken_by = NULL, taken_at = NULL
       WHERE event_id = $1 AND taken_by = $2 AND status = 'taken'`,
      [eventId, accountId],
    );
    const teams: { teamId: string }[] = await manager.query(
      'SELECT team_id AS "teamId" FROM mentor_assignment WHERE event_id = $1 AND mentor_id = $2',
      [eventId, accountId],
    );
    await manager.query('DELETE FROM mentor_assignment WHERE event_id = $1 AND mentor_id = $2', [
      eventId,
      accountId,
    ]);
    await this.audit.record(manager, {
      actor: null,
      action: 'mentor.set_free',
      subject: { type: 'account', id: accountId },
      eventId,
      before: {
        officeHours: slots.length,
        teams: teams.map(({ teamId }) => teamId),
        helpRequests: handedBack,
      },
    });
  }
}
