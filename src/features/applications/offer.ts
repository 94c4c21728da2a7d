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
