import type { ParsedMail } from './incoming-mail.rules.ts';

export type { ParsedMail };

/** What DNS says of who sent a mail: RFC 8601's words, such as `pass`, `fail`, `none`. */
export interface MailProof {
  spf: string;
  dkim: string;
  dmarc: string;
}

/** Looks into mail, where nothing that is in it can hurt. */
export interface MailReader {
  /** Null for one that takes too long, too much memory, or is no mail. */
  parse(raw: Uint8Array): Promise<ParsedMail | null>;
  prove(
    raw: Uint8Array,
    by: { remoteAddress: string | null; helo: string | null; envelopeFrom: string },
  ): Promise<MailProof>;
}
