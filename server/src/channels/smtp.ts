import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { SetupError } from '@tierline/prisma/setup-error';
import type { FileStore } from '@tierline/schema/files';
import { keepMail } from '@tierline/schema/incoming-mail/keep-mail';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Logger } from '../log.ts';

export interface SmtpOptions {
  host: string;
  port: number;
  /** Where mail to us arrives: what is for another domain is refused, so that nobody sends through us. */
  domain: string;
  /** A certificate and its key, PEM: with them STARTTLS is offered. */
  tls: { cert: string; key: string } | null;
  database: Database;
  store: FileStore;
  log: Logger;
  clock?: () => Date;
  limits?: Partial<typeof SMTP_LIMITS>;
}

export const SMTP_LIMITS = {
  /** 25 MB of files, as mail encodes them. */
  bytes: 36 * 1_024 * 1_024,
  connections: 50,
  recipients: 20,
  /** Mails of one address in a minute. */
  mailsPerMinute: 60,
  idleMs: 60_000,
};

/**
 * Listens for mail. One that was taken is kept before its sender is told so; what cannot be kept right now is refused for
 * the moment, and its sender tries again.
 *
 * @throws SetupError where the port is taken
 */
export async function openSmtp(options: SmtpOptions): Promise<{ port: number; close(): Promise<void> }> {
  const { host, port, domain, tls, log } = options;
  const limits = { ...SMTP_LIMITS, ...options.limits };
  const allowed = ratePerMinute(limits.mailsPerMinute);
  const server = new SMTPServer({
    name: domain,
    banner: 'Tierline',
    authOptional: true,
    disabledCommands: ['AUTH', ...(tls ? [] : ['STARTTLS'])],
    ...(tls && { cert: tls.cert, key: tls.key }),
    size: limits.bytes,
    maxClients: limits.connections,
    socketTimeout: limits.idleMs,
    closeTimeout: 1_000,
    disableReverseLookup: true,
    onMailFrom: (_address, { remoteAddress }, done) =>
      done(allowed(remoteAddress) ? null : refusal(450, '4.7.1 Too many mails: try again in a minute')),
    onRcptTo: ({ address }, session, done) => {
      if (!address.toLowerCase().endsWith(`@${domain}`)) return done(refusal(550, '5.7.1 Relaying denied'));
      if (session.envelope.rcptTo.length >= limits.recipients) {
        return done(refusal(452, '4.5.3 Too many recipients'));
      }
      return done();
    },
    onData: (stream, session, done) => {
      take(stream, session, options).then(
        (complaint) => done(complaint),
        (err: unknown) => {
          log.error({ err }, 'mail not kept');
          done(refusal(451, '4.3.0 Not possible right now: try again later'));
        },
      );
    },
  });
  server.on('error', (err) => log.warn({ err }, 'smtp connection'));
  server.listen(port, host);
  await Promise.race([
    once(server.server, 'listening'),
    once(server.server, 'error').then(([error]) => {
      throw new SetupError(`Mail cannot be listened for at ${host}:${port}: ${(error as Error).message}`);
    }),
  ]);
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function take(
  stream: SMTPServerDataStream,
  { envelope, remoteAddress, hostNameAppearsAs }: SMTPServerSession,
  { database, store, clock = () => new Date() }: SmtpOptions,
): Promise<Error | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (!stream.sizeExceeded) chunks.push(chunk);
  }
  if (stream.sizeExceeded) return refusal(552, '5.3.4 Larger than we take');
  const mail = {
    raw: Buffer.concat(chunks),
    envelopeFrom: envelope.mailFrom ? envelope.mailFrom.address : '',
    recipients: envelope.rcptTo.map(({ address }) => address),
    remoteAddress,
    helo: hostNameAppearsAs || null,
  };
  await asTenant('every-account', () => keepMail(database.client, store, mail, clock()));
  return null;
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/** Counts what each address sends in a minute of this process. */
function ratePerMinute(most: number): (address: string) => boolean {
  let minute = 0;
  let counts = new Map<string, number>();
  return (address) => {
    const current = Math.floor(performance.now() / 60_000);
    if (current !== minute) [minute, counts] = [current, new Map<string, number>()];
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count <= most;
  };
}
