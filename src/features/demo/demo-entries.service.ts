import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { Storage } from '../../platform/storage/storage.js';
import { parseTruth } from '../../scoring/truth.js';
import { EntryDecisions } from '../submissions/entry-decisions.service.js';
import type { SubmissionStatus } from '../submissions/submission.entity.js';
import { Submissions } from '../submissions/submissions.service.js';
import { predictionsCsv, truthCsv } from './cohort.files.js';
import type { Stay } from './cohort.js';
import { demoPeople } from './demo.people.js';
import { TRUTH_SPEC } from './demo.task.js';
import { type DemoEntry, type DemoTeam, entryKey, TEAMS } from './demo.teams.js';
import { RECIPES } from './entries.js';

/** How long no entry may be scored before we say that there is no worker, in milliseconds. */
const PATIENCE = 60_000;
const CAP = 2 ** 24;

/** Nobody scores the entries; they wait in the queue. */
export class NoWorker extends Error {}

interface Kept {
  id: string;
  key: string;
  status: SubmissionStatus;
  selected: boolean;
  withdrawn: boolean;
}

/** The teams' entries: accepted, queued and scored in the way of every entry. */
@Injectable()
export class DemoEntries {
  constructor(
    private readonly database: DataSource,
    private readonly storage: Storage,
    private readonly submissions: Submissions,
    private readonly decisions: EntryDecisions,
  ) {}

  /** Hands in what is not in yet: everybody's first entry, then everybody's second. @returns how many */
  async submit(taskId: string, stays: Stay[], people: Map<string, Actor>): Promise<number> {
    const there = await this.kept(taskId);
    const isPublic = publicStays(stays);
    const rounds = Math.max(...TEAMS.map((team) => team.entries.length));
    let count = 0;
    for (let round = 0; round < rounds; round++) {
      const due = TEAMS.filter((team) => team.entries[round] && !there.has(entryKey(team, round)));
      await Promise.all(
        due.map((team) => {
          const seed = 100 * TEAMS.indexOf(team) + round;
          const { recipe } = team.entries[round]!;
          const csv = predictionsCsv(stays, RECIPES[recipe]({ stays, isPublic, seed }));
          return this.handIn(taskId, memberOf(team, round, people), team, round, csv);
        }),
      );
      count += due.length;
    }
    return count;
  }

  /** Once the scores are there: what teams chose, and what an organizer took off the board. @throws NoWorker */
  async decide(
    taskId: string,
    people: Map<string, Actor>,
    organizer: Actor,
    tell: (line: string) => void,
  ): Promise<void> {
    const wanted = TEAMS.flatMap((team) =>
      team.entries.flatMap((entry, k) =>
        entry.selected || entry.withdrawn ? [{ entry, key: entryKey(team, k), team, k }] : [],
      ),
    );
    const keys = wanted.map(({ key }) => key);
    const kept = await this.untilScored(taskId, keys, tell);
    for (const { entry, key, team, k } of wanted) {
      const there = kept.get(key);
      if (there?.status === 'scored')
        await this.decideOne(there, entry, memberOf(team, k, people), organizer);
    }
  }

  private async decideOne(kept: Kept, entry: DemoEntry, member: Actor, organizer: Actor): Promise<void> {
    if (kept.withdrawn) return;
    if (entry.withdrawn) await this.decisions.withdraw(organizer, kept.id, entry.withdrawn);
    else if (!kept.selected) await this.decisions.select(member, kept.id, true);
  }

  private async handIn(taskId: string, member: Actor, team: DemoTeam, k: number, csv: string) {
    const { fileName, note } = team.entries[k]!;
    const file = await this.storage.save('submissions', Readable.from([Buffer.from(csv)]), CAP);
    await this.submissions.acceptStored(
      member,
      taskId,
      { file, fileName, fields: { note } },
      entryKey(team, k),
    );
  }

  private async untilScored(
    taskId: string,
    keys: string[],
    tell: (line: string) => void,
  ): Promise<Map<string, Kept>> {
    let done = -1;
    let told = 0;
    for (let since = Date.now(); ; await wait(150)) {
      const kept = await this.kept(taskId);
      const open = keys.filter((key) => ['queued', 'running'].includes(kept.get(key)?.status ?? ''));
      if (open.length === 0) return kept;
      const finished = [...kept.values()].filter(({ status }) => status === 'scored').length;
      if (finished > done) since = Date.now();
      if (finished >= told + 8) {
        told = finished;
        tell(`${finished} of ${kept.size} entries are scored`);
      }
      done = finished;
      if (Date.now() - since > PATIENCE) throw new NoWorker();
    }
  }

  private async kept(taskId: string): Promise<Map<string, Kept>> {
    const rows: Kept[] = await this.database.query(
      `SELECT id, idempotency_key AS key, status, selected, withdrawn_at IS NOT NULL AS withdrawn
       FROM submission WHERE task_id = $1 AND idempotency_key LIKE 'demo-%'`,
      [taskId],
    );
    return new Map(rows.map((row) => [row.key, row]));
  }
}

/** Members take turns. */
function memberOf(team: DemoTeam, k: number, people: Map<string, Actor>): Actor {
  const members = demoPeople().filter((person) => person.team === team.name);
  return people.get(members[k % members.length]!.email)!;
}

function publicStays(stays: Stay[]): boolean[] {
  const parsed = parseTruth(Buffer.from(truthCsv(stays)), TRUTH_SPEC);
  if (!parsed.ok) throw new Error(`the demo's truth: ${JSON.stringify(parsed.errors)}`);
  return Array.from(parsed.truth.isFinal, (final) => final === 0);
}
