/** Fields that a sentence can name; the exact paths stand with the single errors. */
const MOST = 6;

/** `phases.0.endsAt` as people say it: `phases 1, ends at`. Ids say nothing to anybody and are left out. */
export function fieldName(path: string): string {
  const said: string[] = [];
  for (const part of path.split('.')) {
    if (/^\d+$/.test(part) && said.length > 0) said.push(`${said.pop()} ${Number(part) + 1}`);
    else if (!/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(part)) {
      said.push(
        part
          .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
          .replaceAll('_', ' ')
          .toLowerCase(),
      );
    }
  }
  return said.join(', ');
}

/** A list for a sentence: each name once, and not more than can be read. */
export function listed(names: string[]): string {
  const each = [...new Set(names)];
  return each.slice(0, MOST).join('; ') + (each.length > MOST ? '; …' : '');
}
