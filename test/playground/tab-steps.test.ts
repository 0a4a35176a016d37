import { readFileSync } from 'node:fs';
import path from 'node:path';
import { personas } from '@tierline/prisma/demo/people';
import { fillIn, hasPlaceholders } from '@tierline/server/playground/app/ids';
import { OperationTypeNode } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { demoAt } from '../support/demo.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { tabs } from '../support/tabs.ts';

// Tabs of several steps, played against the demo as their comments say it: each by the person whom it names, with the
// ids that the steps before it show, and all variables as they stand there.

const WHO = path.resolve(import.meta.dirname, '../../server/src/playground/app/who.json');
const CAMILLE = 'camille.laurent';
const OLIVER = 'oliver.nguyen';
const INES = 'ines.moreau';
const SOFIA = 'sofia.lindqvist';
const MARGAUX = 'margaux.delcourt';

const tokens = new Map<string, string>();
let server: TestServer;

beforeAll(async () => {
  // A Monday evening in Paris.
  const at = '2026-11-23T19:30:00Z';
  server = await testServer({ at, openDatabase: () => demoAt(at) });
  for (const { subject } of personas) tokens.set(subject, await server.token(subject));
}, 180_000);

afterAll(() => server.stop());

interface Named {
  id: string;
  name: string;
}

test('B20 the variables of a tab name what the person sees who asks it; what a step before makes is named later', async () => {
  const who = JSON.parse(readFileSync(WHO, 'utf8')) as Record<string, string>;
  const missing: Record<string, string[]> = {};
  for (const { title, source, variables } of tabs) {
    const text = JSON.stringify(variables);
    if (!hasPlaceholders(text)) continue;
    const { subject } = personas.find((one) => one.title.startsWith(`${who[title]},`))!;
    const filled = await fillIn({ query: source, variables: text }, async (query, operationName, asked) => {
      const { body } = await ask(server, query, {
        token: tokens.get(subject)!,
        ...(operationName && { operationName }),
        ...(asked && { variables: asked as Record<string, unknown> }),
      });
      return body.data ?? null;
    });
    missing[title] = filled.missing;
    expect([title, filled.count > 0]).toEqual([title, title !== 'Webhooks']);
  }
  expect(missing).toEqual({
    Reply: [],
    Review: [],
    Merge: [],
    Repair: [],
    TrainingSeats: [],
    Statement: [],
    FindATime: [],
    Webhooks: ['whe_…'],
    Analyse: [],
    RejectAndOffer: ['tse_…'],
    SeverityContest: [],
    CorrectTickets: [],
    BulkDesk: ['flt_…'],
    People: [],
    PhoneCalls: ['tkt_…'],
    PlanAhead: ['hrv_… of Valdor'],
  });
});

test('B20 S93 S94 B5 RejectAndOffer: rejected, looked at again, upheld, and the offer is taken', async () => {
  const tab = open('RejectAndOffer');
  type Seen = { tickets: { nodes: { id: string; rejection: { engagement: { id: string } } | null }[] } };
  const before = await tab.run<Seen>(OLIVER);
  expect(before.tickets.nodes).toMatchObject([
    { subject: 'Sending club renewals to two destinations', rejection: null },
  ]);
  tab.fillIn('tkt_…', before.tickets.nodes[0]!.id);
  expect(await tab.run(INES, 'Reject')).toMatchObject({
    rejectTicket: {
      ticket: {
        state: 'REJECTED_OUT_OF_SCOPE',
        rejection: { nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT', engagement: { state: 'OFFERED' } },
      },
    },
  });
  expect(await tab.run(OLIVER, 'AskForSecondOpinion')).toMatchObject({
    requestSecondOpinion: { ticket: { rejection: { secondOpinion: { state: 'REQUESTED' } } } },
  });
  expect(await tab.run(INES, 'GiveSecondOpinion')).toMatchObject({
    giveSecondOpinion: { __typename: 'SameReviewerProblem' },
  });
  expect(await tab.run(SOFIA, 'GiveSecondOpinion')).toMatchObject({
    giveSecondOpinion: { ticket: { rejection: { secondOpinion: { state: 'UPHELD' } } } },
  });
  const { tickets } = await tab.run<Seen>(OLIVER);
  tab.fillIn('tse_…', tickets.nodes[0]!.rejection!.engagement.id);
  expect(await tab.run(OLIVER, 'AcceptOffer')).toMatchObject({
    acceptTechnicalServicesOffer: {
      engagement: { state: 'ACCEPTED', decidedBy: { name: 'Oliver Nguyen' } },
    },
  });
});

test('B20 C17 SeverityContest: lowered, contested, restored, and the deadline is what it was', async () => {
  const tab = open('SeverityContest');
  type Seen = { ticket: { id: string; initialResponse: { dueAt: string } } };
  const { openTicket } = await tab.run<{ openTicket: Seen }>(CAMILLE, 'Ask');
  // Monday 20:30 in Paris: one business hour of Tuesday, which begins at 8:00, on Premium.
  expect(openTicket.ticket).toMatchObject({ initialResponse: { dueAt: '2026-11-24T08:00:00.000Z' } });
  tab.fillIn('tkt_…', openTicket.ticket.id);
  const { lowerSeverity } = await tab.run<{ lowerSeverity: Seen }>(INES, 'LowerSeverity');
  expect(lowerSeverity).toMatchObject({ ticket: { severity: 'LIMITED' } });
  expect(lowerSeverity.ticket.initialResponse.dueAt > '2026-11-24T08:00:00.000Z').toBe(true);
  expect(await tab.run(CAMILLE, 'ContestSeverity')).toMatchObject({
    contestSeverity: { ticket: { severityLowerings: [{ contestedBy: { name: 'Camille Laurent' } }] } },
  });
  expect(await tab.run(INES, 'DecideContest')).toMatchObject({
    decideContest: { __typename: 'SamePersonProblem' },
  });
  expect(await tab.run(SOFIA, 'DecideContest')).toMatchObject({
    decideContest: { ticket: { severity: 'SEVERE', initialResponse: { dueAt: '2026-11-24T08:00:00.000Z' } } },
  });
  expect(await tab.run(CAMILLE)).toMatchObject({
    tickets: {
      nodes: [{ subject: 'Our publisher cannot sign in', severityLowerings: [{ decision: 'RESTORED' }] }],
    },
  });
});

test('B20 S89 C21 B24 CorrectTickets: reclassified, split, and words and a message taken out', async () => {
  const tab = open('CorrectTickets');
  type Message = { id: string; authorName: string; body: string };
  const { tickets } = await tab.run<{ tickets: { nodes: { id: string; messages: { nodes: Message[] } }[] } }>(
    INES,
  );
  const { id, messages } = tickets.nodes[0]!;
  tab.fillIn('tkt_…', id);
  tab.fillIn('msg_…', messages.nodes.find(({ body }) => body.startsWith('It was,'))!.id);
  expect(await tab.run(INES, 'Reclassify')).toMatchObject({
    reclassifyTicket: { ticket: { subject: 'Order in which the consent banner and the tags load' } },
  });
  expect(await tab.run(INES, 'Split')).toMatchObject({
    splitTicket: { __typename: 'SplitTicketSuccess', ticket: { splitFrom: [{}] } },
  });
  const { redactTicket } = await tab.run<{ redactTicket: { ticket: object } }>(INES, 'RedactWords');
  expect(JSON.stringify(redactTicket.ticket)).toContain('Profile ');
  expect(JSON.stringify(redactTicket.ticket)).not.toContain('isarwerk-shop');
  const redacted = await tab.run<{
    redactMessage: { ticket: { messages: { nodes: { redactedAt: string | null }[] } } };
  }>(INES, 'RedactMessage');
  const { nodes } = redacted.redactMessage.ticket.messages;
  expect(nodes.filter(({ redactedAt }) => redactedAt !== null)).not.toEqual([]);
});

test('B20 S9 BulkDesk: assigned and handed over with a result for each, and a filter that is kept finds them', async () => {
  const tab = open('BulkDesk');
  const { tickets, staffMembers } = await tab.run<{
    tickets: { nodes: { id: string }[] };
    staffMembers: { nodes: Named[] };
  }>(INES);
  tab.fillIn('tkt_…', tickets.nodes[0]!.id);
  for (const { id, name } of staffMembers.nodes) tab.fillIn(`stf_… of ${name}`, id);
  expect(await tab.run(INES, 'AssignMany')).toMatchObject({
    assignTickets: { results: [{ ticket: { assignee: { name: 'Inès Moreau' } } }] },
  });
  const { handOverTickets } = await tab.run<{ handOverTickets: { results: object[] } }>(INES, 'HandOver');
  expect(handOverTickets.results.length).toBeGreaterThan(0);
  for (const result of handOverTickets.results) {
    expect(result).toMatchObject({ ticket: { assignee: { name: 'Inès Moreau' } } });
  }
  const { createSavedFilter } = await tab.run<{ createSavedFilter: { savedFilter: Named } }>(
    INES,
    'KeepFilter',
  );
  tab.fillIn('flt_…', createSavedFilter.savedFilter.id);
  const filtered = await tab.run<{ tickets: { nodes: { severity: string }[] } }>(INES, 'Filtered');
  expect(new Set(filtered.tickets.nodes.map(({ severity }) => severity))).toEqual(
    new Set(['SEVERE', 'MODERATE']),
  );
});

test('B20 S22 People: other roles, no access, access again; the staff is the manager’s to see', async () => {
  const tab = open('People');
  const { viewer } = await tab.run<{ viewer: { account: { contacts: { nodes: Named[] } } } }>(CAMILLE);
  for (const { id, name } of viewer.account.contacts.nodes) tab.fillIn(`con_… of ${name}`, id);
  expect(await tab.run(CAMILLE, 'ChangeRoles')).toMatchObject({
    changeRoles: { person: { name: 'Antoine Girard', roles: ['ADMINISTRATOR', 'REQUESTER'] } },
  });
  expect(await tab.run(CAMILLE, 'EndAccess')).toMatchObject({
    endAccess: { person: { accessEndedAt: '2026-11-23T19:30:00.000Z' } },
  });
  expect(await tab.run(CAMILLE, 'RestoreAccess')).toMatchObject({
    restoreAccess: { person: { roles: ['REQUESTER'], accessEndedAt: null } },
  });
  const { staffMembers } = await tab.run<{ staffMembers: { nodes: Named[] } }>(MARGAUX, 'Staff');
  expect(staffMembers.nodes).toHaveLength(5);
});

test('B20 C37 VendorReport counts every month, plan and promise', async () => {
  const { vendorReport } = await open('VendorReport').run<{
    vendorReport: { tickets: number; byMonth: object[]; byPlan: object[] };
  }>(MARGAUX);
  expect(vendorReport.tickets).toBeGreaterThan(0);
  expect(vendorReport.byMonth).toHaveLength(6);
  expect(vendorReport.byPlan).toHaveLength(3);
});

test('B20 K9 C28 B13 HolidayCorrections: what one moved is explained, another is published, read by everybody, withdrawn', async () => {
  const tab = open('HolidayCorrections');
  expect(await tab.run(null)).toMatchObject({
    holidayCorrections: { nodes: [{ version: 1, on: '2026-11-23', subdivision: 'QC', withdrawnAt: null }] },
  });
  // Asked on Friday at 16:30 in Montreal; four business hours later was Monday at 10:30, until Monday was no working day.
  const { searchTickets } = await tab.run<{ searchTickets: { nodes: { ticket: object }[] } }>(
    MARGAUX,
    'MovedByHoliday',
  );
  expect(searchTickets.nodes).toMatchObject([
    {
      ticket: {
        initialResponse: {
          dueAtLocal: '2026-11-24T10:30:00-05:00',
          explainDeadline: {
            segments: [
              { label: 'OPEN', name: null, from: '2026-11-20T21:30:00.000Z', to: '2026-11-20T23:00:00.000Z' },
              { label: 'NIGHT' },
              { label: 'WEEKEND' },
              { label: 'HOLIDAY', name: 'National day of mourning', from: '2026-11-23T05:00:00.000Z' },
              { label: 'NIGHT' },
              { label: 'OPEN', name: null, from: '2026-11-24T13:00:00.000Z', to: '2026-11-24T15:30:00.000Z' },
            ],
          },
        },
        timeline: {
          nodes: expect.arrayContaining([
            {
              type: 'clock.due_changed',
              occurredAt: '2026-11-20T22:15:00.000Z',
              payload: expect.objectContaining({
                cause: 'CALENDAR_CHANGED',
                before: '2026-11-23T15:30:00.000Z',
                after: '2026-11-24T15:30:00.000Z',
              }) as object,
            },
          ]) as object[],
        },
      },
    },
  ]);
  expect(await tab.run(MARGAUX, 'Publish')).toMatchObject({
    publishHolidayCorrection: { correction: { version: 2, on: '2030-05-31' } },
  });
  expect(await tab.run(MARGAUX, 'Withdraw')).toMatchObject({
    withdrawHolidayCorrection: { correction: { withdrawnAt: '2026-11-23T19:30:00.000Z' } },
  });
});

test('B20 S14 PhoneCalls: a call waits, gets its severity, and is linked to a ticket of the caller', async () => {
  const tab = open('PhoneCalls');
  const { phoneCalls } = await tab.run<{ phoneCalls: { nodes: { id: string; contact: Named }[] } }>(INES);
  const call = phoneCalls.nodes[0]!;
  tab.fillIn('pho_…', call.id);
  tab.fillIn('con_… of Ingrid Haugen', call.contact.id);
  const { tickets } = await tab.run<{ tickets: { nodes: { id: string }[] } }>(INES, 'TicketsOfCaller');
  tab.fillIn('tkt_…', tickets.nodes[0]!.id);
  expect(await tab.run(INES, 'AssignCall')).toMatchObject({
    assignPhoneCall: {
      phoneCall: { state: 'DRAFT', severity: 'MODERATE', contact: { name: 'Ingrid Haugen' } },
    },
  });
  expect(await tab.run(INES, 'LinkCall')).toMatchObject({
    linkPhoneCall: { phoneCall: { state: 'OPENED', ticket: {} } },
  });
  expect(await tab.run(INES, 'DiscardCall')).toMatchObject({
    discardPhoneCall: { code: 'PHONE_CALL_CLOSED' },
  });
});

test('B20 S78 S82 S111 PlanAhead: a review is planned and put off, an objective proposed; Belcourt has had its review', async () => {
  const tab = open('PlanAhead');
  type Account = Named & { profiles: { nodes: Named[] }; contacts: { nodes: Named[] } };
  const { tamDesk } = await tab.run<{ tamDesk: { accounts: { nodes: Account[] } } }>(SOFIA);
  const of = (name: string) => tamDesk.accounts.nodes.find((account) => account.name === name)!;
  const fill = (into: ReturnType<typeof open>, { id, profiles, contacts }: Account) => {
    into.fillIn('acc_… of Valdor', id);
    into.fillIn('prf_… of Valdor', profiles.nodes[0]!.id);
    into.fillIn('con_… of Valdor', contacts.nodes[0]!.id);
  };
  fill(tab, of('Valdor Banque privée'));
  const { planHealthReview } = await tab.run<{ planHealthReview: { review: { id: string } } }>(
    SOFIA,
    'PlanReview',
  );
  expect(planHealthReview).toMatchObject({ review: { state: 'PLANNED', plannedOn: '2027-10-12' } });
  tab.fillIn('hrv_… of Valdor', planHealthReview.review.id);
  expect(await tab.run(SOFIA, 'ScheduleReview')).toMatchObject({
    scheduleHealthReview: { review: { plannedOn: '2027-10-19' } },
  });
  expect(await tab.run(SOFIA, 'ProposeObjective')).toMatchObject({
    proposeObjective: { objective: { standing: { status: 'PROPOSED', targetOn: '2027-11-30' } } },
  });
  const again = open('PlanAhead');
  fill(again, of('Maison Belcourt'));
  expect(await again.run(SOFIA, 'PlanReview')).toMatchObject({
    planHealthReview: { __typename: 'AllowanceExhaustedProblem' },
  });
});

test('B20 S35 each question of a tab is for everybody, or answered to whom the playground names for it', async () => {
  const questions = tabs.flatMap(({ source, variables, operations }) =>
    operations
      .filter(({ operation }) => operation === OperationTypeNode.QUERY)
      .map(({ name }) => ({ source, variables, operationName: name!.value })),
  );
  expect(questions.length).toBeGreaterThan(30);
  const who = JSON.parse(readFileSync(WHO, 'utf8')) as Record<string, string>;
  const known = tabs.flatMap(({ operations }) => operations.map(({ name }) => name!.value));
  expect(Object.keys(who).filter((operation) => !known.includes(operation))).toEqual([]);
  const names = personas.map(({ title }) => title.split(',')[0]!);
  expect(Object.values(who).filter((name) => !names.includes(name))).toEqual([]);
  for (const { source, ...question } of questions) {
    const name = who[question.operationName];
    const person = personas.find(({ title }) => name && title.startsWith(`${name},`));
    const token = person && tokens.get(person.subject);
    expect(Boolean(token), question.operationName).toBe(name !== undefined);
    const { body } = await ask(server, source, { ...question, ...(token && { token }) });
    const codes = body.errors?.map(({ extensions }) => extensions.code) ?? [];
    expect({ ...question, codes }).not.toMatchObject({
      codes: [expect.stringMatching(/UNAUTHENTICATED|FORBIDDEN/)],
    });
  }
});

/** A tab, whose placeholders are filled in as a reader does. */
function open(title: string) {
  const tab = tabs.find((one) => one.title === title);
  if (!tab) throw new Error(`There is no tab ${title}.`);
  let variables = JSON.stringify(tab.variables);
  return {
    fillIn(placeholder: string, value: string) {
      variables = variables.replaceAll(`"${placeholder}"`, JSON.stringify(value));
    },
    /** Runs the operation of this name, else the first. */
    async run<T = Record<string, unknown>>(person: string | null, operationName = title): Promise<T> {
      const token = person === null ? undefined : tokens.get(person);
      const { body } = await ask(server, tab.source, {
        ...(token && { token }),
        variables: JSON.parse(variables) as Record<string, unknown>,
        operationName,
      });
      expect(body).not.toHaveProperty('errors');
      return body.data as T;
    },
  };
}
