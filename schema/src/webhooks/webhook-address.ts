import { InvalidInputProblem } from '../problem.ts';

/**
 * An address that a webhook may have: https, a name, nothing secret in it. Where the name leads is checked when
 * something is sent, because it may lead elsewhere by then.
 *
 * @param loopbackWebhooks whether http to this machine will do as well, see `isLoopback`
 * @throws InvalidInputProblem at `url`
 */
export function checkUrl(text: string, { loopbackWebhooks }: { loopbackWebhooks?: boolean }): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || text.length > 2_000) throw notAnAddress();
  if (url.username || url.password) {
    throw badUrl('CREDENTIALS', 'ne peut pas contenir d’identifiants.', 'cannot contain credentials.');
  }
  if (loopbackWebhooks && isLoopback(url)) return;
  if (url.protocol !== 'https:')
    throw badUrl('NOT_HTTPS', 'doit commencer par https://.', 'must begin with https://.');
  if (!isName(url.hostname)) {
    throw badUrl('NOT_A_NAME', 'doit nommer un serveur public.', 'must name a public server.');
  }
}

/** Whether it may be a name of the Internet: no address, and nothing in `localhost`, which is every machine's own (RFC 6761). */
function isName(hostname: string): boolean {
  const labels = hostname.replace(/\.$/, '').split('.');
  return labels.length > 1 && labels.at(-1) !== 'localhost' && !/^[\d.]+$|^\[/.test(hostname);
}

/** Whether an address is `http://localhost`, `http://127.0.0.1` or `http://[::1]`, with any port and path. */
export function isLoopback({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function notAnAddress(): InvalidInputProblem {
  return badUrl('INVALID_FORMAT', 'n’est pas une adresse web.', 'is not a web address.');
}

function badUrl(code: string, fr: string, en: string): InvalidInputProblem {
  return new InvalidInputProblem([{ path: 'url', code, text: { fr, en } }]);
}
