import type { Severity } from '../plans/plan.rules.ts';

/** A mail as its parser found it. Every text in it is a stranger's. */
export interface ParsedMail {
  /** Addresses in lower case; an honest mail has one. */
  from: readonly string[];
  /** Of To and Cc, in lower case. */
  to: readonly string[];
  subject: string;
  /** What is for reading, from HTML where there is nothing else. */
  text: string;
  /** Message-IDs that it answers, the latest first, without brackets. */
  answers: readonly string[];
  /** By lower-case name, those that `classify` looks at. */
  headers: Readonly<Record<string, string>>;
  /** How many servers it went through. */
  hops: number;
  files: readonly { fileName: string; mediaType: string; content: Uint8Array }[];
  /** What a server says of mails that it could not deliver (RFC 3464). */
  reports: readonly { action: string; status: string; recipient: string; diagnostic: string }[];
}

/** What is known of how a mail came. */
export interface Envelope {
  envelopeFrom: string;
  recipients: readonly string[];
  /** Where mail to us arrives. */
  domain: string;
  dmarc: string | null;
}

export type ClassReason =
  'UNREADABLE' | 'BOUNCE' | 'LOOP' | 'AUTO_REPLY' | 'LIST' | 'SPAM' | 'SENDER_NOT_PROVEN';

/** More than honest mail ever needs. */
const MOST_HOPS = 50;
const AWAY =
  /^(out of (the )?office|automatic reply|auto(matic)?[- ]?(reply|response)|absence|absent|r[ée]ponse automatique|en cong[ée]s?)\b/i;

/**
 * Why a mail is nothing that a person wrote to us, or not proven to be; null for one to read. What programs send is never
 * answered, so that no two programs answer one another.
 */
export function classify(
  mail: ParsedMail,
  { envelopeFrom, recipients, domain, dmarc }: Envelope,
): ClassReason | null {
  const header = (name: string) => mail.headers[name]?.trim().toLowerCase() ?? '';
  const toBounces = recipients.some((address) => bounceKeyOf(address, domain) !== null);
  if (
    toBounces ||
    mail.reports.length > 0 ||
    /\breport-type="?delivery-status/.test(header('content-type'))
  ) {
    return 'BOUNCE';
  }
  const [from] = mail.from;
  if (from === undefined || mail.from.length > 1) return 'UNREADABLE';
  if (mail.hops > MOST_HOPS || from.endsWith(`@${domain}`)) return 'LOOP';
  const submitted = header('auto-submitted');
  if (
    (submitted !== '' && !submitted.startsWith('no')) ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => header(name) !== '') ||
    header('precedence') === 'auto_reply' ||
    AWAY.test(mail.subject.trim()) ||
    envelopeFrom === ''
  ) {
    return 'AUTO_REPLY';
  }
  if (
    header('list-id') !== '' ||
    header('list-unsubscribe') !== '' ||
    /^(bulk|list|junk)$/.test(header('precedence'))
  ) {
    return 'LIST';
  }
  if (header('x-spam-flag').startsWith('yes') || header('x-spam-status').startsWith('yes')) return 'SPAM';
  return isUnproven(dmarc) ? 'SENDER_NOT_PROVEN' : null;
}

/** Only who has no policy is believed without proof: what cannot be found out may be what somebody hides. */
function isUnproven(dmarc: string | null): boolean {
  return dmarc === 'fail' || dmarc === 'temperror' || dmarc === 'permerror';
}

/** The key in the address to which undeliverable mail comes back. */
export function bounceKeyOf(address: string, domain: string): string | null {
  const [, key, at] = /^bounce\+([0-9a-f]{32})@(.+)$/i.exec(address) ?? [];
  return key !== undefined && at?.toLowerCase() === domain ? key.toLowerCase() : null;
}

/** The ticket that an address of ours names, and the signature that proves that we wrote it. */
export function replyOf(address: string, domain: string): { name: string; signature: string } | null {
  const [, name, signature, at] = /^reply\+(t-\d{1,9})\.([0-9a-f]{16})@(.+)$/i.exec(address) ?? [];
  if (name === undefined || signature === undefined || at?.toLowerCase() !== domain) return null;
  return { name: name.toLowerCase(), signature };
}

/** Whether a report says that no mail reaches the address, for good. */
export function isHardBounce({ action, status }: ParsedMail['reports'][number]): boolean {
  return action.trim().toLowerCase() === 'failed' && /^5\.(1\.\d+|2\.1|0\.0|4\.4)$/.test(status.trim());
}

const QUOTE_BEGINS = [
  /^on .{6,200}\bwrote\s*:$/i,
  /^le .{6,200}\ba [ée]crit\s*:$/i,
  /^-{2,}\s*(original message|message d['’]origine|forwarded message)\s*-{2,}$/i,
  /^_{20,}$/,
  /^(from|de)\s*:.+$/i,
];

/** Parts what somebody wrote from what was quoted below it; where everything is quoted, nothing is cut. */
export function parted(text: string): { said: string; quoted: string } {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  // Found once, from the end: looked for at each line, it would take a stranger's mail hours.
  const tail = lines.findLastIndex((line) => !/^\s*(>|$)/.test(line)) + 1;
  const begins = lines.findIndex((line, at) =>
    isQuote(line.trim(), { next: lines[at + 1], atTail: at >= tail }),
  );
  const said = (begins < 0 ? lines : lines.slice(0, begins)).join('\n').trim();
  if (begins < 0 || said === '') return { said: text.trim(), quoted: '' };
  return { said, quoted: lines.slice(begins).join('\n').trim() };
}

/** A line that introduces a quotation, or from which on everything is quoted. */
function isQuote(
  line: string,
  { next = '', atTail }: { next: string | undefined; atTail: boolean },
): boolean {
  if (line.startsWith('>')) return atTail;
  if (line.length > 300 || !QUOTE_BEGINS.some((begin) => begin.test(line))) return false;
  // "From:" begins a quotation only as the first of several headers.
  return !/^(from|de)\s*:/i.test(line) || /^(sent|date|envoy[ée]( le)?|to|à)\s*:/i.test(next.trim());
}

/** What a mail says of its request: the lines at its top that name it, and the rest as the question. */
export interface MailRequest {
  type: string | null;
  severity: Severity | null;
  sku: string | null;
  question: string;
  /** Lines whose value means nothing here. */
  unclear: string[];
}

const SEVERITIES: Record<string, Severity> = {
  '1': 'SEVERE',
  SEVERE: 'SEVERE',
  '2': 'MODERATE',
  MODERATE: 'MODERATE',
  MODERE: 'MODERATE',
  '3': 'LIMITED',
  LIMITED: 'LIMITED',
  LIMITE: 'LIMITED',
};
/** How many lines of a mail may say what it is about. */
const HEAD_LINES = 10;

/**
 * Reads `Type: HOW_TO`, `Severity: 2` and `Service: IQ-TM` from the first lines of a mail, in either language.
 *
 * @param known the codes of request types and SKUs
 */
export function readRequest(
  said: string,
  known: { types: readonly string[]; skus: readonly string[] },
): MailRequest {
  const request: MailRequest = { type: null, severity: null, sku: null, question: '', unclear: [] };
  const rest = said.split('\n').filter((line, at) => {
    const [, name, value] =
      /^\s*(type|severity|gravit[ée]|service|sku)\s*[:=]\s*(.{1,60})$/i.exec(line) ?? [];
    if (at >= HEAD_LINES || name === undefined || value === undefined) return true;
    const word = value.trim().normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    if (/^type$/i.test(name))
      request.type = known.types.find((type) => type === word.replace(/[\s-]+/g, '_')) ?? null;
    else if (/^(service|sku)$/i.test(name))
      request.sku = known.skus.find((sku) => sku.toUpperCase() === word) ?? null;
    else request.severity = SEVERITIES[word] ?? null;
    const read = /^type$/i.test(name)
      ? request.type
      : /^(service|sku)$/i.test(name)
        ? request.sku
        : request.severity;
    if (read === null) request.unclear.push(line.trim());
    return false;
  });
  return { ...request, question: rest.join('\n').trim() };
}

/** The one service that a request is about: the one that it names, the only one there is, or the only one mentioned. */
export function serviceOf(named: string | null, subscribed: readonly string[], words: string): string | null {
  if (named !== null) return named;
  if (subscribed.length === 1) return subscribed[0]!;
  const mentioned = subscribed.filter((sku) => words.toUpperCase().includes(sku.toUpperCase()));
  return mentioned.length === 1 ? mentioned[0]! : null;
}

/** The Message-ID of a mail, from the first 64 kB of its head; null where it has none, or one that is none. */
export function messageIdOf(head: string): string | null {
  const [, id] = /^message-id[ \t]*:[ \t]*<([^<>\s]{3,250})>/im.exec(unfolded(head)) ?? [];
  return id ?? null;
}

/** What its author wrote, how that is to be read, and whether it comes through a list: servers on the way change none of it. */
const SAYING =
  /^(from|date|subject|content-type|content-transfer-encoding|list-id|list-unsubscribe|precedence)[ \t]*:.*$/gim;

/** What of a head makes a mail that mail, and where the body begins, in bytes of a head read as Latin-1. */
export function authoredPart(head: string): { written: string; body: number } {
  const lines = unfolded(head).match(SAYING) ?? [];
  const end = /\r?\n\r?\n/.exec(head);
  return { written: `${lines.join('\n')}\n\n`, body: end ? end.index + end[0].length : 0 };
}

function unfolded(head: string): string {
  const end = head.search(/\r?\n\r?\n/);
  return (end < 0 ? head : head.slice(0, end)).replace(/\r?\n[ \t]+/g, ' ');
}
