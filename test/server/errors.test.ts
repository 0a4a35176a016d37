import type { GraphQLRequestError } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, REQUEST, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer();
});
afterAll(() => desk?.stop());

const NUL = 'tkt_\0';
const REFUSED = { code: 'BAD_USER_INPUT', message: 'No text may hold the character U+0000.' };

test('S39 a text that no database can keep is bad input wherever it is sent, and nothing is written', async () => {
  const read = (document: string) => customer.error(`query ($id: ID!) { ${document} }`, { id: NUL });
  expect(await read('ticket(id: $id) { id }')).toEqual(REFUSED);
  expect(await read('node(id: $id) { id }')).toEqual(REFUSED);
  expect(await read('tickets(filter: { assigneeId: $id }) { totalCount }')).toEqual(REFUSED);
  expect(await customer.denied('closeTicket', { ticketId: NUL })).toEqual(REFUSED);
  expect(await customer.denied('openTicket', { ...REQUEST, sku: NUL })).toEqual(REFUSED);
  expect(await desk.manager.denied('closeDay', { accountId: NUL, on: '2026-05-05', reason: 'Fair' })).toEqual(
    REFUSED,
  );
  const { tickets } = await customer.read<{ tickets: { totalCount: number } }>('{ tickets { totalCount } }');
  expect(tickets.totalCount).toBe(0);
});

test('S39 an id with the name of something of JavaScript is absent like any other', async () => {
  expect(
    await customer.read('{ a: node(id: "constructor_1") { id } b: node(id: "__proto___1") { id } }'),
  ).toEqual({ a: null, b: null });
});

/** What an error says to a caller who reads French, and to one who reads English. */
async function said(by: Pick<Caller, 'client'>, document: string): Promise<[string, string]> {
  const [fr, en] = await Promise.all(
    (['fr', 'en'] as const).map(async (locale) => {
      const refusal: unknown = await by.client
        .request(document as never, {}, { locale })
        .catch((error: unknown) => error);
      return (refusal as GraphQLRequestError).errors[0]!.message;
    }),
  );
  return [fr!, en!];
}

test('B21 S39 what is thrown is said in the language of the caller, and a refusal says for whom it is', async () => {
  const assign = 'mutation { assignTicket(input: { ticketId: "tkt_1" }) { __typename } }';
  const hire = `mutation { hireStaff(input: { name: "A", email: "a@b.example", roles: [TAM], region: "EMEA", subject: "s" }) { __typename } }`;
  const statement = (from: string, to: string) =>
    `{ accountStatement(accountId: "${customer.accountId}", from: "${from}", to: "${to}") { from } }`;
  const calendar = (field: string) =>
    `{ supportCalendar(timeZone: "Europe/Paris", country: "FR") { ${field} } }`;
  for (const [by, document, fr, en] of [
    [
      customer,
      assign,
      'Votre rôle ne le permet pas\u00a0: c’est réservé au personnel du fournisseur.',
      'Your role does not include this: it is for the vendor’s staff.',
    ],
    [
      desk.engineer,
      hire,
      'Votre rôle ne le permet pas\u00a0: c’est réservé aux responsables du fournisseur.',
      'Your role does not include this: it is for the vendor’s managers.',
    ],
    [
      await customer.colleague(),
      statement('2026-04-01', '2026-04-30'),
      'Votre rôle ne le permet pas\u00a0: c’est réservé aux administrateurs du client, au personnel du fournisseur.',
      'Your role does not include this: it is for the customer’s administrators, the vendor’s staff.',
    ],
    [
      desk.anonymous,
      '{ tickets { totalCount } }',
      'Identifiez-vous\u00a0: envoyez un jeton valide dans l’en-tête Authorization.',
      'Sign in: send a valid token in the Authorization header.',
    ],
    [
      desk.engineer,
      'mutation { closeTicket(input: { ticketId: "tkt_1" }) { __typename } }',
      'Introuvable\u00a0: tkt_1.',
      'No ticket tkt_1.',
    ],
    [
      customer,
      '{ tickets(first: 101) { totalCount nodes { id } } }',
      'Une page compte de 1 à 100 éléments, et non 101.',
      'A page has 1 to 100 items, not 101.',
    ],
    [
      customer,
      statement('2026-04-30', '2026-04-01'),
      'La fin, «\u00a02026-04-01\u00a0», précède le début, «\u00a02026-04-30\u00a0».',
      'The end, “2026-04-01”, is before the beginning, “2026-04-30”.',
    ],
    [
      customer,
      calendar('dueAt(start: "2026-05-04T08:00:00Z", businessMinutes: -5)'),
      'businessMinutes vaut 0 ou plus, et non «\u00a0-5\u00a0».',
      'businessMinutes is 0 or more, not “-5”.',
    ],
    [
      customer,
      '{ supportCalendar(timeZone: "Europe/Pari", country: "FR") { timeZone } }',
      '«\u00a0Europe/Pari\u00a0» est inconnu. Proches\u00a0: Europe/Paris, Europe/Madrid.',
      '"Europe/Pari" is not an IANA time zone. Did you mean Europe/Paris, Europe/Madrid?',
    ],
    [
      customer,
      calendar('elapsedSeconds(from: "2026-05-04T08:00:00Z", to: "2026-05-03T08:00:00Z")'),
      '`to` précède `from`.',
      '`to` is before `from`.',
    ],
  ] as const) {
    expect(await said(by, document)).toEqual([fr, en]);
  }
});

test('S39 what is missing is required, and a form says what it is', async () => {
  expect((await desk.engineer.problem('openTicket', REQUEST)).issues).toMatchObject([
    { path: 'requesterId', code: 'REQUIRED', en: 'is required.', fr: 'est nécessaire.' },
  ]);
  expect((await desk.manager.problem('createLabel', { name: 'red', colour: 'red' })).issues).toMatchObject([
    { path: 'colour', code: 'INVALID_FORMAT', en: 'is not a colour such as #b91c1c.' },
  ]);
});
