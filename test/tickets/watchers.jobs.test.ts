import { asTenant } from '@tierline/prisma/tenancy';
import { fireDeadlines } from '@tierline/schema/sla/deadlines.jobs';
import { tellWatchers } from '@tierline/schema/tickets/watchers.jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Caller, type Desk } from '../support/programme.ts';

// Tuesday 5 May 2026, 09:00 in Paris and 08:00 in London, where the engineers of EMEA begin.
const AT_WORK = '2026-05-05T07:00:00Z';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: AT_WORK });
});
afterAll(() => desk?.stop());

const tell = () =>
  asTenant('every-account', () => tellWatchers(desk.server.database.client, desk.server.clock.now()));

interface Notice {
  kind: string;
  title: string;
  body: string;
  fr: string;
  deliverAt: string;
}
async function inbox(who: Caller): Promise<Notice[]> {
  const { notices } = await who.read<{ notices: { nodes: Notice[] } }>(
    '{ notices { nodes { kind title body(locale: EN) fr: body(locale: FR) deliverAt } } }',
  );
  return notices.nodes.toReversed();
}
const titles = async (who: Caller) => (await inbox(who)).map(({ title }) => title);

/** A ticket, watched by a colleague of the requester and by one of the staff. */
async function watchedTicket(plan: 'BASIC' | 'PREMIUM' = 'BASIC', severity = 'SEVERE') {
  const customer = await desk.customer({ plan });
  const colleague = await customer.colleague();
  const jeanne = await desk.hire();
  const { id: ticketId, reference } = await customer.open({ severity });
  await colleague.act('watchTicket', { ticketId });
  await jeanne.act('watchTicket', { ticketId });
  return { customer, colleague, jeanne, ticketId, reference };
}

test('S39 who watches is told what the other side says, of new states, and never of an own act or a note', async () => {
  desk.at(AT_WORK);
  const { customer, colleague, jeanne, ticketId, reference } = await watchedTicket();
  await customer.act('replyToTicket', { ticketId, body: 'Since this morning.' });
  await desk.engineer.act('addInternalNote', { ticketId, body: 'Looks like the certificate.' });
  await tell();
  expect(await titles(colleague)).toEqual([]);
  expect(await titles(jeanne)).toEqual([`${reference}: new reply`]);

  await jeanne.act('replyToTicket', { ticketId, body: 'Try again.', review: IN_SCOPE });
  await desk.engineer.act('waitForCustomer', { ticketId, body: 'Does it work now?' });
  await tell();
  const waits = `${reference}: ticket waiting on the customer`;
  expect((await titles(jeanne)).toSorted()).toEqual([`${reference}: new reply`, waits]);
  expect((await titles(colleague)).toSorted()).toEqual([`${reference}: ticket in review`, waits]);

  // The colleague answers: the staff are told, the colleague is not.
  await colleague.act('replyToTicket', { ticketId, body: 'It does.' });
  await tell();
  expect(await titles(colleague)).toHaveLength(2);
  expect(await titles(jeanne)).toHaveLength(3);
  expect(await titles(customer)).toEqual([]); // asked, and does not watch
});

test('C32 B21 what one act brings is one notice, in both languages, told once by however many processes', async () => {
  desk.at(AT_WORK);
  const { colleague, jeanne, ticketId, reference } = await watchedTicket();
  await desk.engineer.act('replyToTicket', { ticketId, body: 'Done.', resolve: true, review: IN_SCOPE });
  await Promise.all([tell(), tell(), tell()]);
  await tell();
  expect(await inbox(colleague)).toMatchObject([
    {
      kind: 'WATCHED_TICKET_CHANGED',
      title: `${reference}: ticket resolved`,
      body: 'On a ticket that you watch: ticket resolved; new reply.',
      fr: 'Sur un ticket que vous suivez : ticket résolu ; nouvelle réponse.',
    },
  ]);
  expect(await titles(jeanne)).toEqual([`${reference}: ticket resolved`]);
});

test('B10 who watches is told of a deadline that moves, in the time of the customer', async () => {
  desk.at(AT_WORK); // a limited one on Premium is due four hours later, a severe one after one
  const { customer, colleague, jeanne, ticketId, reference } = await watchedTicket('PREMIUM', 'LIMITED');
  await customer.act('raiseSeverity', { ticketId, severity: 'SEVERE', cause: 'WORSENED' });
  await tell();
  for (const watcher of [colleague, jeanne]) {
    expect((await inbox(watcher)).at(-1)).toMatchObject({
      title: `${reference}: first response now promised by Tuesday 5 May 2026, 10:00 (Europe/Paris)`,
      fr: 'Sur un ticket que vous suivez : première réponse promise pour le mardi 5 mai 2026 à 10 h 00 (Europe/Paris).',
    });
  }
});

const fire = () =>
  asTenant('every-account', () => fireDeadlines(desk.server.database.client, desk.server.clock.now()));
const breaches = async (who: Caller) => (await inbox(who)).filter(({ kind }) => kind === 'CLOCK_BREACHED');

test('C32 staff who watch are told of a breach once, though the rules told them already; customers are not', async () => {
  desk.at(AT_WORK);
  const { colleague, jeanne, ticketId } = await watchedTicket('PREMIUM');
  await desk.engineer.act('assignTicket', { ticketId, assigneeId: jeanne.staffId }); // the rules tell the assignee
  const bystander = await desk.hire();
  await bystander.act('watchTicket', { ticketId });
  desk.at('2026-05-05T09:00:00Z'); // due since 10:00 in Paris, 08:00Z
  await fire();
  expect([await breaches(jeanne), await breaches(bystander)].map(({ length }) => length)).toEqual([1, 0]);
  await tell();
  expect([await breaches(jeanne), await breaches(bystander)].map(({ length }) => length)).toEqual([1, 1]);
  expect(await breaches(colleague)).toEqual([]);
});

test('C32 S108 staff who watch are told at the next opening of their region', async () => {
  desk.at('2026-05-05T15:30:00Z'); // 17:30 in Paris: due at 08:30 on Wednesday, 07:30 in London
  const { jeanne } = await watchedTicket('PREMIUM');
  desk.at('2026-05-06T06:45:00Z');
  await fire();
  await tell();
  expect(await breaches(jeanne)).toEqual([]);
  desk.at('2026-05-06T07:00:00Z');
  expect(await breaches(jeanne)).toMatchObject([{ deliverAt: '2026-05-06T07:00:00.000Z' }]);
});

test('S39 who begins to watch is told nothing of before, and who stops nothing of after', async () => {
  desk.at(AT_WORK);
  const { customer, colleague, jeanne, ticketId, reference } = await watchedTicket();
  desk.at('2026-05-05T08:00:00Z');
  await customer.act('replyToTicket', { ticketId, body: 'Hello?' });
  desk.at('2026-05-05T09:00:00Z');
  const late = await desk.hire();
  await late.act('watchTicket', { ticketId });
  await jeanne.act('unwatchTicket', { ticketId });
  await tell();
  expect(await inbox(late)).toEqual([]);
  expect(await inbox(jeanne)).toEqual([]);
  await desk.engineer.act('beginScopeReview', { ticketId });
  await tell();
  expect(await titles(late)).toEqual([`${reference}: ticket in review`]);
  expect(await titles(colleague)).toEqual([`${reference}: ticket in review`]);
});
