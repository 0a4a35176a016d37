import {
  bounceKeyOf,
  classify,
  isHardBounce,
  messageIdOf,
  parted,
  readRequest,
  replyOf,
  serviceOf,
  type ParsedMail,
} from '@tierline/schema/incoming-mail/incoming-mail.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const DOMAIN = 'in.vendor.example';
const MAIL: ParsedMail = {
  from: ['aline@lumiere.example'],
  to: [`support@${DOMAIN}`],
  subject: 'Help',
  text: 'Hello',
  answers: [],
  headers: {},
  hops: 3,
  files: [],
  reports: [],
};
const ENVELOPE = {
  envelopeFrom: 'aline@lumiere.example',
  recipients: [`support@${DOMAIN}`],
  domain: DOMAIN,
  dmarc: 'pass',
};
const REPORT = { action: 'failed', status: '5.1.1', recipient: 'x@y.example', diagnostic: '' };

test.each<[string | null, Partial<ParsedMail>, Partial<typeof ENVELOPE>]>([
  [null, {}, {}],
  [null, { headers: { 'auto-submitted': 'no' } }, { dmarc: 'none' }],
  ['BOUNCE', { reports: [REPORT] }, {}],
  ['BOUNCE', {}, { recipients: [`bounce+${'a'.repeat(32)}@${DOMAIN}`] }],
  [
    'BOUNCE',
    { headers: { 'content-type': 'multipart/report; report-type=delivery-status; boundary=b' } },
    {},
  ],
  ['UNREADABLE', { from: [] }, {}],
  ['UNREADABLE', { from: ['a@b.example', 'c@d.example'] }, {}],
  ['LOOP', { from: [`support@${DOMAIN}`] }, {}],
  ['LOOP', { hops: 51 }, {}],
  ['AUTO_REPLY', { headers: { 'auto-submitted': 'auto-replied' } }, {}],
  ['AUTO_REPLY', { headers: { precedence: 'auto_reply' } }, {}],
  ['AUTO_REPLY', { subject: 'Out of office: Help' }, {}],
  ['AUTO_REPLY', { subject: 'Réponse automatique : Help' }, {}],
  ['AUTO_REPLY', {}, { envelopeFrom: '' }],
  ['LIST', { headers: { 'list-id': '<news.example>' } }, {}],
  ['LIST', { headers: { precedence: 'bulk' } }, {}],
  ['SPAM', { headers: { 'x-spam-flag': 'YES' } }, {}],
  ['SENDER_NOT_PROVEN', {}, { dmarc: 'fail' }],
])('S13 a mail is %s', (reason, mail, envelope) => {
  expect(classify({ ...MAIL, ...mail }, { ...ENVELOPE, ...envelope })).toBe(reason);
});

test.each([
  ['It works.\n\nOn Mon, 4 May 2026 at 09:00, Support wrote:\n> Try again', 'It works.'],
  ['Merci.\n\nLe lun. 4 mai 2026 à 09:00, Support <s@v.example> a écrit :\n> Essayez', 'Merci.'],
  ['Yes\n-----Original Message-----\nFrom: Support\nTry', 'Yes'],
  ['Oui\nDe : Support\nEnvoyé : lundi 4 mai\nObjet : x', 'Oui'],
  ['Yes\n> one\n> two\n', 'Yes'],
  ['> one\nthat is wrong', '> one\nthat is wrong'],
  ['> everything\n> is quoted', '> everything\n> is quoted'],
  ['From: is a word here\nand nothing follows', 'From: is a word here\nand nothing follows'],
])('S13 of %j what was written is %j', (text, said) => {
  expect(parted(text).said).toBe(said);
});

test('S13 a stranger’s mail of nothing but quotations takes no time to part', { timeout: 5_000 }, () => {
  const text = `${'>\n'.repeat(1_000_000)}and an end`;
  expect(parted(text)).toEqual({ said: text, quoted: '' });
  expect(parted(`${text}\n> quoted`)).toEqual({ said: text, quoted: '> quoted' });
});

test('S13 parting loses nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('> a', 'b', '', 'On Monday somebody wrote:', 'De : x', 'Date : y')),
      (lines) => {
        const text = lines.join('\n').trim();
        const { said, quoted } = parted(text);
        expect(`${said}\n${quoted}`.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
      },
    ),
  );
});

test('S13 S88 the first lines of a mail say what is asked, in either language', () => {
  const known = { types: ['LOGIN_ISSUE', 'HOW_TO'], skus: ['IQ-TM', 'EventStream'] };
  expect(readRequest('Type: login issue\nGravité : sévère\nSKU = iq-tm\n\nNobody gets in.', known)).toEqual({
    type: 'LOGIN_ISSUE',
    severity: 'SEVERE',
    sku: 'IQ-TM',
    question: 'Nobody gets in.',
    unclear: [],
  });
  expect(readRequest('Service: eventstream\nSeverity: 7\nHow?', known)).toMatchObject({
    sku: 'EventStream',
    severity: null,
    question: 'How?',
    unclear: ['Severity: 7'],
  });
  expect(readRequest('How do I?', known)).toMatchObject({ type: null, severity: null, sku: null });
  expect(serviceOf(null, ['IQ-TM'], '')).toBe('IQ-TM');
  expect(serviceOf(null, ['A-1', 'B-2'], 'about b-2')).toBe('B-2');
  expect(serviceOf(null, ['A-1', 'B-2'], 'about a-1 and b-2')).toBeNull();
});

test.each([
  ['Subject: x\r\nMessage-ID: <a.b@c.example>\r\n\r\n', 'a.b@c.example'],
  ['message-id:\r\n  <folded@c.example>\r\n\r\n', 'folded@c.example'],
  ['Subject: x\r\n\r\nMessage-ID: <body@c.example>\r\n', null],
  ['Message-ID: none\r\n\r\n', null],
])('S13 of %j the Message-ID is %s', (head, id) => {
  expect(messageIdOf(head)).toBe(id);
});

test('S13 our own addresses say what they are for, and nobody else’s do', () => {
  const mac = '0123456789abcdef';
  expect(replyOf(`Reply+T-7.${mac}@${DOMAIN}`, DOMAIN)).toEqual({ name: 't-7', signature: mac });
  expect(replyOf(`reply+t-7.${mac}@else.example`, DOMAIN)).toBeNull();
  expect(bounceKeyOf(`bounce+${'a'.repeat(32)}@${DOMAIN}`, DOMAIN)).toBe('a'.repeat(32));
  expect(bounceKeyOf(`bounce+short@${DOMAIN}`, DOMAIN)).toBeNull();
});

test.each([
  ['failed', '5.1.1', true],
  ['Failed', '5.2.1', true],
  ['failed', '5.2.2', false], // the mailbox is full
  ['failed', '5.7.1', false],
  ['delayed', '4.4.1', false],
  ['delivered', '2.0.0', false],
])('S13 %s with %s gives an address up: %s', (action, status, hard) => {
  expect(isHardBounce({ ...REPORT, action, status })).toBe(hard);
});
