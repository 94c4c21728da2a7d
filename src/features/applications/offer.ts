import { invalidField } from '../../platform/http/validation.js';
import { ruleText } from '../../platform/http/validation-texts.js';

/** When a mentor is there: instants in UTC, shown in the event's zone. */
export interface TimeSpan {
  startsAt: string;
  endsAt: string;
}

/** What a mentor brings to an event. */
export interface Offer {
  expertise: string[];
  /** Spoken, as ISO 639-1 codes such as `ko`. */
  languages: string[];
  times: TimeSpan[];
  /** Most teams at the same time; null: as the organizers see fit. */
  maxTeams: number | null;
}

/** As it is stored: nothing twice, times in UTC and in order. @throws VALIDATION_FAILED where a time ends before it starts */
export function offerFrom(
  given: { expertise: string[]; languages: string[]; times?: TimeSpan[]; maxTeams?: number | null },
  path: string,
): Offer {
  const times = (given.times ?? []).map(({ startsAt, endsAt }, at) => {
    const span = { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() };
    if (span.endsAt <= span.startsAt) {
      const field = [path, 'times', at, 'endsAt'].filter((part) => part !== '').join('.');
      throw invalidField(field, 'endsBeforeItStarts', ruleText('endsBeforeItStarts', ''));
    }
    return span;
  });
  const seen = new Set<string>();
  return {
    expertise: given.expertise.filter((one) => {
      const key = one.toLowerCase();
      return seen.has(key) ? false : seen.add(key);
    }),
    languages: given.languages,
    times: times.sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
    maxTeams: given.maxTeams ?? null,
  };
}
