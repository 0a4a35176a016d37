import { expect, test } from 'vitest';
import { openDesk } from '../support/programme.ts';
import { reasonOf } from '@tierline/server/reason';

test.each([
  [
    'Variable "$id" of required type "ID!" was not provided.',
    'Variable "$id" of required type "ID!" was not provided.',
  ],
  [
    'Variable "$on" got invalid value "2026-13-01"; Not a date: "2026-13-01". Send year-month-day, between 1970 and 2199: 2026-07-14.',
    'on: Not a date. Send year-month-day, between 1970 and 2199: 2026-07-14.',
  ],
  [
    'Variable "$input" got invalid value "a; Send secret. Send x" at "input.month"; Not a month: "a; Send secret. Send x". Send year-month, between 1970 and 2199: 2026-07.',
    'input.month: Not a month. Send year-month, between 1970 and 2199: 2026-07.',
  ],
  [
    'Variable "$input" got invalid value "SEVER" at "input.severity"; Value "SEVER" does not exist in "Severity" enum. Did you mean the enum value "SEVERE"?',
    'input.severity: Value does not exist in "Severity" enum. Did you mean the enum value "SEVERE"?',
  ],
  [
    'Variable "$input" got invalid value { password: "secret" }; Field "subject" of required type "String!" was not provided.',
    'input: Field "subject" of required type "String!" was not provided.',
  ],
  [
    'Variable "$first" got invalid value "secret"; Int cannot represent non-integer value: "secret"',
    'first: Int cannot represent a non-integer value.',
  ],
  ['Variable "$x" got invalid value "secret"; Something else: secret', undefined],
  ['Search for a text of 1 to 500 characters.', undefined],
])('B19 why an argument was refused is told without its value: %s', (message, reason) => {
  expect(reasonOf(message)).toBe(reason);
});

test('B19 the client says why a date, an enum, a missing field and an id were refused, and never what was sent', async () => {
  const desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  const customer = await desk.customer();
  const { client } = customer;
  const refused = async (request: Promise<unknown>) =>
    (
      await request.then(
        () => 'nothing',
        (error: Error) => error.message,
      )
    ).replace(/ \([^)]*\)/, '');
  const statement = { accountId: customer.accountId, from: '2026-02-30', to: '2026-03-01' };
  const severity = 'SEVER' as 'SEVERE';
  expect(await refused(client.contracts.statement(statement))).toBe(
    'AccountStatement: BAD_USER_INPUT. from: Not a date. Send year-month-day, between 1970 and 2199: 2026-07-14. See `errors`.',
  );
  expect(
    await refused(client.tickets.raiseSeverity({ ticketId: 'tkt_1', severity, cause: 'WORSENED' })),
  ).toBe(
    'RaiseSeverity: BAD_USER_INPUT. input.severity: Value does not exist in "Severity" enum. Did you mean the enum value "SEVERE"? See `errors`.',
  );
  expect(await refused(client.tickets.reply({ ticketId: 'tkt_1' } as never))).toBe(
    'ReplyToTicket: BAD_USER_INPUT. input: Field "body" of required type "String!" was not provided. See `errors`.',
  );
  expect(await refused(client.tickets.reply({ ticketId: 'T-99999', body: 'Hello' }))).toBe(
    'ReplyToTicket: NOT_FOUND. No ticket that you may see has the id that you sent. See `errors`.',
  );
  expect(await refused(client.calendar.get({ timeZone: 'Europe/Pariss', country: 'FR' }))).toBe(
    'SupportCalendar: BAD_USER_INPUT. Not an IANA time zone. Did you mean Europe/Paris, Europe/Madrid, Europe/Riga? See `errors`.',
  );
  await desk.stop();
});
