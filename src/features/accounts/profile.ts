/** What a person brings to a team. Rules of composition count these. */
export const BACKGROUNDS = ['clinician', 'data_scientist', 'engineer', 'student', 'other'] as const;
export type Background = (typeof BACKGROUNDS)[number];

/** What others may know to form teams; every part may be empty. */
export interface Profile {
  background: Background | null;
  /** Hospital, university or company, as the person writes it. */
  affiliation: string;
  skills: string[];
  /** Spoken, as ISO 639-1 codes such as `ko`. */
  languages: string[];
}
