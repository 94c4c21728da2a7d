import type { Command } from 'commander';
import type { EventView } from '../../features/events/events.dto.js';
import { askAll, askJson, say } from './api.js';
import { apiCommand, type Call, calling, group, printJson, readJsonFile } from './command.js';
import { printFacts, printTable, timeIn } from './print.js';

export const eventCommand = (): Command =>
  group('event', 'list, make and look at events', [
    apiCommand('list', 'events that you may see').action(calling(list)),
    apiCommand('create', 'make an event from a JSON file').argument('<file>').action(calling(create)),
    apiCommand('show', 'one event').argument('<slug>').action(calling(show)),
  ]);

async function list({ api, json }: Call): Promise<void> {
  const page = await askAll<EventView>(api, 'events');
  if (json) return printJson(page);
  printTable(
    [
      'slug',
      say('name', '이름'),
      say('starts', '시작'),
      say('ends', '끝'),
      say('zone', '시간대'),
      say('role', '역할'),
    ],
    page.items.map((event) => [
      event.slug,
      event.name[api.language],
      timeIn(event.timeZone, event.startsAt),
      timeIn(event.timeZone, event.endsAt),
      event.timeZone,
      event.myRole,
    ]),
  );
}

async function create(call: Call, file: string): Promise<void> {
  const event = await askJson<EventView>(call.api, 'POST', 'events', { json: await readJsonFile(file) });
  if (call.json) return printJson(event);
  printEvent(call, event);
}

async function show(call: Call, slug: string): Promise<void> {
  const event = await askJson<EventView>(call.api, 'GET', `events/${encodeURIComponent(slug)}`);
  if (call.json) return printJson(event);
  printEvent(call, event);
}

function printEvent({ api }: Call, event: EventView): void {
  const time = (at: string | Date) => timeIn(event.timeZone, at);
  printFacts([
    ['slug', event.slug],
    [say('name', '이름'), event.name[api.language]],
    [say('place', '장소'), event.place[api.language]],
    [say('times', '기간'), `${time(event.startsAt)} – ${time(event.endsAt)} (${event.timeZone})`],
    [say('status', '상태'), `${event.status}, ${event.nowStage}`],
    [say('members', '참가자'), event.memberCount],
    [say('teams', '팀'), event.teamCount],
    [say('your role', '내 역할'), event.myRole],
    [say('your team', '내 팀'), event.myTeam?.name],
    ...event.phases.map((phase): [string, string] => [
      say('phase', '단계'),
      `${time(phase.startsAt)} – ${time(phase.endsAt)}  ${phase.name[api.language]}`,
    ]),
  ]);
}
