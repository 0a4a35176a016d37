import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

// The vectors of the clock's rules, each as a ticket that a customer in that place opens at that local time.

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-01-01T00:00:00Z' });
});
afterAll(() => desk?.stop());

const TWO_HOURS = { plan: 'ENHANCED', severity: 'SEVERE' } as const;
const FOUR_HOURS = { plan: 'ENHANCED', severity: 'MODERATE' } as const;
const EIGHT_HOURS = { plan: 'ENHANCED', severity: 'LIMITED' } as const;
const ONE_HOUR = { plan: 'PREMIUM', severity: 'SEVERE' } as const;
const PARIS = { timeZone: 'Europe/Paris', country: 'FR' };
const NEW_YORK = { timeZone: 'America/New_York', country: 'US', subdivision: 'NY' };

test.each([
  [
    'V1',
    '2026-03-13T16:30:00+01:00',
    PARIS,
    TWO_HOURS,
    '2026-03-16T07:30:00.000Z',
    '2026-03-16T08:30:00+01:00',
  ],
  [
    'V2',
    '2026-03-13T16:00:00+01:00',
    PARIS,
    TWO_HOURS,
    '2026-03-13T17:00:00.000Z',
    '2026-03-13T18:00:00+01:00',
  ],
  [
    'V3',
    '2026-03-13T18:00:00+01:00',
    PARIS,
    ONE_HOUR,
    '2026-03-16T08:00:00.000Z',
    '2026-03-16T09:00:00+01:00',
  ],
  [
    'V4',
    '2026-03-13T17:59:59+01:00',
    PARIS,
    ONE_HOUR,
    '2026-03-16T07:59:59.000Z',
    '2026-03-16T08:59:59+01:00',
  ],
  [
    'V5',
    '2026-03-14T11:00:00-04:00',
    NEW_YORK,
    FOUR_HOURS,
    '2026-03-16T16:00:00.000Z',
    '2026-03-16T12:00:00-04:00',
  ],
  [
    'V6',
    '2026-07-13T17:00:00+02:00',
    PARIS,
    TWO_HOURS,
    '2026-07-15T07:00:00.000Z',
    '2026-07-15T09:00:00+02:00',
  ],
  [
    'V7',
    '2026-07-13T17:00:00-04:00',
    NEW_YORK,
    TWO_HOURS,
    '2026-07-14T13:00:00.000Z',
    '2026-07-14T09:00:00-04:00',
  ],
  [
    'V8',
    '2026-03-27T17:00:00+01:00',
    PARIS,
    EIGHT_HOURS,
    '2026-03-30T13:00:00.000Z',
    '2026-03-30T15:00:00+02:00',
  ],
  [
    'V9',
    '2026-10-30T17:00:00-04:00',
    NEW_YORK,
    TWO_HOURS,
    '2026-11-02T14:00:00.000Z',
    '2026-11-02T09:00:00-05:00',
  ],
  [
    'V10',
    '2026-04-02T17:30:00+01:00',
    { timeZone: 'Europe/London', country: 'GB', subdivision: 'ENG' },
    FOUR_HOURS,
    '2026-04-07T10:30:00.000Z',
    '2026-04-07T11:30:00+01:00',
  ],
  [
    'V11',
    '2026-12-24T15:00:00+10:30',
    { timeZone: 'Australia/Adelaide', country: 'AU' },
    EIGHT_HOURS,
    '2026-12-29T02:30:00.000Z',
    '2026-12-29T13:00:00+10:30',
  ],
  [
    'V12',
    '2026-01-05T07:59:59+05:30',
    { timeZone: 'Asia/Kolkata', country: 'IN' },
    ONE_HOUR,
    '2026-01-05T03:30:00.000Z',
    '2026-01-05T09:00:00+05:30',
  ],
  [
    'V13',
    '2026-05-04T08:00:00+02:00',
    PARIS,
    EIGHT_HOURS,
    '2026-05-04T14:00:00.000Z',
    '2026-05-04T16:00:00+02:00',
  ],
  [
    'V14',
    '2026-12-31T17:00:00+13:00',
    { timeZone: 'Pacific/Auckland', country: 'NZ' },
    TWO_HOURS,
    '2027-01-04T20:00:00.000Z',
    '2027-01-05T09:00:00+13:00',
  ],
] as const)(
  'C2 C3 C5 C6 C7 %s received %s',
  async (_vector, receivedAt, place, { plan, severity }, dueAt, local) => {
    desk.at(receivedAt);
    const customer = await desk.customer({ plan, ...place });
    const { initialResponse } = await customer.open({ severity });
    expect(initialResponse).toMatchObject({ dueAt, dueAtLocal: local, timeZone: place.timeZone });
  },
);
