import type { Tx } from '../event.ts';
import { anywhere } from '../retention/erasure.rules.ts';
import { escaped, NOT_KEPT, paragraphIn } from './mail.rules.ts';

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
  // What was kept of a mail may have lost lines, and got one about files that were not.
  const lines = body.split('\n').filter((line) => !line.startsWith(NOT_KEPT));
  await tx.$executeRaw`
    update "IncomingMail" set "erasedAt" = ${now}, "text" = null, "quoted" = null, "subject" = null
    where "ticketId" = ${ticketId} and "erasedAt" is null and not exists (
      select 1 from unnest(${lines}::text[]) as line
      where position(line in concat_ws(' ', "subject", "text", "quoted")) = 0)`;
}

/**
 * Puts a mark in the place of words in the mails of a ticket, in any case, also where one told of several tickets at once; a
 * mail that came in and tells them is let go.
 */
export async function redactInMails(
  tx: Tx,
  { ticketId, text, mark }: { ticketId: string; text: string; mark: string },
  now: Date,
): Promise<void> {
  const [words, wordsInHtml] = [asSet(text), asSet(escaped(text))];
  await tx.$executeRaw`
    update "OutgoingMail" set "subject" = regexp_replace("subject", ${words}, ${mark}, 'gi'),
      "text" = regexp_replace("text", ${words}, ${mark}, 'gi'), "html" = regexp_replace("html", ${wordsInHtml}, ${mark}, 'gi')
    where ("ticketId" = ${ticketId} or "id" in (select "mailId" from "Notice" where "ticketId" = ${ticketId}))
      and ("subject" ~* ${words} or "text" ~* ${words} or "html" ~* ${wordsInHtml})`;
  await tx.$executeRaw`
    update "IncomingMail" set "erasedAt" = ${now}, "text" = null, "quoted" = null, "subject" = null
    where "ticketId" = ${ticketId} and "erasedAt" is null and concat_ws(' ', "subject", "text", "quoted") ~* ${words}`;
}

/** Puts a mark in the place of a reason of the vendor's that notices of the ticket brought along by mail. */
export async function redactReasonInMails(tx: Tx, ticketId: string, reason: string): Promise<void> {
  const [words, wordsInHtml] = [asSet(reason), asSet(escaped(reason))];
  for (const [locale, mark] of Object.entries(MARKS)) {
    await tx.$executeRaw`
      update "OutgoingMail" set "text" = regexp_replace("text", ${words}, ${mark}, 'gi'),
        "html" = regexp_replace("html", ${wordsInHtml}, ${mark}, 'gi')
      where "ticketId" = ${ticketId} and "locale"::text = ${locale} and ("text" ~* ${words} or "html" ~* ${wordsInHtml})`;
  }
}

/** Lets the mails go by which files came: their bytes hold them still. */
export async function redactMailsOfFiles(tx: Tx, fileIds: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    update "IncomingMail" mail set "erasedAt" = ${now}, "text" = null, "quoted" = null, "subject" = null, "fileNames" = '{}'
    from "Attachment" file join "Message" message on message."id" = file."messageId"
    where file."id" = any (${[...fileIds]}::text[]) and mail."ticketId" = message."ticketId" and exists (
      select 1 from unnest(mail."fileNames") as name where translate(name, '/\\', '__') = file."fileName")`;
}

/** A text wherever a mail tells it, which sets some signs apart from their words by no-break spaces. */
function asSet(text: string): string {
  return anywhere(text).replaceAll(' ', '[ \u00a0]');
}
