import { createHmac } from 'node:crypto';
import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback } from '@tierline/schema/webhooks/webhook-address';
import type { DueDelivery, Outcome } from '@tierline/schema/webhooks/webhooks.jobs';
import ipaddr from 'ipaddr.js';
import { Agent, request, type Dispatcher } from 'undici';

export interface WebhookSender {
  /** Sends once. Whatever goes wrong is an outcome, never an exception. */
  send(delivery: DueDelivery, at: Date): Promise<Outcome>;
  close(): Promise<void>;
}

type ResolveName = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const PATIENCE_MS = 15_000;
const KEPT_BYTES = 4_096;

/**
 * Sends what Standard Webhooks describes, to public servers only: the address is checked on the connection that is used,
 * so no name can lead inside between a check and its use. No redirect is followed.
 *
 * @param loopbackWebhooks whether http to this machine will do as well: `localhost`, where it leads nowhere else, 127.0.0.1, [::1]
 * @param resolveName what DNS says of a name; the system’s unless told
 */
export function createWebhookSender({
  loopbackWebhooks = false,
  resolveName = lookup,
}: { loopbackWebhooks?: boolean; resolveName?: ResolveName } = {}): WebhookSender {
  const agent = new Agent({
    connect: { timeout: 5_000, lookup: checkedLookup(resolveName) },
    headersTimeout: PATIENCE_MS,
    bodyTimeout: PATIENCE_MS,
    maxResponseSize: 1_000_000,
  });
  return {
    send: async (delivery, at) => {
      const startedAt = performance.now();
      const answer = await attempt(delivery, at, agent, loopbackWebhooks);
      return { startedAt: at, durationMs: Math.round(performance.now() - startedAt), ...answer };
    },
    close: () => agent.destroy(),
  };
}

type Answer = Omit<Outcome, 'startedAt' | 'durationMs'>;

async function attempt(
  { eventId, url, body, secrets }: DueDelivery,
  at: Date,
  dispatcher: Dispatcher,
  loopbackWebhooks: boolean,
): Promise<Answer> {
  try {
    checkAddress(new URL(url), loopbackWebhooks);
    const timestamp = String(Math.floor(at.getTime() / 1_000));
    const {
      statusCode,
      headers,
      body: stream,
    } = await request(url, {
      method: 'POST',
      dispatcher,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Tierline-Webhooks/1',
        'webhook-id': eventId,
        'webhook-timestamp': timestamp,
        'webhook-signature': secrets.map((secret) => signature(secret, eventId, timestamp, body)).join(' '),
      },
      body,
    });
    const responseBody = await beginningOf(stream);
    return {
      status: statusCode,
      error: null,
      responseBody,
      retryAfterSeconds: retryAfter(headers['retry-after'], at),
    };
  } catch (error) {
    return { status: null, error: complaint(error), responseBody: null, retryAfterSeconds: null };
  }
}

/** One of `webhook-signature`: version 1 is HMAC-SHA256 over id, timestamp and body. */
function signature(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

async function beginningOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= KEPT_BYTES) break; // which ends the stream, and the connection with it
  }
  // A cut sign becomes U+FFFD; the database cannot keep U+0000.
  return Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8').replaceAll('\0', '\uFFFD');
}

function retryAfter(header: string | string[] | undefined, at: Date): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - at.getTime()) / 1_000;
  return seconds > 0 ? seconds : null;
}

/** What went wrong in a few words, with no word about our own network. */
function complaint(error: unknown): string {
  const { code, name, cause } = error as { code?: string; name?: string; cause?: { code?: string } };
  const reason = code ?? cause?.code;
  if (error instanceof PrivateAddress || cause instanceof PrivateAddress)
    return 'The name does not lead to a public server.';
  if (name === 'TimeoutError' || reason === 'UND_ERR_HEADERS_TIMEOUT' || reason === 'UND_ERR_BODY_TIMEOUT') {
    return `No answer within ${PATIENCE_MS / 1_000} seconds.`;
  }
  return REASONS[reason ?? ''] ?? 'The connection failed.';
}

const REASONS: Record<string, string> = {
  ENOTFOUND: 'The name is not known.',
  EAI_AGAIN: 'The name could not be resolved.',
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was cut.',
  UND_ERR_SOCKET: 'The connection was cut.',
  UND_ERR_CONNECT_TIMEOUT: 'No connection within 5 seconds.',
  CERT_HAS_EXPIRED: 'The certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another name.',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'The answer is too large.',
};

class PrivateAddress extends Error {
  readonly code = 'EPRIVATE';
}

/** @throws PrivateAddress unless it is https to a name, or to an address that is public; or to this machine, where that will do */
function checkAddress(url: URL, loopbackWebhooks: boolean): void {
  const { protocol, hostname, username, password } = url;
  if (loopbackWebhooks && isLoopback(url)) return;
  const host = hostname.replace(/^\[|\]$/g, '');
  const isInside = host === 'localhost' || (isIP(host) && !isPublic(host));
  if (protocol !== 'https:' || username || password || isInside) throw new PrivateAddress(hostname);
}

/**
 * Refuses a name as soon as one of its addresses is not public: which of them is used would be left to chance. `localhost`,
 * which comes this far only where it will do, must lead to this machine in the same way.
 */
function checkedLookup(resolveName: ResolveName): LookupFunction {
  return (hostname, options, callback) => {
    const isRight = hostname === 'localhost' ? isThisMachine : isPublic;
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      if (addresses.length === 0 || !addresses.every(({ address }) => isRight(address))) {
        return callback(new PrivateAddress(hostname), '', 0);
      }
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

function isThisMachine(address: string): boolean {
  return ipaddr.process(address).range() === 'loopback';
}

// Inside the global unicast space of IPv6: translations of IPv4, tunnels, documentation.
const NOT_PUBLIC = ['2001::/23', '2002::/16', '3fff::/20'].map((range) => ipaddr.parseCIDR(range));
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** Whether an address belongs to the public internet: no private, local, reserved or translated one. */
export function isPublic(address: string): boolean {
  const ip = ipaddr.process(address);
  if (ip.range() !== 'unicast') return false;
  if (ip.kind() === 'ipv4') return true;
  return ip.match(GLOBAL_UNICAST) && !NOT_PUBLIC.some((range) => ip.match(range));
}
