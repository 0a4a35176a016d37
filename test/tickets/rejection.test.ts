import { newId } from '@tierline/prisma/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: open from 08:00 to 18:00.
let desk: Desk;
let customers: Record<Plan, Customer>;
let second: Caller;
const PLANS = ['BASIC', 'ENHANCED', 'PREMIUM'] as const;
type Plan = (typeof PLANS)[number];
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customers = {
    BASIC: await desk.customer(),
    ENHANCED: await desk.customer({ plan: 'ENHANCED', locale: 'FR' }),
    PREMIUM: await desk.customer({ plan: 'PREMIUM' }),
  };
  second = await desk.hire({ name: 'Louis Adam' });
});
afterAll(() => desk?.stop());

const at = (local: string) => desk.at(`2026-05-${local}:00+02:00`);
const REASONS = {
  reasonFr: 'Ceci est du conseil en architecture.',
  reasonEn: 'This is architecture consulting.',
};
const types = async (by: Caller, id: string) => (await by.timeline(id)).map(({ type }) => type);

/** Received at 08:00, rejected at 09:00. */
async function rejected(customer = customers.ENHANCED): Promise<string> {
  at('04T08:00');
  const { id: ticketId } = await customer.open();
  at('04T09:00');
  await desk.engineer.act('rejectTicket', { ticketId, clause: '3.4', ...REASONS });
  return ticketId;
}

interface Rejection {
  clause: { number: string };
  reason: string;
  nextStep: string;
  rejectedAt: string;
  review: { reviewer: { name: string }; description: string | null };
  engagement: { id: string; state: string; settledAt: string | null; decidedBy: { id: string } | null };
  secondOpinion: {
    state: string;
    question: string;
    reason: string | null;
    review: { reviewer: { name: string }; verdict: string } | null;
  } | null;
}

async function rejectionOf(by: Caller, id: string): Promise<Rejection> {
  const { ticket } = await by.read<{ ticket: { rejection: Rejection } }>(
    `query ($id: ID!) { ticket(id: $id) { rejection {
      clause { number } reason(locale: EN) nextStep rejectedAt review { reviewer { name } description }
      engagement { id state settledAt decidedBy { id } }
      secondOpinion { state question reason(locale: EN) review { reviewer { name } verdict } }
    } } }`,
    { id },
  );
  return ticket.rejection;
}

test('C10 S90 S93 a rejection is the review itself, and takes a reason that says something: ten characters', async () => {
  at('04T08:00');
  const { id: ticketId } = await customers.ENHANCED.open();
  at('04T09:00');
  const input = { ticketId, clause: '3.4', reasonFr: 'Non', reasonEn: 'It is not' };
  const refused = await desk.engineer.problem('rejectTicket', input);
  expect(refused.issues).toMatchObject([
    { path: 'reasonFr', code: 'TOO_SMALL', en: 'has fewer than 10 characters.' },
    { path: 'reasonEn', code: 'TOO_SMALL', fr: 'compte moins de 10 caractères.' },
  ]);
  expect([refused.en, refused.fr]).toEqual([
    'Invalid input: reasonFr: has fewer than 10 characters; reasonEn: has fewer than 10 characters.',
    'Saisie invalide\u00a0: reasonFr\u00a0: compte moins de 10 caractères\u00a0; reasonEn\u00a0: compte moins de 10 caractères.',
  ]);
  expect(await customers.ENHANCED.ticket(ticketId)).toMatchObject({
    state: 'RECEIVED',
    initialResponse: { state: 'RUNNING' },
  });
  const rejection = { ...input, reasonFr: 'Exclu: 3.4', reasonEn: 'Not in it.' };
  expect(await desk.engineer.act('rejectTicket', rejection)).toMatchObject({
    state: 'REJECTED_OUT_OF_SCOPE',
    initialResponse: { state: 'MET' },
  });
  await customers.ENHANCED.act('requestSecondOpinion', { ticketId, reason: 'It exists.' });
  const opinion = { ticketId, outcome: 'UPHELD', meetingDecision: 'NOT_NEEDED' };
  expect(
    (await second.problem('giveSecondOpinion', { ...opinion, reasonFr: 'Non', reasonEn: 'No' })).issues,
  ).toMatchObject([{ path: 'reasonFr' }, { path: 'reasonEn' }]);
});

describe('all exclusions on all plans', () => {
  const TITLES: Record<string, string> = {
    '3.1': 'S95 S96 S107 a new design or configuration, clause 3.1',
    '3.2': 'S95 S97 S107 additional use cases, clause 3.2',
    '3.3': 'S95 S98 S107 technical services, clause 3.3',
    '3.3a': 'S95 S99 S107 a new data source, clause 3.3a',
    '3.3b': 'S95 S100 S107 an additional vendor, clause 3.3b',
    '3.3c': 'S95 S101 S107 a new use case, clause 3.3c',
    '3.4': 'S95 S102 S107 Q11 architecture consulting, clause 3.4',
    '3.5': 'S4 S95 S103 S107 implementation for new subscriptions, clause 3.5',
    '3.8': 'S95 S106 S107 hands-on-keyboard work, clause 3.8',
  };

  for (const [clause, title] of Object.entries(TITLES)) {
    test(`S93 ${title}, is excluded on every plan and leads to an engagement`, async () => {
      for (const plan of PLANS) {
        const { id: ticketId } = await customers[plan].open();
        const verdict = { verdict: 'OUT_OF_SCOPE', clause, meetingDecision: 'NOT_NEEDED' };
        await desk.engineer.act('reviewTicketScope', { ticketId, review: verdict });
        expect(await reviewOf(customers[plan], ticketId)).toEqual({
          clause: { number: clause },
          nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT',
        });
        await desk.engineer.act('rejectTicket', { ticketId, clause, ...REASONS });
        expect(await rejectionOf(customers[plan], ticketId)).toMatchObject({
          clause: { number: clause },
          nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT',
          engagement: { state: 'OFFERED' },
        });
      }
    });
  }

  test.each([
    ['S104 a wellness review, clause 3.6', '3.6'],
    ['S105 Q12 a configuration audit, clause 3.7', '3.7'],
  ])('S95 S107 %s, is excluded below Premium only', async (_title, clause) => {
    const review = { verdict: 'OUT_OF_SCOPE', clause, meetingDecision: 'NOT_NEEDED' };
    for (const plan of ['BASIC', 'ENHANCED'] as const) {
      const { id: ticketId } = await customers[plan].open();
      await desk.engineer.act('reviewTicketScope', { ticketId, review });
      expect(await reviewOf(customers[plan], ticketId)).toEqual({
        clause: { number: clause },
        nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT',
      });
      await desk.engineer.act('rejectTicket', { ticketId, clause, ...REASONS });
    }
    const { id: ticketId } = await customers.PREMIUM.open();
    const issue = {
      code: 'NOT_APPLICABLE',
      en: `clause ${clause} does not apply to the plan of the ticket.`,
      fr: `la clause ${clause} ne s’applique pas au forfait du ticket.`,
    };
    expect((await desk.engineer.problem('reviewTicketScope', { ticketId, review })).issues).toEqual([
      { path: 'review.clause', ...issue },
    ]);
    expect((await desk.engineer.problem('rejectTicket', { ticketId, clause, ...REASONS })).issues).toEqual([
      { path: 'clause', ...issue },
    ]);
  });

  test('S104 S105 Q12 on Premium both are admitted, and go to the scope review', async () => {
    for (const requestType of ['WELLNESS_REVIEW', 'CONFIGURATION_AUDIT']) {
      const customer = await desk.customer({ plan: 'PREMIUM' });
      const { profiles } = await desk.manager.act('addProfile', {
        accountId: customer.accountId,
        name: 'main',
      });
      const profileId = profiles.nodes[0]!.id;
      const about = requestType === 'WELLNESS_REVIEW' ? { profileIds: [profileId] } : { profileId };
      const { id: ticketId } = await customer.open({ requestType, ...about });
      await desk.engineer.act('reviewTicketScope', { ticketId, review: IN_SCOPE });
      expect((await desk.engineer.act('startWork', { ticketId })).state).toBe('IN_PROGRESS');
    }
  });

  test('S98 what clause 3.3 does not list is said in the reviewer’s own words', async () => {
    const { id: ticketId } = await customers.BASIC.open();
    const description = 'Migrating the tills of three shops.';
    await desk.engineer.act('rejectTicket', { ticketId, clause: '3.3', description, ...REASONS });
    expect((await rejectionOf(customers.BASIC, ticketId)).review.description).toBe(description);
  });

  async function reviewOf(by: Caller, id: string) {
    const { ticket } = await by.read<{ ticket: { scopeReview: object } }>(
      'query ($id: ID!) { ticket(id: $id) { scopeReview { clause { number } nextStep } } }',
      { id },
    );
    return ticket.scopeReview;
  }
});

describe('a rejection', () => {
  test('S93 S94 C10 B5 is an object: clause, engineer, reasons in both languages, and an offer that is linked to the ticket', async () => {
    const ticketId = await rejected();
    const ticket = await customers.ENHANCED.ticket(ticketId);
    expect(ticket.state).toBe('REJECTED_OUT_OF_SCOPE');
    expect(ticket.initialResponse).toMatchObject({ state: 'MET', endedAt: '2026-05-04T07:00:00.000Z' });
    const rejection = await rejectionOf(customers.ENHANCED, ticketId);
    expect(rejection).toMatchObject({
      clause: { number: '3.4' },
      reason: 'This is architecture consulting.',
      nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT',
      rejectedAt: '2026-05-04T07:00:00.000Z',
      review: { reviewer: { name: 'Jeanne Morel' }, description: null },
      engagement: { state: 'OFFERED', settledAt: null, decidedBy: null },
      secondOpinion: null,
    });
    const said = await customers.ENHANCED.read(
      'query ($id: ID!) { ticket(id: $id) { messages(last: 1) { nodes { body } } } }',
      { id: ticketId },
    );
    expect(said).toEqual({ ticket: { messages: { nodes: [{ body: REASONS.reasonFr }] } } });
    expect((await types(customers.ENHANCED, ticketId)).slice(3)).toEqual([
      'ticket.replied',
      'clock.ended',
      'ticket.review_begun',
      'ticket.scope_reviewed',
      'ticket.rejected',
      'ticket.offer_made',
      'clock.ended',
    ]);
    const offers = (by: Caller) =>
      by.read<{ technicalServicesEngagements: { nodes: { id: string; ticket: { id: string } }[] } }>(
        '{ technicalServicesEngagements(states: [OFFERED], first: 1) { nodes { id ticket { id } } } }',
      );
    const mine = { nodes: [{ id: rejection.engagement.id, ticket: { id: ticketId } }] };
    expect((await offers(customers.ENHANCED)).technicalServicesEngagements).toEqual(mine);
    const others = (await offers(customers.PREMIUM)).technicalServicesEngagements.nodes;
    expect(others.map(({ id }) => id)).not.toContain(rejection.engagement.id);
  });

  test('S93 is for engineers, and for what is still open', async () => {
    const ticketId = await rejected();
    const again = { ticketId, clause: '3.4', ...REASONS };
    expect(await desk.engineer.problem('rejectTicket', again)).toMatchObject({ code: 'ILLEGAL_MOVE' });
    expect((await customers.ENHANCED.denied('rejectTicket', again)).code).toBe('FORBIDDEN');
  });
});

describe('the offer', () => {
  const offerOf = async (ticketId: string) => (await rejectionOf(customers.ENHANCED, ticketId)).engagement.id;

  test('S94 S107 an administrator accepts it, once, and renounces the second opinion with that', async () => {
    const ticketId = await rejected();
    const engagementId = await offerOf(ticketId);
    at('04T10:00');
    const accepted = await customers.ENHANCED.act('acceptTechnicalServicesOffer', { engagementId });
    expect(accepted).toEqual({ id: engagementId, state: 'ACCEPTED', settledAt: '2026-05-04T08:00:00.000Z' });
    for (const mutation of ['acceptTechnicalServicesOffer', 'declineTechnicalServicesOffer'] as const) {
      expect(await customers.ENHANCED.problem(mutation, { engagementId })).toMatchObject({
        __typename: 'OfferNotOpenProblem',
        en: 'The offer has been accepted already.',
        fr: 'L’offre est déjà acceptée.',
      });
    }
    const ask = { ticketId, reason: 'We see it otherwise.' };
    expect(await customers.ENHANCED.problem('requestSecondOpinion', ask)).toMatchObject({
      __typename: 'SecondOpinionSpentProblem',
      en: 'The offer has been accepted: the rejection is no longer in question.',
    });
    expect((await types(customers.ENHANCED, ticketId)).at(-1)).toBe('ticket.offer_accepted');
  });

  test('S94 B5 declined, with a reason, it stays declined; a second opinion can still be asked for', async () => {
    const ticketId = await rejected();
    const engagementId = await offerOf(ticketId);
    const reason = 'We do it ourselves.';
    const declined = await customers.ENHANCED.act('declineTechnicalServicesOffer', { engagementId, reason });
    expect(declined.state).toBe('DECLINED');
    expect(await customers.ENHANCED.problem('acceptTechnicalServicesOffer', { engagementId })).toMatchObject({
      en: 'The offer has been declined.',
    });
    await customers.ENHANCED.act('requestSecondOpinion', { ticketId, reason: 'It worked until Monday.' });
    await second.act('giveSecondOpinion', opinion(ticketId, 'OVERTURNED'));
    expect((await rejectionOf(customers.ENHANCED, ticketId)).engagement.state).toBe('DECLINED');
  });

  test('S94 deciding is for the customer’s administrators; what is another’s looks absent', async () => {
    const ticketId = await rejected();
    const engagementId = await offerOf(ticketId);
    const requester = await customers.ENHANCED.colleague();
    for (const mutation of ['acceptTechnicalServicesOffer', 'declineTechnicalServicesOffer'] as const) {
      expect((await requester.denied(mutation, { engagementId })).code).toBe('FORBIDDEN');
      expect((await desk.manager.denied(mutation, { engagementId })).code).toBe('FORBIDDEN');
      expect((await desk.anonymous.denied(mutation, { engagementId })).code).toBe('UNAUTHENTICATED');
      for (const id of [engagementId, 'tse_absent', '']) {
        expect(await customers.PREMIUM.denied(mutation, { engagementId: id })).toEqual({
          code: 'NOT_FOUND',
          message: `No engagement ${id}.`,
        });
      }
    }
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect(await customers.PREMIUM.read(node, { id: engagementId })).toEqual({ node: null });
    expect(await requester.read(node, { id: engagementId })).toEqual({ node: { id: engagementId } });
  });

  test('S94 C35 of many who decide at once, exactly one does', async () => {
    const ticketId = await rejected();
    const engagementId = await offerOf(ticketId);
    const decide = (mutation: 'accept' | 'decline') =>
      customers.ENHANCED.read<Record<string, { __typename: string }>>(
        `mutation ($engagementId: ID!) {
          answer: ${mutation}TechnicalServicesOffer(input: { engagementId: $engagementId }) { __typename } }`,
        { engagementId },
      );
    const answers = await Promise.all([
      decide('accept'),
      decide('decline'),
      decide('accept'),
      decide('decline'),
    ]);
    const done = answers.filter(({ answer }) => answer!.__typename.endsWith('Success'));
    expect(done).toHaveLength(1);
    expect(
      (await types(desk.engineer, ticketId)).filter((type) => /offer_(acc|dec)/.test(type)),
    ).toHaveLength(1);
  });
});

const opinion = (ticketId: string, outcome: 'UPHELD' | 'OVERTURNED') => ({
  ticketId,
  outcome,
  reasonFr: 'La configuration existe déjà.',
  reasonEn: 'The configuration exists already.',
  meetingDecision: 'NOT_NEEDED',
});

describe('a second opinion', () => {
  const ask = (ticketId: string) => ({
    ticketId,
    reason: 'It worked until Monday: nothing new is asked for.',
  });

  test('B5 C22 overturned, the ticket is worked on, the first answer stands, and the offer is withdrawn', async () => {
    const ticketId = await rejected();
    at('04T10:00');
    await customers.ENHANCED.act('requestSecondOpinion', ask(ticketId));
    expect((await rejectionOf(customers.ENHANCED, ticketId)).secondOpinion).toEqual({
      state: 'REQUESTED',
      question: 'It worked until Monday: nothing new is asked for.',
      reason: null,
      review: null,
    });
    at('04T12:00');
    const overturned = await second.act('giveSecondOpinion', opinion(ticketId, 'OVERTURNED'));
    expect(overturned).toMatchObject({ state: 'IN_PROGRESS', endedAt: null });
    expect(overturned.initialResponse).toMatchObject({ state: 'MET', endedAt: '2026-05-04T07:00:00.000Z' });
    // What the customer asked at ten was answered at noon (C11).
    const next = overturned.clocks.find(({ metric }) => metric === 'NEXT_RESPONSE');
    expect(next).toMatchObject({ elapsedSeconds: 7_200, endedAt: '2026-05-04T10:00:00.000Z' });
    const rejection = await rejectionOf(customers.ENHANCED, ticketId);
    expect(rejection).toMatchObject({
      engagement: { state: 'WITHDRAWN', settledAt: '2026-05-04T10:00:00.000Z' },
      secondOpinion: {
        state: 'OVERTURNED',
        reason: 'The configuration exists already.',
        review: { reviewer: { name: 'Louis Adam' }, verdict: 'IN_SCOPE' },
      },
    });
    expect((await types(customers.ENHANCED, ticketId)).slice(10)).toEqual([
      'ticket.replied',
      'clock.started',
      'ticket.second_opinion_requested',
      'ticket.replied',
      'clock.ended',
      'ticket.scope_reviewed',
      'ticket.second_opinion_given',
      'ticket.reopened',
      'clock.resumed',
      'ticket.offer_withdrawn',
    ]);
    at('04T13:00');
    const { clocks } = await customers.ENHANCED.ticket(ticketId);
    // 08:00 to 09:00, and from 12:00 on.
    expect(clocks.find(({ metric }) => metric === 'RESOLUTION')?.elapsedSeconds).toBe(7_200);

    // It is final: nobody judges or rejects the request again.
    const review = {
      ticketId,
      review: { verdict: 'OUT_OF_SCOPE', clause: '3.4', meetingDecision: 'NOT_NEEDED' },
    };
    expect(await desk.engineer.problem('reviewTicketScope', review)).toMatchObject({ code: 'ILLEGAL_MOVE' });
    const reject = { ticketId, clause: '3.4', ...REASONS };
    expect(await desk.engineer.problem('rejectTicket', reject)).toMatchObject({ code: 'ILLEGAL_MOVE' });
    const { engagement } = rejection;
    expect(
      await customers.ENHANCED.problem('acceptTechnicalServicesOffer', { engagementId: engagement.id }),
    ).toMatchObject({ en: 'The offer has been withdrawn, because the request is done within the plan.' });
    await desk.engineer.act('replyToTicket', { ticketId, body: 'Done.', resolve: true });
  });

  test('B5 upheld, the rejection and its offer stand', async () => {
    const ticketId = await rejected();
    await customers.ENHANCED.act('requestSecondOpinion', ask(ticketId));
    const upheld = await second.act('giveSecondOpinion', opinion(ticketId, 'UPHELD'));
    expect(upheld.state).toBe('REJECTED_OUT_OF_SCOPE');
    const { secondOpinion, engagement } = await rejectionOf(customers.ENHANCED, ticketId);
    expect(secondOpinion).toMatchObject({ state: 'UPHELD', review: { verdict: 'OUT_OF_SCOPE' } });
    const input = { engagementId: engagement.id };
    expect((await customers.ENHANCED.act('acceptTechnicalServicesOffer', input)).state).toBe('ACCEPTED');
  });

  test('B5 is asked for once, by the customer, about a rejection', async () => {
    const ticketId = await rejected();
    for (const by of [desk.engineer, desk.manager]) {
      expect((await by.denied('requestSecondOpinion', ask(ticketId))).code).toBe('FORBIDDEN');
    }
    expect((await customers.PREMIUM.denied('requestSecondOpinion', ask(ticketId))).code).toBe('NOT_FOUND');
    expect(
      (await customers.ENHANCED.problem('requestSecondOpinion', { ticketId, reason: ' ' })).issues,
    ).toMatchObject([{ path: 'reason', code: 'TOO_SMALL' }]);
    await customers.ENHANCED.act('requestSecondOpinion', ask(ticketId));
    expect(await customers.ENHANCED.problem('requestSecondOpinion', ask(ticketId))).toMatchObject({
      __typename: 'SecondOpinionSpentProblem',
      code: 'SECOND_OPINION_SPENT',
      en: 'A second opinion is asked for already: another engineer is going to give it.',
    });
    await second.act('giveSecondOpinion', opinion(ticketId, 'UPHELD'));
    expect(await customers.ENHANCED.problem('requestSecondOpinion', ask(ticketId))).toMatchObject({
      fr: 'Le deuxième avis a confirmé le rejet\u00a0; il n’y en a qu’un par demande.',
    });
    const { id: open } = await customers.ENHANCED.open();
    expect(await customers.ENHANCED.problem('requestSecondOpinion', ask(open))).toMatchObject({
      code: 'ILLEGAL_MOVE',
    });
  });

  test('B5 is given by an engineer who has not judged the request, where it was asked for, once', async () => {
    const ticketId = await rejected();
    const give = opinion(ticketId, 'UPHELD');
    expect(await second.problem('giveSecondOpinion', give)).toMatchObject({ code: 'ILLEGAL_MOVE' });
    await customers.ENHANCED.act('requestSecondOpinion', ask(ticketId));
    expect(await desk.engineer.problem('giveSecondOpinion', give)).toMatchObject({
      __typename: 'SameReviewerProblem',
      code: 'SAME_REVIEWER',
      en: 'You have judged this request before: another engineer must give the second opinion.',
      fr: 'Vous avez déjà jugé cette demande\u00a0: un autre ingénieur doit donner le deuxième avis.',
    });
    expect((await desk.manager.denied('giveSecondOpinion', give)).code).toBe('FORBIDDEN');
    expect((await customers.ENHANCED.denied('giveSecondOpinion', give)).code).toBe('FORBIDDEN');
    expect(
      (await second.problem('giveSecondOpinion', { ...give, meetingPurpose: 'DISCUSS' })).issues,
    ).toMatchObject([{ path: 'meetingPurpose', code: 'NOT_APPLICABLE' }]);
    await second.act('giveSecondOpinion', give);
    expect(await second.problem('giveSecondOpinion', give)).toMatchObject({ code: 'ILLEGAL_MOVE' });
  });

  test('B5 while it is awaited the offer waits, and the vendor does not close the ticket', async () => {
    const ticketId = await rejected();
    const { engagement } = await rejectionOf(customers.ENHANCED, ticketId);
    await customers.ENHANCED.act('requestSecondOpinion', ask(ticketId));
    for (const mutation of ['acceptTechnicalServicesOffer', 'declineTechnicalServicesOffer'] as const) {
      expect(await customers.ENHANCED.problem(mutation, { engagementId: engagement.id })).toMatchObject({
        en: 'A second opinion is awaited: the offer waits for it.',
        fr: 'Un deuxième avis est attendu\u00a0: l’offre attend avec lui.',
      });
    }
    expect(await desk.engineer.problem('closeTicket', { ticketId })).toMatchObject({ code: 'ILLEGAL_MOVE' });
  });

  test('B5 C35 of many who ask or answer at once, exactly one does', async () => {
    const ticketId = await rejected();
    const many = (by: Caller, mutation: string, input: object) =>
      Promise.all(
        [1, 2, 3, 4].map(() =>
          by.read<{ answer: { __typename: string } }>(
            `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) {
              answer: ${mutation}(input: $input) { __typename } }`,
            { input },
          ),
        ),
      );
    const successes = (answers: { answer: { __typename: string } }[]) =>
      answers.filter(({ answer }) => answer.__typename.endsWith('Success'));
    expect(successes(await many(customers.ENHANCED, 'requestSecondOpinion', ask(ticketId)))).toHaveLength(1);
    const give = opinion(ticketId, 'OVERTURNED');
    expect(successes(await many(second, 'giveSecondOpinion', give))).toHaveLength(1);
    expect((await types(desk.engineer, ticketId)).filter((type) => type === 'ticket.reopened')).toHaveLength(
      1,
    );
  });
});

test('B5 S94 staff take nobody’s second opinion away: they close a rejected ticket once it was given or renounced', async () => {
  const closing = async (ticketId: string) => {
    const { legalMoves } = (await desk.engineer.client.tickets.get(ticketId))!;
    return legalMoves.includes('CLOSE');
  };
  const [asked, renounced] = [await rejected(), await rejected()];
  for (const ticketId of [asked, renounced]) {
    expect(await desk.engineer.problem('closeTicket', { ticketId })).toMatchObject({ code: 'ILLEGAL_MOVE' });
    expect(await closing(ticketId)).toBe(false);
  }
  await customers.ENHANCED.act('requestSecondOpinion', { ticketId: asked, reason: 'It worked before.' });
  expect(await closing(asked)).toBe(false);
  await second.act('giveSecondOpinion', opinion(asked, 'UPHELD'));
  const { engagement } = await rejectionOf(customers.ENHANCED, renounced);
  await customers.ENHANCED.act('acceptTechnicalServicesOffer', { engagementId: engagement.id });
  for (const ticketId of [asked, renounced]) {
    expect(await closing(ticketId)).toBe(true);
    expect((await desk.engineer.act('closeTicket', { ticketId })).state).toBe('CLOSED');
  }
});

test('S39 B5 ids that name nothing are answered, and nothing is written', async () => {
  const ticketId = newId('tkt');
  for (const [by, mutation, input] of [
    [customers.ENHANCED, 'requestSecondOpinion', { ticketId, reason: 'x' }],
    [second, 'giveSecondOpinion', opinion(ticketId, 'UPHELD')],
    [desk.engineer, 'beginScopeReview', { ticketId }],
    [desk.engineer, 'startWork', { ticketId }],
    [desk.engineer, 'reopenTicket', { ticketId, reason: 'x' }],
  ] as const) {
    expect((await by.denied(mutation, input)).code).toBe('NOT_FOUND');
  }
});
