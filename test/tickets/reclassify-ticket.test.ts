import { asTenant } from '@tierline/prisma/tenancy';
import { tellOfTickets } from '@tierline/schema/tickets/ticket-notices.jobs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Caller, type Desk } from '../support/programme.ts';

const START = '2026-05-04T06:00:00Z'; // Monday, 08:00 in Paris
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: START });
});
beforeEach(() => desk.at(START));
afterAll(() => desk?.stop());

async function classOf(by: Caller, id: string) {
  const { ticket } = await by.read<{ ticket: Record<string, unknown> }>(
    `query ($id: ID!) { ticket(id: $id) { subject requestType kind sku { code } profile { name } requester { id }
      intakeVersion intakeAnswers { field { key } value } reviewedProfiles { name } assignee { id } } }`,
    { id },
  );
  return ticket;
}
const reclassified = async (by: Caller, id: string) =>
  (await by.timeline(id)).filter(({ type }) => type === 'ticket.reclassified').map(({ payload }) => payload);
const reclassify = (ticketId: string, input: object) =>
  desk.engineer.act('reclassifyTicket', { ticketId, ...input });

describe('a correction', () => {
  test('S42 S88 C19 changes what it names and nothing else, moves no clock, and tells before and after', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED', skus: ['IQ-TM', 'ES'] });
    const bruno = await customer.colleague();
    const { profiles } = await desk.manager.act('addProfile', {
      accountId: customer.accountId,
      name: 'main',
    });
    const profileId = profiles.nodes[0]!.id;
    const before = await customer.open();
    desk.at('2026-05-04T06:30:00Z');
    const correction = {
      subject: 'How do we sign in by SSO?',
      requestType: 'HOW_TO',
      sku: 'ES',
      profileId,
      requesterId: bruno.contactId,
    };
    const after = await reclassify(before.id, correction);
    expect(await classOf(customer, before.id)).toMatchObject({
      subject: 'How do we sign in by SSO?',
      requestType: 'HOW_TO',
      sku: { code: 'ES' },
      profile: { name: 'main' },
      requester: { id: bruno.contactId },
    });
    const instants = (ticket: typeof after) =>
      ticket.clocks.map(({ id, startedAt, dueAt, atRiskAt, endedAt }) => [
        id,
        startedAt,
        dueAt,
        atRiskAt,
        endedAt,
      ]);
    expect(instants(after)).toEqual(instants(before));
    expect(after.initialResponse.dueAt).toBe('2026-05-04T08:00:00.000Z');
    expect(await reclassified(customer, before.id)).toEqual([
      {
        before: {
          subject: 'Nobody can sign in',
          requestType: 'LOGIN_ISSUE',
          kind: 'INCIDENT',
          sku: 'IQ-TM',
          profileId: null,
          requesterId: customer.contactId,
        },
        after: { ...correction, kind: 'SERVICE_REQUEST' },
        answersChanged: false,
      },
    ]);
    await reclassify(before.id, { profileId: null });
    expect(await classOf(customer, before.id)).toMatchObject({
      profile: null,
      subject: 'How do we sign in by SSO?',
    });
    await reclassify(before.id, { sku: 'ES', subject: 'How do we sign in by SSO?' });
    expect(await reclassified(customer, before.id)).toHaveLength(2); // what changes nothing is none
  });

  test('S39 B21 requester and assignee are told in both languages', async () => {
    desk.at('2026-05-05T07:00:00Z'); // Tuesday, when the engineers of EMEA begin
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const jeanne = await desk.hire();
    const { id: ticketId, reference } = await customer.open({ subject: 'Nobody can sign in' });
    await desk.engineer.act('assignTicket', { ticketId, assigneeId: jeanne.staffId });
    await reclassify(ticketId, { subject: 'Single sign-on fails' });
    await asTenant('every-account', () =>
      tellOfTickets(desk.server.database.client, desk.server.clock.now()),
    );
    const what = {
      en: 'The ticket was corrected: subject “Single sign-on fails” instead of “Nobody can sign in”. No deadline moved.',
      fr: 'Le ticket a été corrigé\u00a0: objet «\u00a0Single sign-on fails\u00a0» au lieu de «\u00a0Nobody can sign in\u00a0». Aucun délai n’a bougé.',
    };
    for (const [who, en, fr] of [
      [
        customer,
        `About your request: request reclassified. ${what.en}`,
        `Concernant votre demande\u00a0: demande reclassée. ${what.fr}`,
      ],
      [
        jeanne,
        `On a ticket that is assigned to you: request reclassified. ${what.en}`,
        `Sur un ticket qui vous est attribué\u00a0: demande reclassée. ${what.fr}`,
      ],
    ] as const) {
      const { notices } = await who.read<{ notices: { nodes: object[] } }>(
        '{ notices { nodes { title en: body(locale: EN) fr: body(locale: FR) } } }',
      );
      expect(notices.nodes).toContainEqual({ title: `${reference}: request reclassified`, en, fr });
    }
  });

  test('S88 S39 is for staff, and names only what is of the account and subscribed', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const other = await desk.customer();
    const { id: ticketId } = await customer.open();
    expect((await customer.denied('reclassifyTicket', { ticketId, subject: 'Mine' })).code).toBe('FORBIDDEN');
    expect(
      (await desk.engineer.denied('reclassifyTicket', { ticketId: 'tkt_absent', subject: 'X' })).code,
    ).toBe('NOT_FOUND');
    const { profiles } = await desk.manager.act('addProfile', { accountId: other.accountId, name: 'theirs' });
    for (const [path, value] of [
      ['requesterId', other.contactId],
      ['profileId', profiles.nodes[0]!.id],
    ] as const) {
      expect(
        (await desk.engineer.problem('reclassifyTicket', { ticketId, [path]: value })).issues,
      ).toMatchObject([{ path, code: 'UNKNOWN' }]);
    }
    const unsubscribed = await desk.engineer.problem('reclassifyTicket', { ticketId, sku: 'ES' });
    expect(unsubscribed.code).toBe('SKU_NOT_SUBSCRIBED');
    expect(await reclassified(customer, ticketId)).toEqual([]);
  });
});

describe('another request', () => {
  test('S58 S59 C26 is covered as at opening: by the plan at receipt, or by a better one since', async () => {
    const basic = await desk.customer();
    const { id: ticketId } = await basic.open();
    const refused = await desk.engineer.problem('reclassifyTicket', { ticketId, requestType: 'HOW_TO' });
    expect(refused.code).toBe('NOT_COVERED');
    desk.at('2026-05-04T07:00:00Z');
    await desk.manager.act('choosePlan', { accountId: basic.accountId, planCode: 'ENHANCED' });
    await reclassify(ticketId, { requestType: 'HOW_TO' });

    desk.at(START);
    const enhanced = await desk.customer({ plan: 'ENHANCED' });
    const { id } = await enhanced.open();
    desk.at('2026-05-05T07:00:00Z');
    await desk.manager.act('choosePlan', { accountId: enhanced.accountId, planCode: 'BASIC' });
    await reclassify(id, { requestType: 'HOW_TO' });
    expect(await classOf(enhanced, id)).toMatchObject({ requestType: 'HOW_TO' });
  });

  test('S87 answers what its own form asks; the same request keeps the version that was filled in', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const form = { promptFr: 'Quoi ?', promptEn: 'What?' };
    const goal = { kind: 'TEXT', required: true, labelFr: 'Objectif', labelEn: 'Goal' };
    const requestType = 'CONFIGURATION_TROUBLESHOOTING';
    const { version } = await desk.manager.act('publishIntakeForm', {
      ...form,
      requestType,
      fields: [{ ...goal, key: 'goal' }],
    });
    const { id: ticketId } = await customer.open();
    expect((await desk.engineer.problem('reclassifyTicket', { ticketId, requestType })).code).toBe(
      'INTAKE_ANSWERS',
    );
    expect(
      (await desk.engineer.problem('reclassifyTicket', { ticketId, requestType, intakeVersion: 1 })).code,
    ).toBe('PROCESS_OUTDATED');
    await reclassify(ticketId, { requestType, answers: [{ key: 'goal', value: 'Fire the tag' }] });
    expect(await classOf(customer, ticketId)).toMatchObject({
      intakeVersion: version,
      intakeAnswers: [{ field: { key: 'goal' }, value: 'Fire the tag' }],
    });
    await desk.manager.act('publishIntakeForm', {
      ...form,
      requestType,
      fields: [{ ...goal, key: 'tag' }],
    });
    await reclassify(ticketId, { answers: [{ key: 'goal', value: 'Fire it once' }] });
    expect(await classOf(customer, ticketId)).toMatchObject({
      intakeVersion: version,
      intakeAnswers: [{ value: 'Fire it once' }],
    });
    expect((await reclassified(customer, ticketId)).map((told) => told['answersChanged'])).toEqual([
      true,
      true,
    ]);
    const late = await desk.engineer.problem('reclassifyTicket', { ticketId, intakeVersion: version });
    expect(late.issues).toMatchObject([{ path: 'intakeVersion', code: 'NOT_APPLICABLE' }]);
  });

  test('S90 is not put under the verdict on what it was: it takes a review of its own, by an engineer', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const { id: ticketId } = await customer.open();
    await desk.engineer.act('reviewTicketScope', { ticketId, review: IN_SCOPE });
    await desk.engineer.act('startWork', { ticketId });
    const another = { ticketId, requestType: 'HOW_TO' };
    expect(await desk.engineer.problem('reclassifyTicket', another)).toMatchObject({
      code: 'ALREADY_REVIEWED',
      fr: 'Le périmètre de la demande a déjà été examiné\u00a0: joignez l’examen de ce qu’elle est vraiment.',
    });
    await reclassify(ticketId, { subject: 'A clearer one' }); // its words may always be corrected
    const denied = await desk.manager.denied('reclassifyTicket', { ...another, review: IN_SCOPE });
    expect(denied.code).toBe('FORBIDDEN');
    const needless = await desk.engineer.problem('reclassifyTicket', { ticketId, review: IN_SCOPE });
    expect(needless.issues).toMatchObject([{ path: 'review', code: 'NOT_APPLICABLE' }]);
    const design = { verdict: 'OUT_OF_SCOPE', clause: '3.1', meetingDecision: 'NOT_NEEDED' };
    expect(await reclassify(ticketId, { ...another, review: design })).toMatchObject({ state: 'IN_REVIEW' });
    const types = (await customer.timeline(ticketId)).map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['ticket.reclassified', 'ticket.review_begun', 'ticket.scope_reviewed']);
  });

  test('S82 S111 E5 takes the health review of the year with its profiles, and gives it back', async () => {
    const customer = await desk.customer({ plan: 'PREMIUM' });
    const { profiles } = await desk.manager.act('addProfile', {
      accountId: customer.accountId,
      name: 'main',
    });
    const { id: ticketId } = await customer.open({ severity: 'LIMITED', requestType: 'HOW_TO' });
    const balance = async () =>
      (
        await customer.client.entitlements.balance({
          accountId: customer.accountId,
          benefit: 'ANNUAL_HEALTH_REVIEW',
        })
      ).balance;
    const requestType = 'WELLNESS_REVIEW';
    expect((await desk.engineer.problem('reclassifyTicket', { ticketId, requestType })).issues).toMatchObject(
      [{ path: 'profileIds', code: 'REQUIRED' }],
    );
    await reclassify(ticketId, { requestType, profileIds: [profiles.nodes[0]!.id] });
    expect(await classOf(customer, ticketId)).toMatchObject({ reviewedProfiles: [{ name: 'main' }] });
    expect(await balance()).toMatchObject({ reserved: 1, available: 0 });
    await reclassify(ticketId, { requestType: 'HOW_TO' });
    expect(await classOf(customer, ticketId)).toMatchObject({ reviewedProfiles: [] });
    expect(await balance()).toMatchObject({ reserved: 0, available: 1 });
    const again = { ticketId, requestType, profileIds: [profiles.nodes[0]!.id] };
    expect((await desk.engineer.problem('reclassifyTicket', again)).issues).toMatchObject([
      { path: 'requestType', code: 'UNIT_TAKEN' },
    ]);
  });

  test('S30 S80 for the TAM goes to the TAM, as the engagement that it asks for', async () => {
    const customer = await desk.customer({ plan: 'PREMIUM' });
    const sofia = await desk.hire({ roles: ['TAM'] });
    await desk.manager.act('assignTam', {
      accountId: customer.accountId,
      tamId: sofia.staffId,
      experienceSince: '2018-03-01',
    });
    const { id: ticketId } = await customer.open({ severity: 'LIMITED' });
    await reclassify(ticketId, { requestType: 'AD_HOC_QUESTION', subject: 'Which extension?' });
    expect(await classOf(customer, ticketId)).toMatchObject({
      kind: 'TAM_REQUEST',
      assignee: { id: sofia.staffId },
    });
    const engagements = async () =>
      (await sofia.client.engagements.list({ accountId: customer.accountId }).all(10)).map(
        ({ type, title, state }) => [type, title, state],
      );
    expect(await engagements()).toEqual([['AD_HOC_QUESTION', 'Which extension?', 'REQUESTED']]);
    await reclassify(ticketId, { subject: 'Which extension, and when?' });
    expect(await engagements()).toEqual([['AD_HOC_QUESTION', 'Which extension, and when?', 'REQUESTED']]);
    await reclassify(ticketId, { requestType: 'LOGIN_ISSUE' });
    expect(await engagements()).toEqual([['AD_HOC_QUESTION', 'Which extension, and when?', 'CANCELLED']]);
    await reclassify(ticketId, { requestType: 'AD_HOC_QUESTION' });
    expect(await engagements()).toEqual([['AD_HOC_QUESTION', 'Which extension, and when?', 'REQUESTED']]);
  });
});
