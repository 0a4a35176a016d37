import type { MailDesk } from '@tierline/schema/incoming-mail/mail-desk';
import { readDue } from '@tierline/server/channels/intake';
import { openMailReader } from '@tierline/server/channels/mail-reader';
import { openSmtp, type SMTP_LIMITS } from '@tierline/server/channels/smtp';
import { createLog } from '@tierline/server/log';
import { createTransport } from 'nodemailer';
import type { Desk } from './programme.ts';

export const DOMAIN = 'in.vendor.example';

export interface InboundMail {
  port: number;
  desk: MailDesk;
  /** Hands a mail over, as another server does. */
  send(raw: string | Buffer, envelope?: { from?: string; to?: string }): Promise<void>;
  /** Reads what came in, and answers how much it was. */
  read(): Promise<number>;
  stop(): Promise<void>;
}

/** The real listener and reader of a desk, with a DNS of its own. */
export async function inboundMail(
  { server }: Desk,
  { dns = {}, limits = {} }: { dns?: Record<string, unknown>; limits?: Partial<typeof SMTP_LIMITS> } = {},
): Promise<InboundMail> {
  const log = createLog('silent');
  const { database, files } = server;
  const resolver = async (name: string, type: string): Promise<unknown> => {
    const records = dns[`${name} ${type}`];
    if (records instanceof Error) throw records;
    if (records) return records;
    throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' });
  };
  const reader = openMailReader({ resolver });
  const smtp = await openSmtp({
    ...{ host: '127.0.0.1', port: 0, domain: DOMAIN, tls: null, database, log },
    // All that a file sends comes from one address, within a real minute.
    limits: { mailsPerMinute: 10_000, ...limits },
    store: files.store,
    clock: server.clock.now,
  });
  const transport = createTransport({ host: '127.0.0.1', port: smtp.port, ignoreTLS: true });
  const desk = { db: database.client, files, reader, publicUrl: server.url, domain: DOMAIN };
  return {
    port: smtp.port,
    desk,
    send: async (raw, { from = 'anybody@lumiere.example', to = `support@${DOMAIN}` } = {}) => {
      await transport.sendMail({ raw, envelope: { from, to } });
    },
    read: () => readDue(desk, log, server.clock.now),
    stop: async () => {
      transport.close();
      await smtp.close();
      await reader.close();
    },
  };
}

let number = 0;

/** A mail as its author’s program writes it. */
export function mailOf(from: string, headers: Record<string, string>, text: string): string {
  number += 1;
  const all = {
    From: `Somebody <${from}>`,
    To: `support@${DOMAIN}`,
    Subject: 'A question',
    Date: 'Mon, 01 Jan 2024 00:00:00 +0000',
    'Message-ID': `<${number}.${process.pid}@lumiere.example>`,
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${head.join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`;
}
