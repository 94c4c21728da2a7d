import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network that an address belongs to: whether two things were done from the same place can be seen, and whose
 * connection it was cannot. Null where there is no address.
 */
export function networkOf(ip: string | null): string | null {
  const plain = ip?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '') ?? '';
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return null;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  // Short of eight groups, the double colon stands for zeros.
  const full = tail === undefined ? groups : [...groups, '0', '0', '0'];
  return `${full.slice(0, 3).join(':')}::/48`;
}
