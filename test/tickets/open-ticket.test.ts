import { asTenant } from '@tierline/prisma/tenancy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, REQUEST, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customers: Record<'BASIC' | 'ENHANCED' | 'PREMIUM', Customer>;
const PLANS = ['BASIC', 'ENHANCED', 'PREMIUM'] as const;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customers = {
    BASIC: await desk.customer(),
    ENHANCED: await desk.customer({ plan: 'ENHANCED' }),
    PREMIUM: await desk.customer({ plan: 'PREMIUM' }),
  };
});
afterAll(() => desk?.stop());

const OPEN = `mutation ($input: OpenTicketInput!) {
  openTicket(input: $input) {
    __typename
    ... on Problem { code en: message(locale: EN) fr: message(locale: FR) }
    ... on NotCoveredProblem { plan requiredPlan nextStep }
    ... on SkuNotSubscribedProblem { sku subscribedSkus { code } clause { number } nextStep }
    ... on ChannelNotIncludedProblem { channel severities portal { value } nextStep }
    ... on ProcessOutdatedProblem { currentIntake { version } clause { number } nextStep }
    ... on OpenTicketSuccess {
      ticket {
        reference state kind requestType severity channel plan sku { code } intakeVersion subject receivedAt endedAt
        requester { id } account { id } profile { name } relatedTo { id } assignee { id } rejection { reason }
        messages { nodes { kind body sentAt visibleToCustomer } }
        timeline { nodes { sequence type occurredAt payload } }
      }
    }
  }
}`;
type Opened = Record<string, unknown> & { __typename: string; ticket: Record<string, unknown> };

async function open(caller: Pick<Customer, 'read'>, request: object): Promise<Opened> {
  const data = await caller.read<{ openTicket: Opened }>(OPEN, { input: { ...REQUEST, ...request } });
  return data.openTicket;
}

describe('what each plan covers', () => {
  test.each([
    ['S43', 'LOGIN_ISSUE', 'INCIDENT', 'BASIC'],
    ['S44', 'PLATFORM_DOWN_VENDOR_CAUSE', 'INCIDENT', 'BASIC'],
    ['S45', 'PRODUCT_ACTIVATION', 'SERVICE_REQUEST', 'BASIC'],
    ['S45', 'PRODUCT_DEACTIVATION', 'SERVICE_REQUEST', 'BASIC'],
    ['S58', 'PLATFORM_DOWN_CUSTOMER_CAUSE', 'INCIDENT', 'ENHANCED'],
    ['S59', 'CONFIGURATION_TROUBLESHOOTING', 'INCIDENT', 'ENHANCED'],
    ['S59', 'HOW_TO', 'SERVICE_REQUEST', 'ENHANCED'],
  ])('S12 S28 S42 S57 %s %s is a ticket of kind %s from %s up', async (_id, requestType, kind, lowest) => {
    for (const plan of PLANS) {
      const answer = await open(customers[plan], { requestType });
      expect(answer).toMatchObject(
        PLANS.indexOf(plan) < PLANS.indexOf(lowest as typeof plan)
          ? { __typename: 'NotCoveredProblem', plan, requiredPlan: lowest, nextStep: 'HIGHER_PLAN' }
          : { __typename: 'OpenTicketSuccess', ticket: { kind, requestType, plan, channel: 'WEB' } },
      );
    }
  });

  test('B4 the check and the opening agree on every request type and plan, by telephone and mail too', async () => {
    const document = '{ requestTypes { code } }';
    const { requestTypes } = await desk.engineer.read<{ requestTypes: { code: string }[] }>(document);
    const ways = [
      { severity: 'LIMITED', sku: 'IQ-TM', channel: 'PHONE', intakeVersion: 1 },
      { severity: 'MODERATE', sku: 'ES', channel: 'EMAIL' },
    ];
    const met = new Set<string>();
    for (const plan of PLANS) {
      const { accountId, contactId: requesterId } = customers[plan];
      const { profiles } = await desk.manager.act('addProfile', { accountId, name: 'shop' });
      const named = { profileIds: [profiles.nodes[0]!.id] }; // a health review says of what (S111)
      const requests = ways.flatMap((way) =>
        requestTypes.map(({ code }) => ({
          ...way,
          requestType: code,
          ...(code === 'WELLNESS_REVIEW' && named),
        })),
      );
      const checked = await manyAtOnce(
        'query',
        'checkCoverage',
        '{ verdict }',
        requests.map((request) => ({ ...request, accountId })),
      );
      const opened = await manyAtOnce(
        'mutation',
        'openTicket',
        '{ __typename ... on Problem { code } }',
        requests.map((request) => ({ ...REQUEST, ...request, requesterId })),
      );
      const outcome = opened.map(({ __typename, code = '' }) =>
        __typename === 'OpenTicketSuccess' ? 'ALLOWED' : code,
      );
      expect(outcome).toEqual(checked.map(({ verdict }) => verdict));
      for (const verdict of outcome) met.add(verdict);
    }
    // every verdict was among them, so that the agreement is not that of one answer with itself
    expect([...met].sort()).toEqual([
      'ALLOWED',
      'CHANNEL_NOT_INCLUDED',
      'NOT_COVERED',
      'OUT_OF_SCOPE',
      'PROCESS_OUTDATED',
      'SKU_NOT_SUBSCRIBED',
    ]);
  });

  /** One field of the API, once for each input, in one request: mutations run one after the other. */
  async function manyAtOnce(kind: string, field: string, selection: string, inputs: object[]) {
    const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input!`;
    const variables = Object.fromEntries(inputs.map((input, index) => [`i${index}`, input]));
    const document = `${kind} (${inputs.map((_, index) => `$i${index}: ${type}`).join(', ')}) {
      ${inputs.map((_, index) => `r${index}: ${field}(input: $i${index}) ${selection}`).join('\n')}
    }`;
    return Object.values(
      await desk.engineer.read<Record<string, Record<string, string>>>(document, variables),
    );
  }
});

describe('a ticket as it is opened', () => {
  test('C4 S12 S28 S89 received now, one question in the requester’s words, with the events of its beginning', async () => {
    const { accountId, contactId } = customers.ENHANCED;
    const { profiles } = await desk.manager.act('addProfile', { accountId, name: `main` });
    desk.at('2026-05-04T07:12:34.567Z');
    const { ticket } = await open(customers.ENHANCED, {
      requestType: 'CONFIGURATION_TROUBLESHOOTING',
      severity: 'MODERATE',
      subject: '  The tag fires twice  ',
      profileId: profiles.nodes.at(-1)!.id,
    });
    expect(ticket).toMatchObject({
      reference: expect.stringMatching(/^T-\d{4,}$/) as string,
      state: 'RECEIVED',
      severity: 'MODERATE',
      sku: { code: 'IQ-TM' },
      intakeVersion: 2, // the current one
      subject: 'The tag fires twice',
      receivedAt: '2026-05-04T07:12:34.567Z',
      endedAt: null,
      requester: { id: contactId },
      account: { id: accountId },
      profile: { name: 'main' },
      relatedTo: null,
      assignee: null,
      rejection: null,
      messages: {
        nodes: [
          {
            kind: 'REPLY',
            body: REQUEST.question,
            sentAt: '2026-05-04T07:12:34.567Z',
            visibleToCustomer: true,
          },
        ],
      },
    });
    const { nodes } = ticket['timeline'] as { nodes: Record<string, unknown>[] };
    expect(nodes.map(({ sequence, type, occurredAt }) => [sequence, type, occurredAt])).toEqual([
      [1, 'ticket.opened', '2026-05-04T07:12:34.567Z'],
      [2, 'clock.started', '2026-05-04T07:12:34.567Z'],
      [3, 'clock.started', '2026-05-04T07:12:34.567Z'],
    ]);
    expect(nodes[1]!['payload']).toMatchObject({
      metric: 'INITIAL_RESPONSE',
      targetSeconds: 14_400,
      targetVersion: 1,
      dueAt: '2026-05-04T11:12:34.567Z',
      atRiskAt: '2026-05-04T10:12:34.567Z',
    });
    desk.at('2026-05-04T06:00:00Z');
  });

  test('C4 nobody tells the time of receipt', async () => {
    const { code } = await customers.BASIC.denied('openTicket', {
      ...REQUEST,
      receivedAt: '2026-01-01T00:00:00Z',
    });
    expect(code).toBe('BAD_USER_INPUT');
  });

  test('S89 another question is another ticket, linked both ways', async () => {
    const customer = customers.BASIC;
    const first = await customer.open();
    const second = await customer.open({ relatedToId: first.id });
    const document = 'query ($id: ID!) { ticket(id: $id) { relatedTo { id } followUps { nodes { id } } } }';
    expect(await customer.read(document, { id: second.id })).toEqual({
      ticket: { relatedTo: { id: first.id }, followUps: { nodes: [] } },
    });
    expect(await customer.read(document, { id: first.id })).toEqual({
      ticket: { relatedTo: null, followUps: { nodes: [{ id: second.id }] } },
    });
  });

  test('S88 only a service subscribed at that instant can be named', async () => {
    const customer = await desk.customer({ skus: ['IQ-TM'] });
    const until = '2026-05-04T09:00:00Z';
    await desk.manager.act('subscribeSku', { accountId: customer.accountId, sku: 'ES', endsAt: until });
    expect(await open(customer, { sku: 'AS' })).toMatchObject({
      __typename: 'SkuNotSubscribedProblem',
      sku: 'AS',
      subscribedSkus: [{ code: 'ES' }, { code: 'IQ-TM' }],
      clause: { number: '1b' },
      nextStep: 'SUBSCRIBED_SKU',
    });
    desk.at('2026-05-04T08:59:59.999Z');
    expect((await open(customer, { sku: 'ES' })).__typename).toBe('OpenTicketSuccess');
    desk.at(until);
    expect((await open(customer, { sku: 'ES' })).__typename).toBe('SkuNotSubscribedProblem');
    desk.at('2026-05-04T06:00:00Z');
  });

  test('S87 an outdated process is refused with the current one', async () => {
    const request = { requestType: 'CONFIGURATION_TROUBLESHOOTING', intakeVersion: 1 };
    expect(await open(customers.ENHANCED, request)).toMatchObject({
      __typename: 'ProcessOutdatedProblem',
      currentIntake: { version: 2 },
      clause: { number: '1a' },
      nextStep: 'CURRENT_PROCESS',
    });
    expect((await open(customers.ENHANCED, { ...request, intakeVersion: 2 })).__typename).toBe(
      'OpenTicketSuccess',
    );
  });

  test('S40 S12 a call of a Basic customer is for severity 1; staff say how a request came in', async () => {
    const requesterId = customers.BASIC.contactId;
    const byPhone = { requesterId, channel: 'PHONE' };
    expect(await open(desk.engineer, { ...byPhone, severity: 'SEVERE' })).toMatchObject({
      ticket: { channel: 'PHONE' },
    });
    expect(await open(desk.engineer, { ...byPhone, severity: 'MODERATE' })).toMatchObject({
      __typename: 'ChannelNotIncludedProblem',
      channel: 'PHONE',
      severities: ['SEVERE'],
      portal: { value: 'support.tealiumiq.com' },
      nextStep: 'SUPPORT_PORTAL',
    });
    expect((await customers.BASIC.problem('openTicket', { ...REQUEST, channel: 'PHONE' })).issues).toEqual([
      {
        path: 'channel',
        code: 'STAFF_ONLY',
        en: 'is for the vendor’s staff.',
        fr: 'est réservé au personnel du fournisseur.',
      },
    ]);
    expect((await desk.engineer.problem('openTicket', REQUEST)).issues).toMatchObject([
      { path: 'requesterId' },
    ]);
  });

  test('S39 a Basic customer lists, reads, answers and closes the own ticket', async () => {
    const customer = await desk.customer();
    const { id } = await customer.open();
    expect(await customer.read('{ tickets { nodes { id } } }')).toEqual({ tickets: { nodes: [{ id }] } });
    await customer.act('replyToTicket', { ticketId: id, body: 'Any news?' });
    await desk.engineer.act('replyToTicket', { ticketId: id, body: 'It works again.' });
    expect((await customer.act('closeTicket', { ticketId: id })).state).toBe('CLOSED');
  });

  test('S93 C10 B21 a rejection cites the exclusion and speaks both languages', async () => {
    const customer = await desk.customer({ plan: 'ENHANCED', locale: 'FR' });
    const { id: ticketId } = await customer.open();
    const reject = {
      ticketId,
      clause: '3.4',
      reasonFr: 'Ceci est du conseil en architecture.',
      reasonEn: 'This is architecture consulting.',
    };
    for (const [clause, code] of [
      ['3.9', 'UNKNOWN'],
      ['1a', 'UNKNOWN'],
      ['', 'REQUIRED'],
    ] as const) {
      expect((await desk.engineer.problem('rejectTicket', { ...reject, clause })).issues).toMatchObject([
        { path: 'clause', code },
      ]);
    }
    for (const path of ['reasonFr', 'reasonEn']) {
      expect((await desk.engineer.problem('rejectTicket', { ...reject, [path]: ' ' })).issues).toMatchObject([
        { path, code: 'TOO_SMALL' },
      ]);
    }
    expect((await customer.ticket(ticketId)).initialResponse.state).toBe('RUNNING');
    expect((await desk.engineer.act('rejectTicket', reject)).state).toBe('REJECTED_OUT_OF_SCOPE');
    const document = `query ($id: ID!) {
      ticket(id: $id) {
        rejection { clause { number } fr: reason(locale: FR) en: reason(locale: EN) rejectedAt }
        messages(last: 1) { nodes { body author { __typename } } }
      }
    }`;
    expect(await customer.read(document, { id: ticketId })).toEqual({
      ticket: {
        rejection: {
          clause: { number: '3.4' },
          fr: 'Ceci est du conseil en architecture.',
          en: 'This is architecture consulting.',
          rejectedAt: '2026-05-04T06:00:00.000Z',
        },
        messages: {
          nodes: [{ body: 'Ceci est du conseil en architecture.', author: { __typename: 'StaffMember' } }],
        },
      },
    });
    // a wellness review is excluded below Premium only: there the clause cannot be cited
    const premium = await customers.PREMIUM.open();
    expect(
      (await desk.engineer.problem('rejectTicket', { ...reject, ticketId: premium.id, clause: '3.6' }))
        .issues,
    ).toMatchObject([{ path: 'clause' }]);
  });
});

describe('bad input is answered, and nothing is written', () => {
  const rows = () =>
    asTenant('every-account', async () => {
      const { client } = desk.server.database;
      return {
        tickets: await client.ticket.count(),
        messages: await client.message.count(),
        clocks: await client.clock.count(),
        events: await client.event.count(),
      };
    });

  test.each([
    [
      'a subject of 10,000 characters',
      { subject: 'x'.repeat(10_000) },
      'subject',
      'TOO_BIG',
      'has more than 200 characters.',
      'compte plus de 200 caractères.',
    ],
    [
      'a question that is too long',
      { question: 'x'.repeat(20_001) },
      'question',
      'TOO_BIG',
      'has more than 20,000 characters.',
      'compte plus de 20\u202f000 caractères.',
    ],
    ['an empty subject', { subject: '   ' }, 'subject', 'TOO_SMALL', 'is empty.', 'est vide.'],
    [
      'two lines for a subject',
      { subject: 'One\nTwo' },
      'subject',
      'MORE_THAN_ONE_LINE',
      'must be a single line.',
      'doit tenir sur une seule ligne.',
    ],
    [
      'a zero-width space',
      { subject: 'pay\u200bment' },
      'subject',
      'INVISIBLE_CHARACTERS',
      'contains a character that is invisible or changes the reading direction: U+200B, at position 4.',
      'contient un caractère invisible ou qui change le sens de lecture\u00a0: U+200B, en position 4.',
    ],
    [
      'a right-to-left override',
      { subject: 'invoice\u202efdp.exe' },
      'subject',
      'INVISIBLE_CHARACTERS',
      'contains a character that is invisible or changes the reading direction: U+202E, at position 8.',
      'contient un caractère invisible ou qui change le sens de lecture\u00a0: U+202E, en position 8.',
    ],
    [
      'nothing to read',
      { subject: '…' },
      'subject',
      'NOTHING_TO_READ',
      'contains nothing that can be read.',
      'ne contient rien de lisible.',
    ],
    [
      'an unknown SKU',
      { sku: 'NOPE' },
      'sku',
      'UNKNOWN',
      '“NOPE” is not known.',
      '«\u00a0NOPE\u00a0» est inconnu.',
    ],
    [
      'an endless SKU',
      { sku: 'N'.repeat(9_000) },
      'sku',
      'UNKNOWN',
      `“${'N'.repeat(60)}…” is not known.`,
      `«\u00a0${'N'.repeat(60)}…\u00a0» est inconnu.`,
    ],
    [
      'an unknown profile',
      { profileId: 'prf_1' },
      'profileId',
      'UNKNOWN',
      '“prf_1” is not known.',
      '«\u00a0prf_1\u00a0» est inconnu.',
    ],
    [
      'an unknown ticket',
      { relatedToId: 'T-999999' },
      'relatedToId',
      'UNKNOWN',
      '“T-999999” is not known.',
      '«\u00a0T-999999\u00a0» est inconnu.',
    ],
  ])('S87 S88 B21 %s', async (_what, request, path, code, en, fr) => {
    const before = await rows();
    const problem = await customers.BASIC.problem('openTicket', { ...REQUEST, ...request });
    expect(problem).toEqual({
      __typename: 'InvalidInputProblem',
      code: 'INVALID_INPUT',
      en: `Invalid input: ${path}: ${en}`,
      fr: `Saisie invalide\u00a0: ${path}\u00a0: ${fr}`,
      issues: [{ path, code, en, fr }],
    });
    expect(await rows()).toEqual(before);
  });

  test.each([
    ['an unknown severity', { severity: 'URGENT' }],
    ['an unknown request type', { requestType: 'COFFEE' }],
    ['an unknown field', { colour: 'red' }],
    ['a missing subject', { subject: null }],
    ['a version that is no number', { intakeVersion: 'two' }],
    ['a version beyond all numbers', { intakeVersion: 1e20 }],
  ])('S42 S87 %s is the developer’s to mend', async (_what, request) => {
    const before = await rows();
    expect((await customers.BASIC.denied('openTicket', { ...REQUEST, ...request })).code).toBe(
      'BAD_USER_INPUT',
    );
    expect(await rows()).toEqual(before);
  });

  test('S39 an unknown ticket, assignee or state leaves everything as it was', async () => {
    const { id: ticketId } = await customers.ENHANCED.open();
    const before = await rows();
    expect((await desk.engineer.denied('replyToTicket', { ticketId: 'tkt_1', body: 'x' })).code).toBe(
      'NOT_FOUND',
    );
    expect(
      (await desk.engineer.problem('assignTicket', { ticketId, assigneeId: 'stf_1' })).issues,
    ).toMatchObject([{ path: 'assigneeId', code: 'UNKNOWN' }]);
    expect((await desk.engineer.problem('replyToTicket', { ticketId, body: '\u200b' })).issues).toMatchObject(
      [{ path: 'body', code: 'TOO_SMALL' }],
    );
    expect((await desk.engineer.problem('closeTicket', { ticketId })).code).toBe('RESPONSE_MISSING');
    expect(await rows()).toEqual(before);
  });

  test('S39 every issue is told at once', async () => {
    const { issues } = await customers.BASIC.problem('openTicket', {
      ...REQUEST,
      subject: '',
      question: '\u00ad',
      sku: '?',
    });
    expect(issues!.map(({ path, code }) => [path, code])).toEqual([
      ['subject', 'TOO_SMALL'],
      ['question', 'TOO_SMALL'],
    ]);
  });
});
