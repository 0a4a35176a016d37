import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadCatalogue } from '@tierline/prisma/catalogue';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, REQUEST, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-11-04T07:00:00Z' });
  customer = await desk.customer({ plan: 'PREMIUM' });
});
afterAll(() => desk?.stop());

const FORM = {
  requestType: 'HOW_TO',
  promptFr: 'Que souhaitez-vous faire ?',
  promptEn: 'What would you like to do?',
  fields: [
    { key: 'goal', kind: 'TEXT', required: true, labelFr: 'Objectif', labelEn: 'Goal' },
    {
      key: 'environment',
      kind: 'CHOICE',
      required: false,
      labelFr: 'Environnement',
      labelEn: 'Environment',
      options: [
        { value: 'PROD', labelFr: 'Production', labelEn: 'Production' },
        { value: 'QA', labelFr: 'Recette', labelEn: 'Quality assurance' },
      ],
    },
  ],
};
const HOW_TO = { ...REQUEST, requestType: 'HOW_TO' };

interface Form {
  version: number;
  publishedAt: string;
  prompt: string;
  fields: { key: string; kind: string; required: boolean; label: string; options: { value: string }[] }[];
}

async function currentForm(by: Caller, code: string): Promise<Form> {
  const { requestTypes } = await by.read<{ requestTypes: { code: string; intakeForm: Form }[] }>(
    `{ requestTypes { code intakeForm { version publishedAt prompt(locale: FR)
      fields { key kind required label(locale: FR) options { value } } } } }`,
  );
  return requestTypes.find((type) => type.code === code)!.intakeForm;
}

const answersOf = async (id: string) =>
  (
    await customer.read<{ ticket: { intakeVersion: number; intakeAnswers: object[] } }>(
      `query ($id: ID!) { ticket(id: $id) { intakeVersion
        intakeAnswers { field { key label(locale: EN) } value } } }`,
      { id },
    )
  ).ticket;

describe('a form that is published', () => {
  test('S87 is current at once: an earlier one is refused with it, and tickets keep theirs', async () => {
    const before = await customer.open({ requestType: 'HOW_TO', intakeVersion: 1 });
    const form = await desk.manager.act('publishIntakeForm', FORM);
    expect(form).toMatchObject({ version: 2 });
    expect(await currentForm(desk.anonymous, 'HOW_TO')).toEqual({
      version: 2,
      publishedAt: '2026-11-04T07:00:00.000Z',
      prompt: 'Que souhaitez-vous faire ?',
      fields: [
        { key: 'goal', kind: 'TEXT', required: true, label: 'Objectif', options: [] },
        {
          key: 'environment',
          kind: 'CHOICE',
          required: false,
          label: 'Environnement',
          options: [{ value: 'PROD' }, { value: 'QA' }],
        },
      ],
    });
    const types = await desk.anonymous.client.plans.requestTypes();
    expect(types.find(({ code }) => code === 'HOW_TO')!.intakeForm).toMatchObject({
      version: 2,
      fields: [{ key: 'goal', kind: 'TEXT', required: true }, { key: 'environment' }],
    });
    expect(types.find(({ code }) => code === 'LOGIN_ISSUE')!.description).toBe(
      'Somebody cannot sign in to the platform.',
    );
    expect(await customer.problem('openTicket', { ...HOW_TO, intakeVersion: 1 })).toMatchObject({
      __typename: 'ProcessOutdatedProblem',
    });
    expect(await answersOf(before.id)).toEqual({ intakeVersion: 1, intakeAnswers: [] });

    const answers = [
      { key: 'environment', value: 'QA' },
      { key: 'goal', value: 'Exclude our own traffic' },
    ];
    const { id } = await customer.open({ requestType: 'HOW_TO', intakeVersion: 2, answers });
    expect(await answersOf(id)).toEqual({
      intakeVersion: 2,
      intakeAnswers: [
        { field: { key: 'goal', label: 'Goal' }, value: 'Exclude our own traffic' },
        { field: { key: 'environment', label: 'Environment' }, value: 'QA' },
      ],
    });
  });

  test('S87 S81 by the portal the required answers must be there, of their kind; by telephone they need not', async () => {
    const document = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { __typename
      ... on IntakeAnswersProblem { code currentIntake { version fields { key required } }
        issues { path code message(locale: EN) } } } }`;
    const request = { ...REQUEST, requestType: 'OTHER_MEETING' };
    const answers = [{ key: 'preferredOn', value: 'next week' }];
    expect(await customer.read(document, { input: { ...request, answers } })).toEqual({
      openTicket: {
        __typename: 'IntakeAnswersProblem',
        code: 'INTAKE_ANSWERS',
        currentIntake: {
          version: 2,
          fields: [
            { key: 'purpose', required: true },
            { key: 'attendees', required: false },
            { key: 'preferredOn', required: false },
          ],
        },
        issues: [
          { path: 'purpose', code: 'REQUIRED', message: 'needs an answer.' },
          { path: 'preferredOn', code: 'INVALID_FORMAT', message: 'is not a date such as 2026-07-14.' },
        ],
      },
    });
    const { contactId: requesterId } = customer;
    const byPhone = { ...request, requesterId, channel: 'PHONE' };
    expect(await desk.engineer.act('openTicket', byPhone)).toMatchObject({ state: 'RECEIVED' });
  });

  test('S87 C22 a reply to a closed ticket cannot go past the form: it is asked for by the form', async () => {
    const goal = [{ key: 'goal', value: 'Exclude our own traffic' }];
    const { id: ticketId } = await customer.open({ requestType: 'HOW_TO', answers: goal });
    await desk.engineer.act('replyToTicket', { ticketId, body: 'Like this.' });
    await customer.act('closeTicket', { ticketId });
    expect(await customer.problem('replyToTicket', { ticketId, body: 'And on mobile?' })).toMatchObject({
      __typename: 'IntakeAnswersProblem',
    });
  });

  test('S87 B13 its versions are listed with their dates, and the retired ones can be read as they were', async () => {
    const requestType = 'LOGIN_ISSUE';
    const { plans } = desk.anonymous.client;
    const first = (await plans.intakeForm(requestType))!;
    expect(first).toMatchObject({ version: 1, retiredAt: null });
    desk.at('2026-11-04T09:00:00Z');
    await desk.manager.act('publishIntakeForm', { ...FORM, requestType });
    desk.at('2026-11-04T11:00:00Z');
    await desk.manager.act('publishIntakeForm', { ...FORM, requestType, promptEn: 'Which tag?' });

    const seen = await plans.intakeForms({ requestType }).all(10);
    expect(seen.map(({ version, publishedAt, retiredAt }) => [version, publishedAt, retiredAt])).toEqual([
      [3, '2026-11-04T11:00:00.000Z', null],
      [2, '2026-11-04T09:00:00.000Z', '2026-11-04T11:00:00.000Z'],
      [1, first.publishedAt, '2026-11-04T09:00:00.000Z'],
    ]);
    const page = '{ intakeForms(requestType: HOW_TO, first: 1) { nodes { version } totalCount } }';
    expect(await desk.anonymous.read(page)).toEqual({
      intakeForms: { nodes: [{ version: 2 }], totalCount: 2 },
    });
    const at = async (instant: string) => (await plans.intakeForm(requestType, { at: instant }))?.version;
    expect(await at('2026-11-04T08:59:59.999Z')).toBe(1);
    expect(await at('2026-11-04T09:00:00Z')).toBe(2);
    expect(await at('2026-11-04T11:00:00Z')).toBe(3);
    expect(await at('2001-01-01T00:00:00Z')).toBeUndefined();
    expect(await plans.intakeForm(requestType, { version: 1 })).toMatchObject({ prompt: first.prompt });
    expect(await plans.intakeForm(requestType, { version: 4 })).toBeNull();
    desk.at('2026-11-04T07:00:00Z');
  });

  test('S87 managers publish, and only what is whole', async () => {
    for (const by of [customer, desk.engineer]) {
      expect((await by.denied('publishIntakeForm', FORM)).code).toBe('FORBIDDEN');
    }
    const issues = async (input: object) =>
      (await desk.manager.problem('publishIntakeForm', { ...FORM, ...input })).issues!.map(
        ({ path }) => path,
      );
    expect(await issues({ promptFr: ' ' })).toEqual(['promptFr']);
    expect(await issues({ fields: [{ ...FORM.fields[0], key: 'a key' }] })).toEqual(['fields.0.key']);
    expect(await issues({ fields: [{ ...FORM.fields[1], options: null }] })).toEqual(['fields.0.options']);
    expect(await issues({ fields: [{ ...FORM.fields[0], labelEn: '' }] })).toEqual(['fields.0.labelEn']);
  });

  test('S87 of many who publish at once, each gets a version of its own', async () => {
    const publish = () => desk.manager.act('publishIntakeForm', { ...FORM, requestType: 'EXPERT_ADVICE' });
    const forms = await Promise.all([publish(), publish(), publish()]);
    expect(forms.map(({ version }) => version).toSorted()).toEqual([2, 3, 4]);
  });

  test('S87 a later start with the catalogue leaves the vendor’s own process as it is', async () => {
    await loadCatalogue(desk.server.databaseUrl);
    expect((await currentForm(desk.anonymous, 'HOW_TO')).version).toBe(2);
  });
});

test('S87 no other way leads to engineers: a ticket is only made where its admission is decided', () => {
  const folder = path.resolve(import.meta.dirname, '../../schema/src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const making = files.filter((file) =>
    /\bticket\.(create|createMany|upsert)\b/.test(readFileSync(path.join(folder, file), 'utf8')),
  );
  expect(making.length).toBeGreaterThan(0);
  // A part of a ticket was admitted with it, and an imported one is history (C21, C34).
  const admitted = ['tickets/receive-ticket.ts', 'tickets/split-ticket.ts', 'tickets/import-tickets.ts'];
  expect(making.filter((file) => !admitted.includes(file))).toEqual([]);
  expect(readFileSync(path.join(folder, 'tickets/receive-ticket.ts'), 'utf8')).toContain('decideAdmission(');
});
