import type { en } from './en.js';

/**
 * A text with `{name}` parameters. `{n|entry|entries}` picks by number and prints nothing but the word.
 * Every key stands in both languages; a test compares the keys and the parameters.
 */
export type Key = keyof typeof en;

type Names<Text extends string> = Text extends `${string}{${infer Inside}}${infer Rest}`
  ? (Inside extends `${infer Name}|${string}` ? Name : Inside) | Names<Rest>
  : never;

type Given<K extends Key> = { [Name in Names<(typeof en)[K]>]: string | number };

/** What `t` must be given beside the key: nothing where the text has no parameters. */
export type Params<K extends Key> = Names<(typeof en)[K]> extends never ? [] : [params: Given<K>];

export type Dictionary = Record<Key, string>;

export type Translate = <K extends Key>(key: K, ...params: Params<K>) => string;

/** Puts parameters into a text. A parameter that is missing shows as its name, so that a reader can report it. */
export function fill(text: string, params: Record<string, string | number> = {}): string {
  return text.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (whole, name: string, one?: string, other?: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      if (one === undefined) return String(value);
      return (Number(value) === 1 ? one : other) ?? '';
    },
  );
}

export function translator(dictionary: Dictionary): Translate {
  return (key, ...params) => fill(dictionary[key], params[0]);
}
