/**
 * A name that is only a name on every system: no folders, no control characters, nothing invisible or that turns the
 * direction of writing, and the same characters whether a Mac or a PC sent it.
 */
export function plainName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, '_')
    .replace(/^\.+/, '');
  // By whole characters: half of one can be kept nowhere.
  return [...plain.trim()].slice(0, 120).join('') || 'file';
}
