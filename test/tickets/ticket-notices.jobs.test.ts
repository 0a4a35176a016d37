import { asTenant } from '@tierline/prisma/tenancy';
import { fireDeadlines } from '@tierline/schema/sla/deadlines.jobs';
import { tellOfTickets } from '@tierline/schema/tickets/ticket-notices.jobs';
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
  asTenant('every-account', () => tellOfTickets(desk.server.database.client, desk.server.clock.now()));

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
/** What became of tickets, beside that they arrived. */
const news = async (who: Caller) => (await inbox(who)).filter(({ kind }) => kind !== 'TICKET_RECEIVED');
const titles = async (who: Caller) => (await news(who)).map(({ title }) => title);

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
  expect((await titles(customer)).toSorted()).toEqual([`${reference}: new reply`, waits]); // only of the vendor
});

test('C32 B21 what one act brings is one notice, in both languages, told once by however many processes', async () => {
  desk.at(AT_WORK);
  const { colleague, jeanne, ticketId, reference } = await watchedTicket();
  await desk.engineer.act('replyToTicket', { ticketId, body: 'Done.', resolve: true, review: IN_SCOPE });
  await Promise.all([tell(), tell(), tell()]);
  await tell();
  expect(await inbox(colleague)).toMatchObject([
    {
      kind: 'TICKET_REPLIED',
      title: `${reference}: ticket resolved`,
      body: 'On a ticket that you watch: ticket resolved; new reply.',
      fr: 'Sur un ticket que vous suivez\u00a0: ticket résolu\u00a0; nouvelle réponse.',
    },
  ]);
  expect(await titles(jeanne)).toEqual([`${reference}: ticket resolved`]);
});

test('B10 C16 who watches is told that the severity rose, to what, and of the deadline that moves with it, in the time of the customer', async () => {
  desk.at(AT_WORK); // a limited one on Premium is due four hours later, a severe one after one
  const { customer, colleague, jeanne, ticketId, reference } = await watchedTicket('PREMIUM', 'LIMITED');
  await customer.act('raiseSeverity', { ticketId, severity: 'SEVERE', cause: 'WORSENED' });
  await tell();
  for (const watcher of [colleague, jeanne]) {
    expect((await inbox(watcher)).at(-1)).toMatchObject({
      title: `${reference}: severity raised from limited to severe`,
      body: 'On a ticket that you watch: severity raised from limited to severe; first response now promised by Tuesday 5 May 2026, 10:00 (Europe/Paris).',
      fr: 'Sur un ticket que vous suivez\u00a0: gravité relevée de limitée à sévère\u00a0; première réponse promise pour le mardi 5 mai 2026 à 10h00 (Europe/Paris).',
    });
  }
});

test('B9 C26 a better plan moves the deadline, and the notice says that it was why', async () => {
  desk.at(AT_WORK);
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { reference } = await customer.open({ severity: 'LIMITED' });
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'PREMIUM' });
  await tell();
  expect((await news(customer)).at(-1)).toMatchObject({
    title: `${reference}: first response now promised by Tuesday 5 May 2026, 13:00 (Europe/Paris), because the plan Premium began`,
    fr: 'Concernant votre demande\u00a0: première réponse promise pour le mardi 5 mai 2026 à 13h00 (Europe/Paris), car le forfait Premium a pris effet.',
  });
});

test('C12 S9 a ticket that waits for a third party says for what: on the ticket, in its timeline and in the notice', async () => {
  desk.at(AT_WORK);
  const customer = await desk.customer({ plan: 'ENHANCED', locale: 'FR' });
  const { id: ticketId, reference } = await customer.open();
  const waitingFor = async () => (await customer.client.tickets.get(ticketId))!.waitingFor;
  expect(await waitingFor()).toBeNull();
  await desk.engineer.act('replyToTicket', { ticketId, body: 'We ask the carrier.', review: IN_SCOPE });
  await tell();
  await desk.engineer.act('waitForThirdParty', { ticketId, reason: 'The carrier repairs the line' });
  await tell();
  expect(await waitingFor()).toBe('The carrier repairs the line');
  expect((await news(customer)).at(-1)).toMatchObject({
    title: `${reference}: ticket waiting on a third party`,
    body: 'About your request: ticket waiting on a third party. Reason: The carrier repairs the line.',
    fr: 'Concernant votre demande\u00a0: ticket en attente d’un tiers. Motif\u00a0: The carrier repairs the line.',
  });
  const { timeline } = (await customer.client.tickets.timeline(ticketId, { first: 100 }))!;
  expect(timeline.nodes.at(-1)!.sentence).toBe(
    'The ticket waits for a third party: The carrier repairs the line.',
  );
  await desk.engineer.act('redactTicket', { ticketId, text: 'carrier' });
  expect(await waitingFor()).toBe('The [erased] repairs the line');
  expect((await news(customer)).at(-1)!.body).toContain('Reason: The [erased] repairs the line.');
  await desk.engineer.act('resumeTicket', { ticketId });
  expect(await waitingFor()).toBeNull();
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

test('S94 B5 the requester is told of a rejection and what can be done, managers of what they are asked, and all once', async () => {
  desk.at(AT_WORK);
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId, reference } = await customer.open({ severity: 'MODERATE' });
  await customer.act('watchTicket', { ticketId }); // and is told once all the same
  await desk.engineer.act('assignTicket', { ticketId, assigneeId: desk.engineer.staffId });
  await desk.engineer.act('rejectTicket', {
    ...{ ticketId, clause: '3.4', reasonFr: 'Hors contrat.', reasonEn: 'This is excluded.' },
  });
  await tell();
  expect(await news(customer)).toMatchObject([
    {
      kind: 'TICKET_CHANGED',
      title: `${reference}: ticket rejected as out of scope`,
      body: 'About your request: ticket rejected as out of scope; new reply. The ticket says why and by which clause; you can accept the offer of technical services or ask for a second opinion.',
      fr: 'Concernant votre demande\u00a0: ticket rejeté, car hors périmètre\u00a0; nouvelle réponse. Le ticket dit pourquoi et selon quelle clause\u00a0; vous pouvez accepter l’offre de services techniques ou demander un deuxième avis.',
    },
  ]);

  const manager = await desk.hire({ roles: ['MANAGER'] });
  await customer.act('requestSecondOpinion', { ticketId, reason: 'It worked until Monday.' });
  await tell();
  const asked = `${reference}: second opinion asked for`;
  expect(await inbox(manager)).toMatchObject([
    { title: asked, body: 'On a ticket where you have to decide: second opinion asked for.' },
  ]);
  expect((await titles(desk.engineer)).filter((title) => title === asked)).toHaveLength(1);
  expect(await titles(customer)).toHaveLength(1); // it was their own act

  const second = await desk.hire();
  await second.act('giveSecondOpinion', {
    ticketId,
    outcome: 'UPHELD',
    reasonFr: 'Le deuxième avis le confirme.',
    reasonEn: 'The second opinion agrees.',
    meetingDecision: 'NOT_NEEDED',
  });
  await tell();
  expect((await news(customer)).at(-1)).toMatchObject({
    title: `${reference}: the second opinion upholds the rejection`,
    body: 'About your request: the second opinion upholds the rejection; new reply. Reason: The second opinion agrees.',
    fr: 'Concernant votre demande\u00a0: le deuxième avis confirme le rejet\u00a0; nouvelle réponse. Motif\u00a0: Le deuxième avis le confirme.',
  });
  expect(await titles(manager)).toEqual([asked]);
});

test('C17 the requester is told of a lowered severity and of what was decided, managers of what is contested', async () => {
  desk.at(AT_WORK);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const manager = await desk.hire({ roles: ['MANAGER'] });
  const { id: ticketId, reference } = await customer.open({ severity: 'MODERATE' });
  await desk.engineer.act('lowerSeverity', {
    ticketId,
    severity: 'LIMITED',
    reason: 'There is a way round.',
  });
  await tell();
  // Received at nine in Paris: two hours were promised, and now four.
  expect(await news(customer)).toMatchObject([
    {
      kind: 'TICKET_CHANGED',
      title: `${reference}: severity lowered from moderate to limited`,
      body: 'About your request: severity lowered from moderate to limited; first response now promised by Tuesday 5 May 2026, 13:00 (Europe/Paris). Reason: There is a way round. You can contest that once.',
      fr: 'Concernant votre demande\u00a0: gravité abaissée de modérée à limitée\u00a0; première réponse promise pour le mardi 5 mai 2026 à 13h00 (Europe/Paris). Motif\u00a0: There is a way round. Vous pouvez le contester une fois.',
    },
  ]);
  await customer.act('contestSeverity', { ticketId, reason: 'The way round costs us an hour a day.' });
  await tell();
  expect(await titles(manager)).toEqual([`${reference}: the customer contests the severity`]);
  await desk.manager.act('decideContest', { ticketId, decision: 'RESTORED', reason: 'We looked again.' });
  await tell();
  // Why it was decided so, and no longer why it had been lowered.
  expect((await news(customer)).slice(1)).toMatchObject([
    {
      title: `${reference}: severity restored from limited to moderate`,
      body: 'About your request: severity restored from limited to moderate; first response now promised by Tuesday 5 May 2026, 11:00 (Europe/Paris). Reason: We looked again.',
      fr: 'Concernant votre demande\u00a0: gravité rétablie de limitée à modérée\u00a0; première réponse promise pour le mardi 5 mai 2026 à 11h00 (Europe/Paris). Motif\u00a0: We looked again.',
    },
  ]);
  await desk.engineer.act('lowerSeverity', { ticketId, severity: 'LIMITED', reason: 'It has calmed down.' });
  await customer.act('contestSeverity', { ticketId, reason: 'It has not.' });
  await desk.manager.act('decideContest', {
    ticketId,
    decision: 'UPHELD',
    reason: 'Nobody is stopped any more',
  });
  await tell();
  expect((await news(customer)).at(-1)).toMatchObject({
    title: `${reference}: lowered severity upheld`,
    body: 'About your request: lowered severity upheld. Reason: Nobody is stopped any more.',
    fr: 'Concernant votre demande\u00a0: gravité abaissée maintenue. Motif\u00a0: Nobody is stopped any more.',
  });
});

test('S31 the assignee is told what the customer writes and what becomes of an offer, and not of an own act', async () => {
  desk.at(AT_WORK);
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const ines = await desk.hire();
  const { id: ticketId, reference } = await customer.open({ severity: 'LIMITED' });
  await ines.act('assignTicket', { ticketId, assigneeId: ines.staffId });
  await ines.act('replyToTicket', { ticketId, body: 'Since when?', review: IN_SCOPE });
  await customer.act('replyToTicket', { ticketId, body: 'Since Monday.' });
  await tell();
  const told = (await inbox(ines)).filter(({ kind }) => kind === 'TICKET_REPLIED');
  expect(told).toMatchObject([
    { title: `${reference}: new reply`, body: 'On a ticket that is assigned to you: new reply.' },
  ]);
  expect(await titles(customer)).toEqual([`${reference}: new reply`]);
});

test('C20 C24 S89 a ticket that was merged, cancelled or split says in which it goes on', async () => {
  desk.at(AT_WORK);
  const customer = await desk.customer({ plan: 'PREMIUM', locale: 'FR' });
  const colleague = await customer.colleague();
  const [one, two, three, spam] = [
    await customer.open(),
    await customer.open(),
    await customer.open(),
    await customer.open(),
  ];
  await colleague.act('watchTicket', { ticketId: two.id });
  await tell();
  await desk.engineer.act('mergeTickets', { sourceId: one.id, targetId: two.id });
  await desk.engineer.act('cancelTicket', { ticketId: three.id, reason: 'DUPLICATE', duplicateOfId: two.id });
  await desk.engineer.act('cancelTicket', { ticketId: spam.id, reason: 'SPAM' });
  await tell();
  const read = '{ notices { nodes { title body(locale: FR) goesOnIn { id reference } } } }';
  const { notices } = await customer.read<{ notices: { nodes: { title: string }[] } }>(read);
  const of = (reference: string) => notices.nodes.filter(({ title }) => title.startsWith(reference))[0];
  const goesOnIn = { id: two.id, reference: two.reference };
  expect(of(`${one.reference}:`)).toEqual({
    title: `${one.reference}: ticket merged into ${two.reference}, where it goes on`,
    body: `Concernant votre demande\u00a0: ticket fusionné avec ${two.reference}, où il continue.`,
    goesOnIn,
  });
  expect(of(`${three.reference}:`)).toEqual({
    title: `${three.reference}: ticket cancelled, because it stands in ${two.reference} already`,
    body: `Concernant votre demande\u00a0: ticket annulé, car il figure déjà dans ${two.reference}.`,
    goesOnIn,
  });
  expect(of(`${spam.reference}:`)).toMatchObject({
    title: `${spam.reference}: ticket cancelled, because it was judged to be spam`,
    goesOnIn: null,
  });

  const { ticket } = await desk.engineer.read<{ ticket: { messages: { nodes: { id: string }[] } } }>(
    `{ ticket(id: "${two.id}") { messages { nodes { id } } } }`,
  );
  const { id } = await desk.engineer.act('splitTicket', {
    ticketId: two.id,
    messageIds: [ticket.messages.nodes[0]!.id],
    subject: 'The other question',
  });
  const { reference } = await customer.ticket(id);
  await tell();
  expect((await inbox(customer)).at(-1)).toMatchObject({
    kind: 'TICKET_RECEIVED',
    title: `${reference}: another question of ${two.reference} goes on here`,
  });
  expect(await titles(colleague)).toEqual([
    `${two.reference}: another question becomes a ticket, ${reference}`,
  ]);
});

test('S12 S48 whoever asks is told that it arrived, and when it is answered, once: in the own time, or that nothing is promised', async () => {
  desk.at(AT_WORK);
  const premium = await desk.customer({ plan: 'PREMIUM' });
  const basic = await desk.customer({ plan: 'BASIC' });
  const { reference } = await premium.open({ severity: 'MODERATE' });
  await basic.open();
  await Promise.all([tell(), tell()]);
  await tell();
  expect(await inbox(premium)).toMatchObject([
    {
      kind: 'TICKET_RECEIVED',
      title: `${reference}: your request has arrived`,
      body: 'Severity: moderate. The first response is promised by Tuesday 5 May 2026, 11:00 (Europe/Paris).',
      fr: 'Gravité\u00a0: modérée. La première réponse est promise pour le mardi 5 mai 2026 à 11h00 (Europe/Paris).',
    },
  ]);
  const [told, ...others] = await inbox(basic);
  expect(others).toEqual([]);
  expect(told!.body).toContain('Your plan promises no deadline.');
  expect(told!.fr).toContain('du lundi au vendredi, de 8h00 à 18h00');
});
