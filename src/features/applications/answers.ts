/** Answers by the question's id: text, an option's id, a list of them, or a consent. Files stand in rows of their own. */
export type Answers = Record<string, string | string[] | boolean>;
