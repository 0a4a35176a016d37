import type { Tx } from '../event.ts';
import { paragraphIn } from './mail.rules.ts';

// What this term offers to others: what was taken out of a message is in no mail that told it either.

const MARKS = { FR: '[Texte retiré]', EN: '[Text removed]' } as const;

/**
 * Puts a mark where a mail of the ticket tells a text, whether it was sent or is to be, and lets the mail go by which it
 * came: its bytes are removed within seconds.
 */
export async function redactMails(
  tx: Tx,
  { ticketId, body }: { ticketId: string; body: string },
  now: Date,
): Promise<void> {
  for (const [locale, mark] of Object.entries(MARKS)) {
    const [text, html] = [paragraphIn('text', body), paragraphIn('html', body)];
    await tx.$executeRaw`
      update "OutgoingMail" set "text" = replace("text", ${text}, ${paragraphIn('text', mark)}),
        "html" = replace("html", ${html}, ${paragraphIn('html', mark)})
      where "ticketId" = ${ticketId} and "locale"::text = ${locale}
        and (position(${text} in "text") > 0 or position(${html} in "html") > 0)`;
  }
  await tx.$executeRaw`
    update "IncomingMail" set "erasedAt" = ${now}, "text" = null, "quoted" = null, "subject" = null
    where "ticketId" = ${ticketId} and "erasedAt" is null and position(${body} in concat_ws(' ', "text", "quoted")) > 0`;
}
