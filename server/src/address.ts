import ipaddr from 'ipaddr.js';

const NAMES = ['loopback', 'linklocal', 'uniquelocal'];

/**
 * Which part of the network an address stands for: an IPv4 address for itself, an IPv6 address for its /64, of which one
 * customer of a provider has all.
 */
export function addressBlock(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const [a, b, c, d] = (parsed as ipaddr.IPv6).parts;
  return `${[a, b, c, d].map((part) => part!.toString(16)).join(':')}::/64`;
}

/**
 * The proxies in front whose `x-forwarded-for` is believed, as Express takes them: how many there are, or their
 * addresses.
 *
 * @throws RangeError for what is neither
 */
export function readTrustedProxies(text: string): number | string[] {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const proxies = text.split(',').map((part) => part.trim());
  const wrong = proxies.find(
    (one) => !NAMES.includes(one) && !ipaddr.isValid(one) && !ipaddr.isValidCIDR(one),
  );
  if (wrong !== undefined) throw new RangeError(wrong);
  return proxies;
}
