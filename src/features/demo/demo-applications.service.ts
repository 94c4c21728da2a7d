import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { Accounts } from '../accounts/accounts.service.js';
import type { ApplicationStatus } from '../applications/application.entity.js';
import { ApplicationDecisions } from '../applications/application-decisions.service.js';
import type { ApplicationFormView } from '../applications/application-forms.dto.js';
import { ApplicationForms } from '../applications/application-forms.service.js';
import { OwnApplications } from '../applications/own-applications.service.js';
import { SLUG_TAKEN } from '../events/events.errors.js';
import { Events } from '../events/events.service.js';
import { type DemoApplicant, demoApplicants } from './demo.applicants.js';
import { REASONS, UPCOMING_FORM, UPCOMING_SLUG, upcomingEvent, upcomingTimes } from './demo.upcoming.js';

const DECISIONS = ['accept', 'waitlist', 'decline'] as const;

/** An event to come that people apply to: some are in, some wait, most are still to be decided on. */
@Injectable()
export class DemoApplications {
  constructor(
    private readonly database: DataSource,
    private readonly events: Events,
    private readonly accounts: Accounts,
    private readonly forms: ApplicationForms,
    private readonly own: OwnApplications,
    private readonly decisions: ApplicationDecisions,
  ) {}

  /** Every step finds what an earlier run has made already. @throws SLUG_TAKEN when the address is another event's */
  async ensure(people: Map<string, Actor>, organizer: Actor, now: Date): Promise<number> {
    await this.ensureEvent(organizer, now);
    const form = await this.ensureForm(organizer, now);
    const applicants = demoApplicants();
    const there = await this.statuses();
    for (const [k, applicant] of applicants.entries()) {
      const actor = people.get(applicant.email);
      if (!actor || there.has(applicant.email)) continue;
      await this.apply(actor, applicant, form, k, writtenAt(k, applicants.length, now));
    }
    await this.decide(organizer, applicants, now);
    return applicants.length;
  }

  private async ensureEvent(organizer: Actor, now: Date): Promise<void> {
    const known = await this.events.get(organizer, UPCOMING_SLUG, now).catch((error: unknown) => {
      if (error instanceof DomainError && error.kind === NOT_FOUND) return null;
      throw error;
    });
    if (known && known.myRole !== 'organizer') throw new DomainError(SLUG_TAKEN, { slug: UPCOMING_SLUG });
    if (!known) await this.events.create(organizer, upcomingEvent(now), now);
  }

  private async ensureForm(organizer: Actor, now: Date): Promise<ApplicationFormView> {
    const form = await this.forms.get(organizer, UPCOMING_SLUG, 'participant', now);
    if (form.version > 0) return form;
    return this.forms.put(organizer, UPCOMING_SLUG, 'participant', UPCOMING_FORM, now);
  }

  private async apply(
    actor: Actor,
    applicant: DemoApplicant,
    form: ApplicationFormView,
    k: number,
    at: Date,
  ) {
    const { background, affiliation, skills, languages, locale } = applicant;
    await this.accounts.change(actor, { background, affiliation, skills, languages });
    const [why, days, link, photos] = form.questions.map(({ id }) => id) as [string, string, string, string];
    const reasons = REASONS[background][locale];
    const answers: Record<string, unknown> = {
      [why]: reasons[k % reasons.length],
      [days]: form.questions[1]?.options[k % 6 === 5 ? 1 : 0]?.id,
      [photos]: true,
    };
    if (k % 4 === 1) answers[link] = `https://example.org/${applicant.email.split('@')[0]}`;
    await this.own.handIn(actor, UPCOMING_SLUG, 'participant', { answers }, at);
    if (applicant.decision === 'withdraw') await this.own.withdraw(actor, UPCOMING_SLUG, 'participant', at);
  }

  private async decide(organizer: Actor, applicants: DemoApplicant[], now: Date): Promise<void> {
    const there = await this.statuses();
    for (const decision of DECISIONS) {
      const ids = applicants.flatMap((one) => {
        const known = there.get(one.email);
        return one.decision === decision && known?.status === 'submitted' ? [known.id] : [];
      });
      if (ids.length > 0) await this.decisions.decide(organizer, UPCOMING_SLUG, { ids, decision }, now);
    }
  }

  private async statuses(): Promise<Map<string, { id: string; status: ApplicationStatus }>> {
    const rows: { email: string; id: string; status: ApplicationStatus }[] = await this.database.query(
      `SELECT a.email, p.id, p.status FROM application p JOIN account a ON a.id = p.account_id
       JOIN event e ON e.id = p.event_id WHERE e.slug = $1 AND p.status <> 'draft'`,
      [UPCOMING_SLUG],
    );
    return new Map(rows.map(({ email, ...row }) => [email, row]));
  }
}

/** Spread over the days since applications opened, the last of them some hours ago. */
function writtenAt(k: number, count: number, now: Date): Date {
  const from = new Date(upcomingTimes(now).opensAt).getTime() + 3_600_000;
  const until = now.getTime() - 5 * 3_600_000;
  return new Date(from + ((until - from) * (k + 1)) / (count + 1));
}
