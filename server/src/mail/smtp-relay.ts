import type { DueMail } from '@tierline/schema/mail/mails.jobs';
import { createTransport } from 'nodemailer';

/** What a relay answered to an attempt that failed. */
interface Refusal {
  command: string | null;
  status: number | null;
  text: string;
}

/** Sends mail on its way. */
export interface MailSender {
  /** Sends once. Whatever goes wrong is a refusal, never an exception; null when it was taken. */
  send(mail: DueMail): Promise<Refusal | null>;
  close(): void;
}

export interface RelayOptions {
  /** `smtp://user:password@relay.example:587`, or `smtps://…`. */
  url: string;
  /** As whom it is sent, such as `Support <support@example.com>`. */
  from: string;
  /** Where mail to us arrives: what cannot be delivered is told there. Null where none does. */
  inboundDomain: string | null;
}

/** A relay that speaks SMTP: nodemailer keeps a few connections, and begins TLS where the relay offers it. */
export function openRelay({ url, from, inboundDomain }: RelayOptions): MailSender {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    // What is sent is ours: nothing in it names a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(composed(mail, from, inboundDomain));
        return null;
      } catch (error) {
        return refusalOf(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

function composed(mail: DueMail, from: string, inboundDomain: string | null) {
  const { messageId, address: to, subject, text, html, unsubscribeUrl, replyTo, inReplyTo, ticketId } = mail;
  const { calendar, calendarMethod } = mail;
  const domain = messageId.slice(messageId.lastIndexOf('@') + 1);
  // Mails of a ticket are one thread in their reader's mailbox, also where the first of them came from there.
  const references = [
    ...(ticketId ? [`<${ticketId}@${domain}>`] : []),
    ...(inReplyTo ? [`<${inReplyTo}>`] : []),
  ];
  return {
    messageId: `<${messageId}>`,
    from,
    to: { name: '', address: to },
    ...(inboundDomain !== null && { envelope: { from: `bounce+${mail.bounceKey}@${inboundDomain}`, to } }),
    subject,
    text,
    html,
    ...(calendar && calendarMethod && { icalEvent: { method: calendarMethod, content: calendar } }),
    ...(replyTo && { replyTo }),
    ...(references.length > 0 && { inReplyTo: references.at(-1)!, references }),
    headers: {
      // Nobody's vacation program answers it (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(unsubscribeUrl && {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}

interface SmtpError extends Error {
  command?: string;
  responseCode?: number;
  response?: string;
}

/** In the relay's words: ours could name where it is, or how we sign in there. */
function refusalOf({ command, responseCode, response, message }: SmtpError): Refusal {
  return { command: command ?? null, status: responseCode ?? null, text: response ?? message };
}
