import { mails } from '@tierline/prisma/demo/mails';
import { asTenant } from '@tierline/prisma/tenancy';
import { keepMail } from '@tierline/schema/incoming-mail/keep-mail';
import { readDue } from './channels/intake.ts';
import { openMailReader } from './channels/mail-reader.ts';
import { act, type Deed, type World } from './demo-act.ts';
import { before, MINUTE_MS } from './demo-time.ts';
import { createLog } from './log.ts';

const DOMAIN = 'mail.demo.example';
/** The demo asks nobody: DNS knows nothing. */
const resolver = () => Promise.reject(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }));

/** A request that comes by mail, is answered and answered again, and a mail that a program wrote. */
export function mailing(world: World, now: Date): Deed[] {
  const { question, answer, thanks, outOfOffice } = mails;
  const start = before(now, mails.daysAgo).getTime();
  const after = (minutes: number) => new Date(start + minutes * MINUTE_MS);
  const ticket = async () =>
    asTenant('every-account', async () =>
      world.client.ticket.findFirstOrThrow({ where: { channel: 'EMAIL', subject: question.subject } }),
    );
  return [
    { at: after(0), happen: (at) => arrive(world, question, {}, at) },
    {
      at: after(answer.minutesLater),
      happen: async (at) => {
        const { id: ticketId } = await ticket();
        const review = { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' };
        await act(
          world,
          answer.by,
          at,
          'replyToTicket',
          { ticketId, body: answer.text, review },
          'ticket { id }',
        );
      },
    },
    {
      at: after(thanks.minutesLater),
      happen: async (at) => {
        const headers = { 'In-Reply-To': `<${(await ticket()).id}@${DOMAIN}>` };
        await arrive(
          world,
          { ...question, subject: `Re: ${question.subject}`, text: thanks.text },
          headers,
          at,
        );
      },
    },
    {
      at: after(outOfOffice.minutesLater),
      happen: (at) => arrive(world, outOfOffice, { 'Auto-Submitted': 'auto-replied' }, at),
    },
  ];
}

/** Comes in as mail does: kept first, then read. */
async function arrive(
  { client: db, files, places }: World,
  { from, name, subject, text }: { from: string; name: string; subject: string; text: string },
  headers: Record<string, string>,
  at: Date,
): Promise<void> {
  const head = {
    From: `${name} <${from}>`,
    To: `support@${DOMAIN}`,
    Subject: subject,
    'Message-ID': `<${at.getTime()}.demo@belcourt.example>`,
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const lines = Object.entries(head).map(([field, value]) => `${field}: ${value}`);
  const mail = {
    raw: Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`),
    ...{ envelopeFrom: from, recipients: [`support@${DOMAIN}`], remoteAddress: null, helo: null },
  };
  const reader = openMailReader({ resolver });
  try {
    await asTenant('every-account', () => keepMail(db, files.store, mail, at));
    const desk = { db, files, reader, ...places, domain: DOMAIN };
    await readDue(desk, createLog('warn'), () => at);
  } finally {
    await reader.close();
  }
}
