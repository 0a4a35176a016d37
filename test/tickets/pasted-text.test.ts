import { line, prose } from '@tierline/schema/input';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, REQUEST, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'PREMIUM' });
});
afterAll(() => desk?.stop());

describe('bodies', () => {
  test.each([
    ['a zero-width space, as chats paste it', 'check\u200bout is down', 'checkout is down'],
    ['a byte order mark', '\ufeffCheckout is down', 'Checkout is down'],
    ['a word joiner and a soft hyphen', 'check\u2060out is in\u00adterrupted', 'checkout is interrupted'],
    ['line and paragraph separators', 'One\u2028two\u2029three', 'One\ntwo\nthree'],
    ['a form feed and a vertical tab', 'One\ftwo\u000bthree', 'Onetwothree'],
    ['the colours of a console', '\u001b[31mERROR\u001b[0m no route', 'ERROR no route'],
    ['other control characters', 'beep\u0007 nul\u0000 esc\u001b', 'beep nul esc'],
    ['marks of direction beside Latin letters', 'total\u200f: 5\u200e', 'total: 5'],
    ['marks of direction in Hebrew', 'שלום\u200f, 5', 'שלום\u200f, 5'],
    ['marks of direction in Arabic', 'مرحبا\u061c \u200e5', 'مرحبا\u061c \u200e5'],
    ['an override of direction', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['isolates, also in Hebrew', 'שלום \u2067abc\u2069', 'שלום abc'],
    ['a joiner between Latin letters', 'pay\u200dment', 'payment'],
    ['joiners where Persian needs them', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['joiners of an emoji', 'the 👩\u200d💻 says no', 'the 👩\u200d💻 says no'],
    ['half a character', 'a\ud83d b', 'a b'],
    ['tabs and line breaks as they are', 'a\tb\r\nc\n', 'a\tb\r\nc'],
    ['a question mark', '?', '?'],
    ['an emoji', '😱', '😱'],
  ])('S39 %s', (_what, written, read) => {
    expect(prose(100).parse(written)).toBe(read);
  });

  test('S39 a severe request is not turned away for what was pasted with it', async () => {
    const { id } = await customer.open({
      ...REQUEST,
      question: '\ufeffAll\u200b down:\u2028\u001b[31m500\u001b[0m\u0000',
    });
    const { messages } = (await customer.client.tickets.messages(id))!;
    expect(messages.nodes[0]!.body).toBe('All down:\n500');
    const { issues } = await customer.problem('replyToTicket', { ticketId: id, body: '\u200b\ufeff' });
    expect(issues).toMatchObject([{ path: 'body', code: 'TOO_SMALL', en: 'is empty.' }]);
  });
});

test('S39 a single line says which character is in the way, and where', () => {
  const refused = (text: string) => line(100).safeParse(text).error!.issues[0] as { params?: { en: string } };
  expect(refused('👩 pay\u200bment').params!.en).toBe(
    'contains a character that is invisible or changes the reading direction: U+200B, at position 6.',
  );
  expect(line(100).parse(' Élodie 👩\u200d💻 ')).toBe('Élodie 👩\u200d💻');
  expect(line(100).safeParse('?').success).toBe(false);
});
