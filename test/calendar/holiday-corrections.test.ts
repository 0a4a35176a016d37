import { openDatabase, type Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { recountOutdated } from '@tierline/schema/sla/recounts.jobs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk, type Ticket } from '../support/programme.ts';

// In countries on Central European Time, one for each test: what is published of one stays published.
// Friday 13 March 2026 is an ordinary working day in all of them; 08:00 is 07:00 UTC.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-03-12T16:00:00Z' });
});
afterAll(() => desk?.stop());

const FRIDAY = '2026-03-13';
const FRIDAY_NINE = '2026-03-13T08:00:00.000Z';
const MONDAY_NINE = '2026-03-16T08:00:00.000Z';
const ZONES: Record<string, string> = {
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  ES: 'Europe/Madrid',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IT: 'Europe/Rome',
  LU: 'Europe/Luxembourg',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  PL: 'Europe/Warsaw',
  SE: 'Europe/Stockholm',
};

const correction = (country: string, more: object = {}) => ({
  country,
  action: 'ADD',
  on: FRIDAY,
  nameFr: 'Deuil national',
  nameEn: 'National mourning',
  reason: 'Proclaimed this week.',
  source: 'https://gazette.example/2026/13',
  ...more,
});
const publish = (country: string, more?: object) =>
  desk.manager.act('publishHolidayCorrection', correction(country, more));
const withdraw = (version: number) =>
  desk.manager.act('withdrawHolidayCorrection', { version, reason: 'Revoked.' });

/** Received on Thursday at 17:00: one business hour that day and, where two are promised, one on Friday. */
async function thursdayTicket(country: string, request?: object) {
  desk.at('2026-03-12T17:00:00+01:00');
  const customer = await desk.customer({ plan: 'ENHANCED', country, timeZone: ZONES[country]! });
  return { customer, ticket: await customer.open(request) };
}

/** The second passes in which clocks on older calendar data are counted anew, in this process or another. */
async function passSecond(instant: string, { client }: Pick<Database, 'client'> = desk.server.database) {
  desk.at(instant);
  return asTenant('every-account', () => recountOutdated(client, new Date(instant)));
}

const promiseOf = async (customer: Customer, { id }: Ticket) => (await customer.ticket(id)).initialResponse;
/** As the staff reads it: that a measurement counts on another calendar is not for customers. */
const told = async ({ id }: Ticket) =>
  (await desk.engineer.timeline(id)).filter(({ type }) =>
    ['clock.due_changed', 'clock.recounted'].includes(type),
  );
const moves = async (ticket: Ticket) =>
  (await told(ticket))
    .filter(({ type }) => type === 'clock.due_changed')
    .map(({ payload: { cause, before, after } }) => ({ cause, before, after }));

interface Explained {
  dueAt: string;
  explain: { segments: { label: string; name: string | null }[] };
  calendar: { versions: { overrides: string } };
}
async function preview(input: object, caller: Pick<Customer, 'read'> = desk.anonymous): Promise<Explained> {
  const { slaPreview } = await caller.read<{ slaPreview: Explained }>(
    `query ($input: SlaPreviewInput!) { slaPreview(input: $input) {
      dueAt explain { segments { label name(locale: FR) } } calendar { versions { overrides } } } }`,
    { input: { severity: 'SEVERE', at: '2026-03-12T17:00:00+01:00', ...input } },
  );
  return slaPreview;
}
const tried = (country: string, subdivision?: string) =>
  preview({ plan: 'ENHANCED', place: { country, timeZone: ZONES[country], subdivision } });

describe('a correction moves the promises that run', () => {
  test('K9 C28 B10 B1 a day that is added: previews at once, running clocks by the job, one event each', async () => {
    const { customer, ticket } = await thursdayTicket('BE');
    const elsewhere = await thursdayTicket('NL');
    expect(ticket.initialResponse.dueAt).toBe(FRIDAY_NINE);
    expect((await tried('BE')).dueAt).toBe(FRIDAY_NINE);

    const { version } = await publish('BE');
    const afterwards = await tried('BE');
    expect(afterwards).toMatchObject({
      dueAt: MONDAY_NINE,
      calendar: {
        versions: { overrides: expect.stringMatching(new RegExp(`^[\\d-]{10}\\+${version}$`)) as string },
      },
    });
    expect(afterwards.explain.segments).toContainEqual({ label: 'HOLIDAY', name: 'Deuil national' });
    expect((await preview({ accountId: customer.accountId }, customer)).dueAt).toBe(MONDAY_NINE);
    expect((await customer.open()).initialResponse.dueAt).toBe(MONDAY_NINE); // what comes later counts on it
    expect((await tried('NL')).dueAt).toBe(FRIDAY_NINE);

    expect(await passSecond('2026-03-12T16:00:01Z')).toBe(2); // both clocks of the first ticket, none elsewhere
    expect(await passSecond('2026-03-12T16:00:02Z')).toBe(0);
    expect(await promiseOf(customer, ticket)).toMatchObject({
      state: 'RUNNING',
      dueAt: MONDAY_NINE,
      atRiskAt: '2026-03-16T07:30:00.000Z',
    });
    expect(await moves(ticket)).toEqual([
      { cause: 'CALENDAR_CHANGED', before: FRIDAY_NINE, after: MONDAY_NINE },
    ]);
    // each clock tells once: the promise that it moved, the measurement that it counts on another calendar
    expect((await told(ticket)).map(({ type }) => type).toSorted()).toEqual([
      'clock.due_changed',
      'clock.recounted',
    ]);
    expect(await told(elsewhere.ticket)).toEqual([]);
    expect((await promiseOf(elsewhere.customer, elsewhere.ticket)).dueAt).toBe(FRIDAY_NINE);
  });

  test('C28 a day after the deadline leaves it, and a day before it gives its time back', async () => {
    // Eight business hours from Thursday at 17:30: half an hour, and Friday until 15:30.
    desk.at('2026-03-12T17:30:00+01:00');
    const customer = await desk.customer({ plan: 'ENHANCED', country: 'AT', timeZone: 'Europe/Vienna' });
    const ticket = await customer.open({ severity: 'LIMITED' });
    expect(ticket.initialResponse.dueAt).toBe('2026-03-13T14:30:00.000Z');
    await publish('AT', { on: '2026-03-16' });
    await passSecond('2026-03-13T09:00:00Z');
    expect((await promiseOf(customer, ticket)).dueAt).toBe('2026-03-13T14:30:00.000Z');
    expect(await moves(ticket)).toEqual([]);

    await publish('AT', { on: '2026-03-12' }); // yesterday
    await passSecond('2026-03-13T09:00:01Z');
    expect((await promiseOf(customer, ticket)).dueAt).toBe('2026-03-13T15:00:00.000Z'); // all of it on Friday, until 16:00
    expect(await moves(ticket)).toHaveLength(1);
  });

  test('K8 C28 a day that closes early counts until then', async () => {
    const { customer, ticket } = await thursdayTicket('CZ');
    await publish('CZ', { action: 'CLOSE_EARLY', closesFrom: '08:30' });
    await passSecond('2026-03-12T16:00:01Z');
    expect((await promiseOf(customer, ticket)).dueAt).toBe('2026-03-16T07:30:00.000Z'); // half an hour on Monday
    // the rest of the day can be closed too; to keep it open, the correction must be withdrawn first
    expect((await tried('CZ')).dueAt).toBe('2026-03-16T07:30:00.000Z');
    await publish('CZ');
    expect((await tried('CZ')).dueAt).toBe(MONDAY_NINE);
  });

  test('C28 K9 a holiday that is removed brings a deadline forward, but never into the past', async () => {
    // Friday 3 April 2026 at 17:00; Easter Monday is a holiday: two hours are due on Tuesday at 09:00.
    const opened = async () => {
      desk.at('2026-04-03T17:00:00+02:00');
      const customer = await desk.customer({ plan: 'ENHANCED', country: 'IT', timeZone: 'Europe/Rome' });
      return { customer, ticket: await customer.open() };
    };
    const removal = { action: 'REMOVE', on: '2026-04-06', nameFr: null, nameEn: null };
    const { customer, ticket } = await opened();
    expect(ticket.initialResponse.dueAt).toBe('2026-04-07T07:00:00.000Z');
    const { version } = await publish('IT', removal);
    await passSecond('2026-04-03T15:00:01Z');
    expect((await promiseOf(customer, ticket)).dueAt).toBe('2026-04-06T07:00:00.000Z');

    await withdraw(version);
    await passSecond('2026-04-03T15:00:02Z');
    expect((await promiseOf(customer, ticket)).dueAt).toBe('2026-04-07T07:00:00.000Z');
    desk.at('2026-04-06T09:00:00.001+02:00'); // now it would be past
    await publish('IT', removal);
    await passSecond('2026-04-06T07:00:01Z');
    expect(await promiseOf(customer, ticket)).toMatchObject({
      state: 'RUNNING',
      dueAt: '2026-04-07T07:00:00.000Z',
    });
    expect(await moves(ticket)).toHaveLength(2);
    expect(await passSecond('2026-04-06T07:00:02Z')).toBe(0); // looked at once
  });

  test('C28 B13 what is broken or over is not touched, and is explained as it was', async () => {
    const { customer, ticket: broken } = await thursdayTicket('ES');
    const met = await customer.open();
    await desk.engineer.act('replyToTicket', { ticketId: met.id, body: 'We are on it.' });
    desk.at('2026-03-13T09:00:00.001+01:00');
    await publish('ES', { on: FRIDAY });
    await passSecond('2026-03-13T08:00:01Z');

    for (const [{ id }, state] of [
      [broken, 'BREACHED_OPEN'],
      [met, 'MET'],
    ] as const) {
      const { ticket } = await customer.read<{ ticket: { initialResponse: Record<string, unknown> } }>(
        `query ($id: ID!) { ticket(id: $id) { initialResponse {
          state dueAt explainDeadline { openSeconds segments { label } } calendar { versions { overrides } } } } }`,
        { id },
      );
      expect(ticket.initialResponse).toEqual({
        state,
        dueAt: FRIDAY_NINE,
        explainDeadline: {
          openSeconds: 7_200,
          segments: [{ label: 'OPEN' }, { label: 'NIGHT' }, { label: 'OPEN' }],
        },
        calendar: { versions: { overrides: expect.not.stringContaining('+') as string } },
      });
      expect(await moves({ id } as Ticket)).toEqual([]);
    }
  });

  test('C28 C35 several processes at once count every clock, and none twice', async () => {
    const { customer, ticket } = await thursdayTicket('PL');
    const tickets = [ticket];
    while (tickets.length < 12) tickets.push(await customer.open());
    await publish('PL');
    const others = [1, 2, 3].map(() => openDatabase({ url: desk.server.databaseUrl, connections: 2 }));
    await Promise.all(others.map((database) => passSecond('2026-03-12T16:00:01Z', database)));
    await passSecond('2026-03-12T16:00:02Z'); // takes what another had at hand
    await Promise.all(others.map((database) => database.close()));
    for (const one of tickets) {
      expect((await promiseOf(customer, one)).dueAt).toBe(MONDAY_NINE);
      expect(await moves(one)).toHaveLength(1);
    }
  });
});

describe('whom it concerns', () => {
  test('K9 B3 a region’s correction reaches its own parts, and nobody else', async () => {
    await publish('DE', { subdivision: 'DE-BY' });
    expect((await tried('DE', 'BY')).dueAt).toBe(MONDAY_NINE);
    expect((await tried('DE', 'BY-A')).dueAt).toBe(MONDAY_NINE);
    expect((await tried('DE', 'BE')).dueAt).toBe(FRIDAY_NINE);
    expect((await tried('DE')).dueAt).toBe(FRIDAY_NINE);
    await publish('DE', { on: '2026-03-16' });
    expect((await tried('DE', 'BE')).explain.segments).not.toContainEqual(
      expect.objectContaining({ label: 'HOLIDAY' }),
    );
    const { supportCalendar } = await desk.anonymous.read<{
      supportCalendar: { holidays: { on: string }[] };
    }>(
      `{ supportCalendar(timeZone: "Europe/Berlin", country: "DE", subdivision: "BE") { holidays(year: 2026) { on } } }`,
    );
    expect(supportCalendar.holidays).toContainEqual({ on: '2026-03-16' });
  });

  test('S108 K9 the engineers of a region have the holidays of its country', async () => {
    const onDuty = async () => {
      const { regions } = await desk.anonymous.read<{ regions: { code: string; onDuty: boolean }[] }>(
        '{ regions { code onDuty(at: "2026-03-13T12:00:00Z") } }',
      );
      return regions.find(({ code }) => code === 'EMEA')!.onDuty;
    };
    expect(await onDuty()).toBe(true);
    const { version } = await publish('GB', { subdivision: 'ENG' });
    expect(await onDuty()).toBe(false);
    await withdraw(version);
    expect(await onDuty()).toBe(true);
  });
});

test('B13 K13 what stood at an instant is read at any time, page by page, by everybody', async () => {
  const standing = async (asOf: string) => {
    const { supportCalendar } = await desk.anonymous.read<{
      supportCalendar: { isOpen: boolean; versions: { overrides: string } };
    }>(
      `query ($asOf: DateTime) {
        supportCalendar(timeZone: "Europe/Stockholm", country: "SE", asOf: $asOf) {
          isOpen(at: "2026-03-13T12:00:00Z") versions { overrides } } }`,
      { asOf },
    );
    return supportCalendar.isOpen;
  };
  const listed = async (options: object) => {
    const { nodes, pageInfo } = await desk.anonymous.client.calendar.corrections({
      country: 'SE',
      ...options,
    });
    return { versions: nodes.map(({ version }) => version), pageInfo };
  };
  desk.at('2026-03-12T10:00:00Z');
  const first = await publish('SE');
  desk.at('2026-03-12T11:00:00Z');
  const second = await publish('SE', { on: '2026-03-20' });
  desk.at('2026-03-12T12:00:00Z');
  await withdraw(first.version);

  expect(await standing('2026-03-12T09:59:59.999Z')).toBe(true);
  expect(await standing('2026-03-12T10:00:00Z')).toBe(false);
  expect(await standing('2026-03-12T11:59:59.999Z')).toBe(false);
  expect(await standing('2026-03-12T12:00:00Z')).toBe(true);

  expect((await listed({ asOf: '2026-03-12T11:30:00Z' })).versions).toEqual([second.version, first.version]);
  expect((await listed({ asOf: '2026-03-12T12:00:00Z' })).versions).toEqual([second.version]);
  const page = await listed({ first: 1 });
  expect(page).toMatchObject({ versions: [second.version], pageInfo: { hasNextPage: true } });
  expect(await listed({ first: 1, after: page.pageInfo.endCursor })).toMatchObject({
    versions: [first.version],
    pageInfo: { hasNextPage: false },
  });
});

describe('what is refused', () => {
  test.each([
    ['a country that is none', { country: 'UK' }, 'country', 'UNKNOWN_COUNTRY'],
    ['a region that is none', { subdivision: 'QQ' }, 'subdivision', 'UNKNOWN_SUBDIVISION'],
    ['a day longer ago than a year', { on: '2025-03-11' }, 'on', 'OUT_OF_RANGE'],
    ['a day beyond ten years', { on: '2036-03-13' }, 'on', 'OUT_OF_RANGE'],
    ['a Saturday', { on: '2026-03-14' }, 'on', 'WEEKEND'],
    ['a holiday that is one', { on: '2026-12-25' }, 'on', 'CLOSED_ALREADY'],
    ['removing what is none', { action: 'REMOVE', nameFr: null, nameEn: null }, 'on', 'NO_HOLIDAY'],
    ['removing with a name', { action: 'REMOVE', on: '2026-12-25', nameFr: null }, 'nameEn', 'NOT_EXPECTED'],
    ['no name', { nameFr: null }, 'nameFr', 'MISSING'],
    ['closing early at no time', { action: 'CLOSE_EARLY' }, 'closesFrom', 'MISSING'],
    [
      'closing before the opening',
      { action: 'CLOSE_EARLY', closesFrom: '08:00' },
      'closesFrom',
      'INVALID_FORMAT',
    ],
    [
      'closing after the closing',
      { action: 'CLOSE_EARLY', closesFrom: '18:00' },
      'closesFrom',
      'INVALID_FORMAT',
    ],
    ['a whole day with a time', { closesFrom: '12:00' }, 'closesFrom', 'NOT_EXPECTED'],
    ['no reason', { reason: ' ' }, 'reason', 'TOO_SMALL'],
    ['a source that is no address', { source: 'the radio' }, 'source', 'INVALID_FORMAT'],
  ])('K9 K10 K14 %s', async (_what, more, path, code) => {
    desk.at('2026-03-12T16:00:00Z');
    const input = correction('LU', more);
    const { issues } = await desk.manager.problem('publishHolidayCorrection', input);
    expect(issues).toMatchObject([{ path, code }]);
  });

  test('K9 the same correction twice, one that is not there, one withdrawn before, anybody but a manager', async () => {
    desk.at('2026-03-12T16:00:00Z');
    const { version } = await publish('HU');
    expect((await desk.manager.problem('publishHolidayCorrection', correction('HU'))).issues).toMatchObject([
      {
        path: 'on',
        code: 'CLOSED_ALREADY',
        fr: 'y est déjà fermé\u00a0: Deuil national.',
        en: 'is closed there already: National mourning.',
      },
    ]);
    await withdraw(version);
    expect(
      (await desk.manager.problem('withdrawHolidayCorrection', { version, reason: 'Again' })).issues,
    ).toMatchObject([{ path: 'version', code: 'WITHDRAWN' }]);
    expect(
      (await desk.manager.problem('withdrawHolidayCorrection', { version: 9_999, reason: 'What?' })).issues,
    ).toMatchObject([{ path: 'version', code: 'UNKNOWN' }]);
    expect((await publish('HU')).version).toBe(version + 2); // the withdrawal has a number of its own
    expect((await desk.engineer.denied('publishHolidayCorrection', correction('HR'))).code).toBe('FORBIDDEN');
    expect((await desk.engineer.denied('withdrawHolidayCorrection', { version, reason: 'No' })).code).toBe(
      'FORBIDDEN',
    );
  });

  test('K9 C35 the same correction at the same time is published once; others get numbers of their own', async () => {
    desk.at('2026-03-12T16:00:00Z');
    const days = ['2026-03-16', '2026-03-17', '2026-03-18', '2026-03-19'];
    const published = await Promise.all(days.map((on) => publish('DK', { on })));
    expect(new Set(published.map(({ version }) => version)).size).toBe(4);
    const same = await Promise.all(
      [1, 2, 3].map(() => desk.manager.client.calendar.publishCorrection(correction('NO') as never)),
    );
    expect(same.map(({ __typename }) => __typename).toSorted()).toEqual([
      'InvalidInputProblem',
      'InvalidInputProblem',
      'PublishHolidayCorrectionSuccess',
    ]);
  });

  test('B11 S39 nobody who serves requests changes or removes what was published', async () => {
    const { client } = desk.server.database;
    await asTenant('every-account', async () => {
      await expect(client.holidayCorrection.updateMany({ data: { reason: 'x' } })).rejects.toThrow(
        /permission denied/,
      );
      await expect(client.holidayWithdrawal.deleteMany({})).rejects.toThrow(/permission denied/);
    });
  });
});
