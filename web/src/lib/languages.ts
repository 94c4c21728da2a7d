/** As the API knows them: ISO 639-1. */
export const LANGUAGE_CODES: readonly string[] =
  `aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et
  eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl
  km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj
  om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to
  tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu`.split(/\s+/);

/** Those that most people here will look for, before the others. */
const COMMON = ['ko', 'en', 'zh', 'ja', 'vi', 'es', 'fr', 'de'];

/** Name of a language in the reader's own. */
export function languageName(code: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
}

/** All languages with their names, the common ones first; found by either name, their own or the code. */
export function languageOptions(language: string): { id: string; name: string; alike: string }[] {
  const option = (id: string) => {
    const alike = [...new Set(['ko', 'en', id])].map((reader) => named(id, reader));
    return { id, name: languageName(id, language), alike: [id, ...alike].join(' ') };
  };
  const others = LANGUAGE_CODES.filter((code) => !COMMON.includes(code)).map(option);
  // What has no name in this browser is no help in a list, nor is a second code for the same (Twi is called Akan).
  const names = new Set<string>();
  const shown = others.filter(({ id, name }) => name !== id && !names.has(name) && names.add(name));
  return [...COMMON.map(option), ...shown.sort((a, b) => a.name.localeCompare(b.name, language))];
}

function named(code: string, reader: string): string {
  try {
    return languageName(code, reader);
  } catch {
    return code;
  }
}
