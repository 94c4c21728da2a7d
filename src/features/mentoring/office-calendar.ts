import type { SlotRow } from './office-slots.queries.js';

/** An office hour as iCalendar (RFC 5545): one event, in UTC, so that every calendar shows it on its own clock. */
export function officeCalendar({
  slot,
  event,
  now,
}: {
  slot: SlotRow;
  event: { name: string; slug: string };
  now: Date;
}): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Datathon//Office hours//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${slot.id}@datathon`,
    `SEQUENCE:${slot.version}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(slot.startsAt)}`,
    `DTEND:${stamp(slot.endsAt)}`,
    `SUMMARY:${escaped(`${slot.mentorName} · ${slot.teamName ?? ''} (${event.name})`)}`,
    `LOCATION:${escaped(slot.place)}`,
    ...(slot.kind === 'remote' ? [`URL:${slot.place}`] : []),
    ...(slot.topic ? [`DESCRIPTION:${escaped(slot.topic)}`] : []),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const stamp = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|[\r\n]/g, '\\n');

/** No line has more than 75 bytes; a character is never cut. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (Buffer.byteLength(part + character) > 74) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
}
