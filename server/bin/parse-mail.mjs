// Runs in a worker: reads mail, so that what is wrong with it stops nothing but the worker. `mail-reader.ts` asks.
import { domainToASCII } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { simpleParser } from 'mailparser';
import { authenticate } from 'mailauth';

const HEADERS = [
  'auto-submitted',
  'content-type',
  'list-id',
  'list-unsubscribe',
  'precedence',
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-spam-flag',
  'x-spam-status',
];
const OPTIONS = {
  skipImageLinks: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  keepDeliveryStatus: true,
  maxHtmlLengthToParse: 1_000_000,
};

/** Answers of DNS that are on their way, by their number. */
const asked = new Map();
let questions = 0;

parentPort.on('message', async (message) => {
  if (message.answers !== undefined) {
    const { resolve, reject } = asked.get(message.answers);
    asked.delete(message.answers);
    if (message.records) resolve(message.records);
    else reject(Object.assign(new Error(message.code), { code: message.code }));
    return;
  }
  try {
    const result = message.by ? await prove(message) : await parse(message.raw);
    parentPort.postMessage({ result });
  } catch (error) {
    parentPort.postMessage({ error: String(error) });
  }
});
parentPort.postMessage({ ready: true });

async function parse(raw) {
  const mail = await simpleParser(Buffer.from(raw), OPTIONS);
  const lines = new Map(mail.headerLines.map(({ key, line }) => [key, line]));
  const headers = Object.fromEntries(
    HEADERS.flatMap((name) => (lines.has(name) ? [[name, valueOf(lines.get(name))]] : [])),
  );
  const isReport = ({ contentType }) => contentType === 'message/delivery-status';
  return {
    from: addressesOf(mail.from),
    to: [...addressesOf(mail.to), ...addressesOf(mail.cc)],
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    answers: [mail.inReplyTo ?? [], [mail.references ?? []].flat().toReversed()]
      .flat()
      .flatMap((ids) => String(ids).match(/[^<>\s]+@[^<>\s]+/g) ?? []),
    headers,
    hops: mail.headerLines.filter(({ key }) => key === 'received').length,
    files: mail.attachments
      .filter((file) => !isReport(file))
      .map(({ filename, contentType, content }) => ({
        fileName: filename || 'file',
        mediaType: String(contentType || 'application/octet-stream')
          .toLowerCase()
          .slice(0, 127),
        content: new Uint8Array(content),
      })),
    reports: mail.attachments.filter(isReport).flatMap(({ content }) => reportsOf(content.toString('utf8'))),
  };
}

function valueOf(line) {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n/g, '')
    .trim()
    .slice(0, 1_000);
}

/** Of one header or several, also inside groups. */
function addressesOf(field) {
  const flat = ({ address, group }) => (group ? group.flatMap(flat) : address ? [address.toLowerCase()] : []);
  return [field ?? []].flat().flatMap(({ value }) => value.flatMap(flat));
}

/** The groups of fields of a delivery status, one for each recipient (RFC 3464). */
function reportsOf(text) {
  return text.split(/\r?\n\r?\n/).flatMap((group) => {
    const field = (name) =>
      new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(group.replace(/\r?\n[ \t]+/g, ' '))?.[1]?.trim() ?? '';
    if (!field('action')) return [];
    return [
      {
        action: field('action'),
        status: /\d\.\d{1,3}\.\d{1,3}/.exec(field('status'))?.[0] ?? '',
        recipient: field('final-recipient')
          .replace(/^[^;]*;/, '')
          .trim()
          .toLowerCase(),
        diagnostic:
          field('diagnostic-code')
            .replace(/^[^;]*;/, '')
            .trim() || field('status'),
      },
    ];
  });
}

/** SPF, DKIM and DMARC; DNS is asked by whoever started the worker. */
async function prove({ raw, by: { remoteAddress, helo, envelopeFrom } }) {
  const resolver = (name, type) =>
    new Promise((resolve, reject) => {
      questions += 1;
      asked.set(questions, { resolve, reject });
      parentPort.postMessage({ asks: questions, name, type });
    });
  const { spf, dkim, dmarc } = await authenticate(Buffer.from(raw), {
    ip: remoteAddress ?? undefined,
    helo: helo ?? undefined,
    sender: envelopeFrom,
    mta: 'tierline',
    resolver,
    disableArc: true,
    disableBimi: true,
  });
  const proven = (dkim?.headerFrom || []).map(comparable);
  const agrees = proven.length === 1 && proven[0] === (await authorOf(raw));
  const results = (dkim?.results ?? []).map(({ status }) => status.result);
  return {
    spf: (spf && spf.status.result) || 'none',
    dkim: results.includes('pass') ? 'pass' : (results[0] ?? 'none'),
    // Whose policy is asked for must be who is taken for the author: readers differ where there are several.
    dmarc: agrees ? (dmarc && dmarc.status.result) || 'none' : 'permerror',
  };
}

/** The one author that a head names, to compare; null where it names none, or several. */
async function authorOf(raw) {
  const bytes = Buffer.from(raw);
  const end = bytes.toString('latin1').search(/\r?\n\r?\n/);
  const { from, headerLines } = await simpleParser(end < 0 ? bytes : bytes.subarray(0, end), OPTIONS);
  const authors = addressesOf(from);
  const named = headerLines.filter(({ key }) => key === 'from').length;
  return named === 1 && authors.length === 1 ? comparable(authors[0]) : null;
}

function comparable(address) {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at);
  return `${address.slice(0, at)}${domainToASCII(domain) || domain}`.toLowerCase();
}
