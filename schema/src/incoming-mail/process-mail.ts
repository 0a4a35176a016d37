import type { Bytes } from '../files.ts';
import { noteUndeliverable } from '../mail/undeliverable.ts';
import { acceptMail } from './accept-mail.ts';
import { bounceKeyOf, classify, isHardBounce, parted, type ParsedMail } from './incoming-mail.rules.ts';
import type { KeptMail, MailDesk, Release } from './mail-desk.ts';
import type { MailProof } from './mail-reader.ts';
import { Doubt, quarantineMail } from './quarantine-mail.ts';
import { oneLine, shortened } from './stored-text.ts';

/** How often it is asked who sent a mail, a minute apart, before people decide. */
const PROOF_ATTEMPTS = 4;

/**
 * Makes of a mail what it is: a reply on its ticket, a new ticket where the plan covers it as strictly as on the web, or
 * something in quarantine, with the reason and, for a contact whose request is not taken, an answer that says what to do
 * (S13). Once, however often it is called.
 */
export async function processMail(desk: MailDesk, id: string, now: Date): Promise<void> {
  const { db, files, reader, domain } = desk;
  const kept = await db.incomingMail.findUniqueOrThrow({ where: { id } });
  if (kept.state !== 'RECEIVED') return;
  const release = kept.released as unknown as Release | null;
  const raw = kept.key === null ? null : await bytesOf(await files.store.read(kept.key));
  const parsed = raw && (await reader.parse(raw));
  if (!raw || !parsed)
    return quarantineMail(db, id, new Doubt('UNREADABLE', 'It is no mail that can be read.'), now);
  const proof = await reader.prove(raw, kept);
  const facts = factsOf(parsed, proof);
  await db.incomingMail.updateMany({ where: { id, state: 'RECEIVED' }, data: facts });
  const mail = { ...kept, ...facts };
  const reason = release ? null : classify(parsed, { ...mail, domain, dmarc: proof.dmarc });
  if (reason === 'SENDER_NOT_PROVEN' && proof.dmarc === 'temperror' && mail.attempts < PROOF_ATTEMPTS)
    throw new Error('Nobody could say who sent it: it is asked again.');
  if (reason === 'BOUNCE') return noteBounces(desk, mail, parsed, now);
  try {
    if (reason) throw new Doubt(reason);
    await acceptMail(desk, mail, parsed, release, now);
  } catch (error) {
    if (error instanceof Doubt) return quarantineMail(db, id, error, now);
    throw error;
  }
}

async function bytesOf(content: Bytes | null): Promise<Uint8Array | null> {
  if (!content) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function factsOf(parsed: ParsedMail, { spf, dkim, dmarc }: MailProof) {
  const { said, quoted } = parted(parsed.text);
  return {
    fromAddress: oneLine(parsed.from[0] ?? '', 320),
    subject: oneLine(parsed.subject, 200),
    text: shortened(said),
    quoted: shortened(quoted),
    fileNames: parsed.files.slice(0, 50).map(({ fileName }) => oneLine(fileName, 200)),
    ...{ spf, dkim, dmarc },
  };
}

/** What came back of our own mail: an address that a server calls unknown gets no more. */
async function noteBounces(desk: MailDesk, mail: KeptMail, parsed: ParsedMail, now: Date): Promise<void> {
  const keys = mail.recipients.flatMap((address) => bounceKeyOf(address, desk.domain) ?? []);
  const hard = parsed.reports.find(isHardBounce);
  await quarantineMail(desk.db, mail.id, new Doubt('BOUNCE', hard?.diagnostic ?? ''), now, async (tx) => {
    const sent = hard && (await tx.outgoingMail.findFirst({ where: { bounceKey: { in: keys } } }));
    if (!sent) return [];
    const told = {
      address: sent.address,
      cause: 'BOUNCED',
      detail: oneLine(hard.diagnostic, 500),
      mailId: sent.id,
    } as const;
    return noteUndeliverable(tx, told, now);
  });
}
