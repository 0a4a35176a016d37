import { asTenant } from '@tierline/prisma/tenancy';
import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { amend, eur, order, RATES } from '../support/contracts.ts';
import { grantAccess, newPartner } from '../support/partners.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;

/** Enhanced for eleven months of 2026, Premium from July on more fees, and a seat in a course. */
beforeAll(async () => {
  desk = await openDesk({ at: '2026-01-05T09:00:00Z' });
  await desk.manager.act('publishRates', { rates: RATES });
  customer = await desk.customer();
  const { id } = await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2026-12-31' });
  desk.at('2026-06-01T09:00:00Z');
  await amend(desk, id, { effectiveOn: '2026-07-01', planCode: 'PREMIUM', annualFees: eur('15000000') });
  desk.at('2026-10-05T09:00:00Z');
});
afterAll(() => desk?.stop());

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
type Reader = Pick<Customer, 'client'>;
const ask = (by: Reader, time = YEAR, accountId = customer.accountId) =>
  by.client.reports.link({ statement: { accountId, ...time } });

/** The words of the page as a reader sees them: without markup, with ordinary blanks. */
async function page(locale: 'fr' | 'en', by: Reader = customer, time = YEAR, accountId = customer.accountId) {
  const { url } = unwrap(await ask(by, time, accountId)).link;
  const response = await fetch(`${url}&locale=${locale}`);
  expect(response.status).toBe(200);
  const html = await response.text();
  expect(html).toContain(`<html lang="${locale}">`);
  return html
    .replaceAll(/<[^>]+>/g, '|')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll(/\|+/g, '|');
}

test('S115 B8 B13 the page says in English what held, what was agreed and why it costs that, and what was granted', async () => {
  const words = await page('en');
  expect(words).toContain('|Account statement|Maison Lumière, 1 January 2026 to 31 December 2026|');
  expect(words).toContain('Days and times are those of the account (Europe/Paris).');
  expect(words).toContain('|Basic|1 January 2026|31 January 2026|Free for every customer|');
  expect(words).toContain('|Enhanced|1 February 2026|30 June 2026|Contract C-');
  expect(words).toContain('|Premium|1 July 2026|31 December 2026|Contract C-');
  // 334 of 365 days of 15,000.00, then (27,452.05 − 13,726.03) × 184 / 334.
  for (const sentence of [
    'Annual subscription fees of €120,000.00 × 12.5% (Enhanced plan, rates version 1) = €15,000.00 a year.',
    'Service term: 1 February 2026 to 31 December 2026, 334 days (334 of the 365 days of a year). Amount due: €13,726.03.',
    'From 1 July 2026 to 31 December 2026 inclusive, 184 of 334 days are left: (€27,452.05 − €13,726.03) × 184 / 334 = €7,561.64 due.',
    'This amount is non-refundable, whatever the termination event (additional terms, A2).',
    'Under the support terms, version 1.',
  ]) {
    expect(words).toContain(`|${sentence}|`);
  }
  expect(words).toContain('|Total due: €21,287.67|');
  expect(words).toContain(
    '|1 February 2026 – 31 January 2027|Free seats a year in an instructor-led course|4|0|0|0|4|',
  );
  expect(words).toMatch(
    /\|1 Jul 2026, 00:00\|Annual health review of the account\|Granted\|1\|The plan changed\|/,
  );
  expect(words).toMatch(
    /\|31 December 2026\|Last day of the service term of C-\d+: unless it is renewed, the Basic plan follows\.\|/,
  );
});

test('B21 the same in French, with amounts and dates as one writes them there', async () => {
  const words = await page('fr');
  expect(words).toContain('|Relevé de compte|Maison Lumière, du 1er janvier 2026 au 31 décembre 2026|');
  expect(words).toContain('|Premium|1er juillet 2026|31 décembre 2026|Contrat C-');
  expect(words).toContain(
    '|Du 1er juillet 2026 au 31 décembre 2026 inclus, il reste 184 des 334 jours : (27 452,05 € − 13 726,03 €) × 184 / 334 = 7 561,64 € dus.|',
  );
  expect(words).toContain('|Total dû : 21 287,67 €|');
  expect(words).toContain('|Selon les conditions d’assistance, version 1.|');
  expect(words).toContain('|Examen annuel de l’état du compte|Accordé|1|Changement de forfait|');
});

test('B13 what is agreed and not begun yet stands under what comes next', async () => {
  const words = await page('en', customer, { from: '2026-01-01', to: '2026-06-15' });
  expect(words).toMatch(
    /\|1 July 2026\|Amendment, Premium \(C-\d+\) of 1 June 2026: takes effect, for €7,561\.64\.\|/,
  );
});

test('E2 the page names the course for which a seat was reserved', async () => {
  const other = await desk.customer({ plan: 'PREMIUM' });
  const course = await desk.manager.act('createTrainingCourse', {
    code: 'TAGS',
    kind: 'INSTRUCTOR_LED',
    titleFr: 'Les balises en détail',
    titleEn: 'Tags in depth',
    descriptionFr: 'Une soirée.',
    descriptionEn: 'One evening.',
  });
  const session = await desk.manager.act('scheduleTrainingSession', {
    courseId: course.id,
    startsAt: '2026-11-09T22:30:00Z',
    endsAt: '2026-11-10T00:30:00Z',
    timeZone: 'America/New_York',
    language: 'EN',
    seats: 8,
  });
  await other.act('bookTrainingSeat', { sessionId: session.id });
  expect(await page('en', other, YEAR, other.accountId)).toContain(
    '|Free seats a year in an instructor-led course|Reserved|1|Tags in depth, 9 November 2026|',
  );
});

test('S19 the page of an account without a contract says that nothing was agreed, and why nothing is counted', async () => {
  const other = await desk.customer();
  const words = await page('en', other, { from: '2026-10-01', to: '2026-10-31' }, other.accountId);
  expect(words).toContain('|Basic|1 October 2026|31 October 2026|Free for every customer|');
  expect(words).toContain('|Nothing was agreed in this time, and nothing is due.|');
  expect(words).toContain('|Nothing: there is nothing to count on the Basic plan.|');
  expect(words).toContain('|Nothing further is agreed.|');
});

test('S113 S22 a statement shows prices: requesters get no address, and strangers none that is not theirs', async () => {
  const { accountId } = customer;
  const mutation = `mutation ($id: ID!) { createReportLink(input: { statement: {
    accountId: $id, from: "2026-01-01", to: "2026-12-31" } }) { __typename } }`;
  const requester = await customer.colleague({ roles: ['REQUESTER'] });
  expect((await requester.error(mutation, { id: accountId })).code).toBe('FORBIDDEN');
  expect((await desk.anonymous.error(mutation, { id: accountId })).code).toBe('UNAUTHENTICATED');
  const unknown = { issues: [{ path: 'statement.accountId', code: 'UNKNOWN' }] };
  expect(await ask(await desk.customer())).toMatchObject(unknown);
  expect(await ask(desk.manager, YEAR, 'acc_absent')).toMatchObject(unknown);
  expect(await page('en', desk.engineer)).toContain('|Total due: €21,287.67|');
});

test('B13 the statement of a time that ends before it begins, or is longer than 367 days, is refused', async () => {
  const refused = {
    __typename: 'InvalidInputProblem',
    issues: [{ path: 'statement.to', code: 'OUT_OF_RANGE' }],
  };
  expect(await ask(customer, { from: '2026-01-01', to: '2025-12-31' })).toMatchObject(refused);
  expect(await ask(customer, { from: '2026-01-01', to: '2027-01-03' })).toMatchObject(refused);
  expect(await page('en', customer, { from: '2026-01-01', to: '2027-01-02' })).toContain('2 January 2027');
});

test('S113 S22 an address leads nowhere once its maker may not see the page any more', async () => {
  const statusOf = async (url: string) => (await fetch(url)).status;
  const { accountId } = customer;
  const demoted = await customer.colleague({ roles: ['ADMINISTRATOR'] });
  const address = unwrap(await ask(demoted)).link.url;
  expect(await statusOf(address)).toBe(200);
  // The programme has no mutation for it: the database is told.
  await asTenant('every-account', async () =>
    desk.server.database.client.contact.update({
      where: { id: demoted.contactId },
      data: { roles: ['REQUESTER'] },
    }),
  );
  expect(await statusOf(address)).toBe(404);

  const erased = await customer.colleague({ roles: ['ADMINISTRATOR'] });
  const theirs = unwrap(await ask(erased)).link.url;
  expect(await statusOf(theirs)).toBe(200);
  const { email } = await asTenant('every-account', async () =>
    desk.server.database.client.contact.findUniqueOrThrow({ where: { id: erased.contactId } }),
  );
  unwrap(await desk.manager.client.accounts.erasePerson({ personId: erased.contactId, confirmation: email }));
  expect(await statusOf(theirs)).toBe(404);

  // A partner has no address that could outlive its grant.
  const partner = await newPartner(desk);
  await grantAccess(customer, partner);
  const mutation = `mutation ($id: ID!) { createReportLink(input: { statement: {
    accountId: $id, from: "2026-01-01", to: "2026-12-31" } }) { __typename } }`;
  expect((await partner.error(mutation, { id: accountId })).code).toBe('FORBIDDEN');
});
