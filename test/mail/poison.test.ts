import { openMailReader } from '@tierline/server/channels/mail-reader';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { inboundMail, mailOf, type InboundMail } from '../support/mail-desk.ts';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
let inbound: InboundMail;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-05T07:00:00Z' });
  inbound = await inboundMail(desk);
  await inbound.send(mailOf('warm@up.example', {}, 'The worker starts.'));
  await inbound.read();
});
afterAll(async () => {
  await inbound?.stop();
  await desk?.stop();
});

const FROM = 'From: eve@else.example\r\n';
const nested = (depth: number) =>
  Array.from(
    { length: depth },
    (_none, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  ).join('');

const POISON: Record<string, string | Buffer> = {
  nothing: '\r\n',
  'a single byte': 'x',
  'no head': 'Hello, this is no mail\r\n',
  'no body': `${FROM}Subject: x`,
  'no author': 'Subject: x\r\n\r\nHello\r\n',
  'several authors': 'From: a@b.example, c@d.example\r\n\r\nHello\r\n',
  'parts without end': `${FROM}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHello`,
  'parts without boundary': `${FROM}Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nHello\r\n`,
  'a thousand parts within parts': FROM + nested(1_000),
  'ten thousand parts within parts': FROM + nested(10_000),
  'a boundary within itself': `${FROM}Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n'.repeat(2_000)}`,
  'mail in mail in mail': FROM + 'Content-Type: message/rfc822\r\n\r\n'.repeat(500),
  'a character set that is none': `${FROM}Content-Type: text/plain; charset="x-\u0000-klingon"\r\n\r\nH\u00e9llo\r\n`,
  'an encoding that is none': `${FROM}Content-Type: text/plain\r\nContent-Transfer-Encoding: rot13\r\n\r\nUryyb\r\n`,
  'base64 that is none': `${FROM}Content-Transfer-Encoding: base64\r\n\r\n!!!!====%%%%\r\n`,
  NULs: Buffer.concat([Buffer.from(`${FROM}Subject: a\u0000b\r\n\r\n`), Buffer.alloc(5_000)]),
  'a megabyte in one line': `${FROM}Subject: x\r\n\r\n${'x'.repeat(1_000_000)}\r\n`,
  'a megabyte of head': `${FROM}X-Long: ${'y '.repeat(500_000)}\r\n\r\nHello\r\n`,
  'a hundred thousand heads': `${FROM}${'X-A: b\r\n'.repeat(100_000)}\r\nHello\r\n`,
  'a hundred thousand addresses': `From: ${'a@b.example, '.repeat(100_000)}c@d.example\r\n\r\nHello\r\n`,
  'groups within groups': `From: ${'g: '.repeat(20_000)}a@b.example${';'.repeat(20_000)}\r\n\r\nHello\r\n`,
  'comments within comments': `From: ${'('.repeat(50_000)} a@b.example\r\n\r\nHello\r\n`,
  'encoded words without end': `${FROM}Subject: ${'=?utf-8?q?'.repeat(50_000)}\r\n\r\nHello\r\n`,
  'HTML that is deep': `${FROM}Content-Type: text/html\r\n\r\n${'<div>'.repeat(50_000)}x\r\n`,
  'HTML of tables in tables': `${FROM}Content-Type: text/html\r\n\r\n${'<table><tr><td>'.repeat(5_000)}x\r\n`,
  'HTML that ends nowhere': `${FROM}Content-Type: text/html\r\n\r\n${'<a href="'.repeat(100_000)}\r\n`,
  uuencode: `${FROM}\r\nbegin 644 a\r\n${'M'.repeat(60)}\r\n`.repeat(2_000),
  'a bomb of zeros': `${FROM}Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${'A'.repeat(4_000_000)}\r\n`,
  'all bytes there are': Buffer.concat([
    Buffer.from(FROM),
    Buffer.from(Array.from({ length: 65_536 }, (_none, at) => at % 256)),
  ]),
};

test.each(Object.entries(POISON))('S13 %s stops nothing and is kept', async (_name, raw) => {
  await inbound.send(raw, { from: 'eve@else.example' });
  expect(await inbound.read()).toBe(1);
  const [mail] = await desk.engineer.client.mail.incoming().all(1);
  expect(mail!.state).toBe('QUARANTINED');
  await inbound.send(mailOf('after@poison.example', {}, 'All is well'));
  expect(await inbound.read()).toBe(1);
  const [next] = await desk.engineer.client.mail.incoming().all(1);
  expect(next).toMatchObject({ text: 'All is well', reason: 'UNKNOWN_SENDER' });
});

test('S13 a mail that takes too long is cut, and the next one is read', async () => {
  const reader = openMailReader({ resolver: () => new Promise(() => {}), parseMs: 100 });
  const html = Buffer.from(`${FROM}Content-Type: text/html\r\n\r\n${'<a href="x">y</a>'.repeat(55_000)}`);
  expect(await reader.parse(html)).toBeNull();
  // On a busy machine even a small one may take more than that once.
  const small = Buffer.from(`${FROM}Subject: x\r\n\r\nHello`);
  await vi.waitFor(async () => expect(await reader.parse(small)).toMatchObject({ subject: 'x' }), 15_000);
  await reader.close();
});
