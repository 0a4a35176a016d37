import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-07-13T15:00:00Z' });
});
afterAll(() => desk?.stop());

const PARIS = { timeZone: 'Europe/Paris', country: 'FR' };

interface Segment {
  from: string;
  to: string;
  label: string;
  name: string | null;
  seconds: number;
}
interface Explanation {
  from: string;
  to: string;
  openSeconds: number;
  segments: Segment[];
}

const EXPLANATION = 'from to openSeconds segments { from to label name(locale: EN) seconds }';
const PREVIEW = `query ($input: SlaPreviewInput!) {
  slaPreview(input: $input) {
    plan severity receivedAt targetSeconds targetVersion dueAt dueAtLocal timeZone atRiskAt asOf
    nextSupportWindow { opensAt closesAt }
    explain { ${EXPLANATION} en: sentences(locale: EN) fr: sentences(locale: FR) }
  }
}`;

async function preview(input: object, caller: Pick<Desk['anonymous'], 'read'> = desk.anonymous) {
  const data = await caller.read<{ slaPreview: Record<string, unknown> }>(PREVIEW, { input });
  return data.slaPreview;
}

describe('anybody can try a plan and a place', () => {
  test.each([
    ['S61', 'ENHANCED', 'SEVERE', 7_200, '2026-07-15T07:00:00.000Z'],
    ['S62', 'ENHANCED', 'MODERATE', 14_400, '2026-07-15T09:00:00.000Z'],
    ['S63', 'ENHANCED', 'LIMITED', 28_800, '2026-07-15T13:00:00.000Z'],
    ['S68', 'PREMIUM', 'SEVERE', 3_600, '2026-07-13T16:00:00.000Z'], // ends exactly at closing, 18:00 in Paris
    ['S69', 'PREMIUM', 'MODERATE', 7_200, '2026-07-15T07:00:00.000Z'],
    ['S70', 'PREMIUM', 'LIMITED', 14_400, '2026-07-15T09:00:00.000Z'],
  ])(
    '%s B1 S60 S67 %s %s: %i business seconds, on the eve of a holiday',
    async (_id, plan, severity, targetSeconds, dueAt) => {
      expect(await preview({ plan, severity, place: PARIS })).toMatchObject({
        plan,
        severity,
        targetSeconds,
        targetVersion: 1,
        dueAt,
        receivedAt: '2026-07-13T15:00:00.000Z', // Monday 17:00 in Paris
        asOf: '2026-07-13T15:00:00.000Z',
      });
    },
  );

  test('B1 K4 S18 it says what is closed in between, and why', async () => {
    const { explain } = await preview({ plan: 'ENHANCED', severity: 'SEVERE', place: PARIS });
    expect(explain).toEqual({
      from: '2026-07-13T15:00:00.000Z',
      to: '2026-07-15T07:00:00.000Z',
      openSeconds: 7_200,
      segments: [
        {
          from: '2026-07-13T15:00:00.000Z',
          to: '2026-07-13T16:00:00.000Z',
          label: 'OPEN',
          name: null,
          seconds: 3_600,
        },
        {
          from: '2026-07-13T16:00:00.000Z',
          to: '2026-07-13T22:00:00.000Z',
          label: 'NIGHT',
          name: null,
          seconds: 21_600,
        },
        {
          from: '2026-07-13T22:00:00.000Z',
          to: '2026-07-14T22:00:00.000Z',
          label: 'HOLIDAY',
          name: 'Bastille Day',
          seconds: 86_400,
        },
        {
          from: '2026-07-14T22:00:00.000Z',
          to: '2026-07-15T06:00:00.000Z',
          label: 'NIGHT',
          name: null,
          seconds: 28_800,
        },
        {
          from: '2026-07-15T06:00:00.000Z',
          to: '2026-07-15T07:00:00.000Z',
          label: 'OPEN',
          name: null,
          seconds: 3_600,
        },
      ],
      en: [
        'First counted minute: Monday 13 July 2026 at 17:00 (Europe/Paris).',
        'Closed on Tuesday 14 July 2026: Bastille Day.',
        'On Monday 13 July 2026, 17:00 to 18:00: 1 business hour.',
        'On Wednesday 15 July 2026, 08:00 to 09:00: 1 business hour.',
        '2 business hours for Severe on Enhanced: due on Wednesday 15 July 2026 at 09:00.',
      ],
      fr: [
        'Première minute comptée\u00a0: lundi 13 juillet 2026 à 17h00 (Europe/Paris).',
        'Fermé le mardi 14 juillet 2026\u00a0: Fête Nationale de la France.',
        'Le lundi 13 juillet 2026, de 17h00 à 18h00\u00a0: 1 heure ouvrée.',
        'Le mercredi 15 juillet 2026, de 8h00 à 9h00\u00a0: 1 heure ouvrée.',
        '2 heures ouvrées pour «\u00a0Sévère\u00a0» avec Enhanced\u00a0: échéance le mercredi 15 juillet 2026 à 9h00.',
      ],
    });
  });

  test('B1 C5 received outside the hours, it counts from the next opening', async () => {
    const { dueAtLocal, explain } = await preview({
      plan: 'PREMIUM',
      severity: 'SEVERE',
      place: PARIS,
      at: '2026-07-13T18:00:00+02:00',
    });
    expect(dueAtLocal).toBe('2026-07-15T09:00:00+02:00');
    expect(explain).toMatchObject({
      en: [
        'Received outside opening hours (Monday 13 July 2026 at 18:00).',
        'Closed on Tuesday 14 July 2026: Bastille Day.',
        'First counted minute: Wednesday 15 July 2026 at 08:00 (Europe/Paris).',
        '1 business hour for Severe on Premium, all on Wednesday 15 July 2026: due at 09:00.',
      ],
    });
  });

  test('S17 S18 B3 one instant, five places, five deadlines', async () => {
    const at = '2026-07-03T12:00:00Z'; // the Friday on which Independence Day, a Saturday in 2026, is observed
    const due = async (timeZone: string, country: string, subdivision?: string) => {
      const place = { timeZone, country, ...(subdivision && { subdivision }) };
      return (await preview({ plan: 'ENHANCED', severity: 'SEVERE', place, at }))['dueAtLocal'];
    };
    expect(await due('Europe/Paris', 'FR')).toBe('2026-07-03T16:00:00+02:00');
    expect(await due('America/New_York', 'US', 'NY')).toBe('2026-07-06T10:00:00-04:00');
    expect(await due('Asia/Tokyo', 'JP')).toBe('2026-07-06T10:00:00+09:00');
    expect(await due('Australia/Adelaide', 'AU', 'SA')).toBe('2026-07-06T10:00:00+09:30');
    expect(await due('Asia/Kolkata', 'IN')).toBe('2026-07-06T09:30:00+05:30'); // 17:30 there: half an hour is left
  });

  test('S18 K8 a regional holiday closes its region only', async () => {
    // Thursday 4 June 2026 is Corpus Christi in Bavaria, not in Berlin
    const due = async (subdivision: string) => {
      const place = { timeZone: 'Europe/Berlin', country: 'DE', subdivision };
      return (await preview({ plan: 'PREMIUM', severity: 'SEVERE', place, at: '2026-06-03T17:30:00+02:00' }))[
        'dueAtLocal'
      ];
    };
    expect(await due('BY')).toBe('2026-06-05T08:30:00+02:00');
    expect(await due('BE')).toBe('2026-06-04T08:30:00+02:00');
  });

  test('S48 C25 Basic has no deadline, but a next window', async () => {
    expect(
      await preview({ plan: 'BASIC', severity: 'SEVERE', place: PARIS, at: '2026-07-14T10:00:00+02:00' }),
    ).toMatchObject({
      targetSeconds: null,
      targetVersion: null,
      dueAt: null,
      dueAtLocal: null,
      atRiskAt: null,
      nextSupportWindow: { opensAt: '2026-07-15T06:00:00.000Z', closesAt: '2026-07-15T16:00:00.000Z' },
      explain: { to: '2026-07-15T16:00:00.000Z', openSeconds: 36_000 },
    });
  });

  test('B1 K10 K14 what cannot be answered is said', async () => {
    const severity = 'SEVERE';
    const plan = 'ENHANCED';
    const document = 'query ($input: SlaPreviewInput!) { slaPreview(input: $input) { dueAt } }';
    for (const [input, message] of [
      [{ severity }, 'Send an accountId, or a plan and a place.'],
      [{ severity, plan }, 'Send an accountId, or a plan and a place.'],
      [
        { severity, accountId: 'acc_1', plan },
        'An account has a plan and a place: send the accountId alone.',
      ],
      [
        { severity, plan, place: { timeZone: 'Europe/Pari', country: 'FR' } },
        '"Europe/Pari" is not an IANA time zone. Did you mean Europe/Paris, Europe/Madrid?',
      ],
      [
        { severity, plan, place: { timeZone: 'Europe/London', country: 'UK' } },
        '"UK" is not a country code of ISO 3166-1. Did you mean GB?',
      ],
      [
        { severity, plan, place: { timeZone: 'Europe/Paris', country: 'FR', subdivision: 'ZZ' } },
        expect.stringMatching(/^"ZZ" is not a subdivision of FR/),
      ],
      [{ severity, plan, place: PARIS, at: '2199-01-01T00:00:00Z' }, expect.stringMatching(/2075/)],
      [
        { severity, plan, place: PARIS, at: '99999-01-01T00:00:00Z' },
        expect.stringMatching(/Not an instant/),
      ],
      [{ severity, plan: 'GOLD', place: PARIS }, expect.stringMatching(/GOLD/)],
    ] as [object, unknown][]) {
      expect(await desk.anonymous.error(document, { input })).toEqual({ code: 'BAD_USER_INPUT', message });
    }
  });
});

test('B2 C31 a promise that was broken is explained to its deadline, with every day that counted', async () => {
  desk.at('2026-07-13T17:00:00+02:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id } = await customer.open();
  desk.at('2026-07-15T10:00:00+02:00');
  const { ticket } = await customer.read<{
    ticket: { initialResponse: { state: string; explainDeadline: { en: string[]; fr: string[] } } };
  }>(
    `query ($id: ID!) { ticket(id: $id) { initialResponse { state
      explainDeadline { en: sentences(locale: EN) fr: sentences(locale: FR) } } } }`,
    { id },
  );
  expect(ticket.initialResponse).toMatchObject({
    state: 'BREACHED_OPEN',
    explainDeadline: {
      en: [
        'First counted minute: Monday 13 July 2026 at 17:00 (Europe/Paris).',
        'Closed on Tuesday 14 July 2026: Bastille Day.',
        'On Monday 13 July 2026, 17:00 to 18:00: 1 business hour.',
        'On Wednesday 15 July 2026, 08:00 to 09:00: 1 business hour.',
        '2 business hours: due on Wednesday 15 July 2026 at 09:00.',
      ],
      fr: expect.arrayContaining([
        '2 heures ouvrées\u00a0: échéance le mercredi 15 juillet 2026 à 9h00.',
      ]) as string[],
    },
  });
  desk.at('2026-07-13T15:00:00Z');
});

test('B1 C26 S5 an account is previewed on its plan and its own calendar at that instant', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { accountId } = customer;
  await desk.manager.act('choosePlan', { accountId, planCode: 'PREMIUM', startsAt: '2026-07-15T06:00:00Z' });
  await customer.act('closeDay', { accountId, on: '2026-07-16', reason: 'Company day' });
  const input = { accountId, severity: 'SEVERE' };
  expect(await preview(input, customer)).toMatchObject({
    plan: 'ENHANCED',
    dueAt: '2026-07-15T07:00:00.000Z',
  });
  const later = await preview({ ...input, at: '2026-07-15T17:30:00+02:00' }, customer);
  expect(later).toMatchObject({ plan: 'PREMIUM', dueAtLocal: '2026-07-17T08:30:00+02:00' });
  expect((later['explain'] as { en: string[] }).en[1]).toBe(
    'Closed or shorter on Thursday 16 July 2026: Company day.',
  );
  expect(await preview(input, desk.engineer)).toMatchObject({ plan: 'ENHANCED' });
  const ticket = await customer.open();
  expect(ticket.initialResponse.dueAt).toBe('2026-07-15T07:00:00.000Z'); // as previewed
});

// Any minute of two years, in places with daylight saving, half-hour offsets, many holidays, and a date line.
const PLACES = [
  PARIS,
  { timeZone: 'America/New_York', country: 'US', subdivision: 'NY' },
  { timeZone: 'Asia/Tokyo', country: 'JP' },
  { timeZone: 'Australia/Adelaide', country: 'AU', subdivision: 'SA' },
  { timeZone: 'America/Sao_Paulo', country: 'BR', subdivision: 'SP' },
  { timeZone: 'Pacific/Auckland', country: 'NZ' },
] as const;
const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) })
  .map((ms) => new Date(ms).toISOString());

test('B1 B2 K4 the segments of any preview follow one another, and the open ones add up to the target', async () => {
  const plan = fc.constantFrom('ENHANCED', 'PREMIUM');
  const severity = fc.constantFrom('SEVERE', 'MODERATE', 'LIMITED');
  const inputs = fc.sample(fc.record({ plan, severity, place: fc.constantFrom(...PLACES), at: instant }), {
    seed: 20_260_713,
    numRuns: 60,
  });
  const document = `query (${inputs.map((_, index) => `$i${index}: SlaPreviewInput!`).join(', ')}) {
    ${inputs.map((_, index) => `r${index}: slaPreview(input: $i${index}) { ...Promise }`).join('\n')}
  }
  fragment Promise on SlaPreview { targetSeconds dueAt explain { ${EXPLANATION} } }`;
  const variables = Object.fromEntries(inputs.map((input, index) => [`i${index}`, input]));
  const answers = await desk.anonymous.read<
    Record<string, { targetSeconds: number; dueAt: string; explain: Explanation }>
  >(document, variables);
  inputs.forEach((input, index) => {
    const { targetSeconds, dueAt, explain } = answers[`r${index}`]!;
    checkExplanation(explain, { from: input.at, to: dueAt, openSeconds: targetSeconds });
  });
});

test('B2 C7 the segments of any ticket’s clock add up to what has elapsed, answered or not', async () => {
  const cases = fc.sample(
    fc.record({
      place: fc.constantFrom(...PLACES),
      at: instant,
      hours: fc.integer({ min: 0, max: 240 }),
      answered: fc.boolean(),
    }),
    {
      seed: 42,
      numRuns: 8,
    },
  );
  const document = `query ($id: ID!) {
    ticket(id: $id) {
      initialResponse { startedAt elapsedSeconds dueAt targetSeconds endedAt explain { ${EXPLANATION} } explainDeadline { ${EXPLANATION} } }
    }
  }`;
  for (const { place, at, hours, answered } of cases) {
    desk.at(at);
    const customer = await desk.customer({ plan: 'ENHANCED', ...place });
    const { id } = await customer.open();
    const later = new Date(Date.parse(at) + hours * 3_600_000).toISOString();
    desk.at(later);
    if (answered) await desk.engineer.act('replyToTicket', { ticketId: id, body: 'Here.' });
    desk.at(new Date(Date.parse(later) + 86_400_000).toISOString());
    const { ticket } = await customer.read<{
      ticket: {
        initialResponse: {
          startedAt: string;
          elapsedSeconds: number;
          dueAt: string;
          targetSeconds: number;
          endedAt: string | null;
          explain: Explanation;
          explainDeadline: Explanation;
        };
      };
    }>(document, { id });
    const { elapsedSeconds, dueAt, targetSeconds, endedAt, explain, explainDeadline } =
      ticket.initialResponse;
    expect(endedAt).toBe(answered ? later : null);
    checkExplanation(explain, {
      from: at,
      to: answered ? later : new Date(Date.parse(later) + 86_400_000).toISOString(),
      openSeconds: elapsedSeconds,
    });
    checkExplanation(explainDeadline, { from: at, to: dueAt, openSeconds: targetSeconds });
  }
});

function checkExplanation(
  explain: Explanation,
  expected: { from: string; to: string; openSeconds: number },
): void {
  const { segments } = explain;
  expect(explain).toMatchObject(expected);
  const open = segments.filter(({ label }) => label === 'OPEN');
  const milliseconds = (some: Segment[]) =>
    some.reduce((sum, { seconds }) => sum + Math.round(seconds * 1_000), 0);
  expect(milliseconds(open)).toBe(Math.round(expected.openSeconds * 1_000));
  expect(milliseconds(segments)).toBe(Date.parse(expected.to) - Date.parse(expected.from));
  expect([expected.from, ...segments.map(({ to }) => to)]).toEqual([
    ...segments.map(({ from }) => from),
    expected.to,
  ]);
}
