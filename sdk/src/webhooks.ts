import type { FeedEvent } from './generated/types.ts';

/** What a webhook of Tierline brings. */
export interface WebhookMessage {
  type: string;
  /** When it happened. */
  timestamp: string;
  /** The event, as the feed shows it. */
  data: FeedEvent;
}

type Headers = { get(name: string): string | null } | Readonly<Record<string, string | string[] | undefined>>;

/** The message is not what its sender signed, or too old. Answer 400, and do nothing. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
}

/**
 * The message, when one of your secrets signed it within the last five minutes. Take it in once for `data.id`: it may
 * come again.
 *
 * @param secrets the endpoint's, `whsec_…`; while you rotate, both
 * @param body the request's body as it came, not parsed
 * @throws WebhookVerificationError
 */
export async function verifyWebhook(
  secrets: string | readonly string[],
  headers: Headers,
  body: string,
  { toleranceSeconds = 300, now = Date.now() }: { toleranceSeconds?: number; now?: number } = {},
): Promise<WebhookMessage> {
  const id = read(headers, 'webhook-id');
  const timestamp = read(headers, 'webhook-timestamp');
  const signatures = read(headers, 'webhook-signature').split(' ');
  if (!(Math.abs(now / 1000 - Number(timestamp || NaN)) <= toleranceSeconds)) {
    throw new WebhookVerificationError('webhook-timestamp is missing, too old or too new.');
  }
  for (const secret of [secrets].flat()) {
    const key = await keyOf(secret, 'verify');
    for (const signature of signatures) {
      if (!signature.startsWith('v1,')) continue;
      const bytes = fromBase64(signature.slice(3));
      if (bytes && (await crypto.subtle.verify('HMAC', key, bytes, content(id, timestamp, body)))) {
        return JSON.parse(body) as WebhookMessage;
      }
    }
  }
  throw new WebhookVerificationError('No signature is of one of these secrets.');
}

/** The headers with which Tierline would send `body`: for tests of your receiver. */
export async function signWebhook(
  secret: string,
  body: string,
  { id = 'evt_test', at = Date.now() }: { id?: string; at?: number } = {},
): Promise<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(at / 1000));
  const bytes = await crypto.subtle.sign('HMAC', await keyOf(secret, 'sign'), content(id, timestamp, body));
  const signature = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

function read(headers: Headers, name: string): string {
  const value =
    typeof headers.get === 'function' ? headers.get(name) : (headers as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}

function content(id: string, timestamp: string, body: string) {
  return new TextEncoder().encode(`${id}.${timestamp}.${body}`);
}

function keyOf(secret: string, use: 'sign' | 'verify'): Promise<CryptoKey> {
  const bytes = fromBase64(secret.replace(/^whsec_/, ''));
  if (!bytes?.length) throw new TypeError('A secret is `whsec_` and base64.');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [use]);
}

function fromBase64(text: string) {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}
