import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAuthentication } from 'smtp-server';

/** What a mail server got. */
export interface Received {
  from: string;
  to: string[];
  raw: string;
  /** By lower-case name, unfolded; the last of several. */
  headers: Record<string, string>;
}

export interface MailSink {
  url: string;
  /** Oldest first. */
  mails: Received[];
  /** What it answers to a recipient or a content, instead of taking it; null to take it. */
  answer: (step: 'RCPT' | 'DATA', address: string) => { code: number; text: string } | null;
  /** Asked of whoever signs in; everybody may send without unless set. */
  stop(): Promise<void>;
}

/** A real mail server on a free port that keeps what it is sent. */
export async function mailSink(): Promise<MailSink> {
  const mails: Received[] = [];
  const sink: MailSink = { url: '', mails, answer: () => null, stop: async () => {} };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth: SMTPServerAuthentication, _session, done) => done(null, { user: 'anybody' }),
    onRcptTo: ({ address }, _session, done) => done(refusal(sink.answer('RCPT', address))),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const refused = refusal(sink.answer('DATA', to[0] ?? ''));
        if (refused) return done(refused);
        const raw = Buffer.concat(chunks).toString();
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        mails.push({ from, to, raw, headers: headersOf(raw) });
        return done();
      });
    },
  });
  server.on('error', () => {}); // a client that goes
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  sink.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  sink.stop = () => new Promise((resolve) => server.close(() => resolve()));
  return sink;
}

function refusal(answer: { code: number; text: string } | null): Error | null {
  return answer && Object.assign(new Error(answer.text), { responseCode: answer.code });
}

function headersOf(raw: string): Record<string, string> {
  const head = raw.slice(0, raw.search(/\r?\n\r?\n/)).replace(/\r?\n[ \t]+/g, ' ');
  return Object.fromEntries(
    head.split(/\r?\n/).map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
