import { isIPv4, isIPv6 } from 'node:net';

/**
 * Enough of an address to recognise one's home or hospital in a list, and not the whole of it:
 * 203.0.113.* or 2001:db8:1::*.
 */
export function networkName(ip: string): string {
  const address = ip.startsWith('::ffff:') && isIPv4(ip.slice(7)) ? ip.slice(7) : ip;
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.*`;
  if (!isIPv6(address)) return '';
  // The URL parser writes every IPv6 address in its one canonical form.
  const canonical = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) while (groups.length < 3) groups.push('0');
  return `${groups.slice(0, 3).join(':')}::*`;
}
