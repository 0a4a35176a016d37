import { eventType, field, payload } from '../event-type.ts';

const CLOCK = {
  clockId: field.id('clk', 'The clock.'),
  metric: field.oneOf(['INITIAL_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'], 'What it measures (C11).'),
};
/** With the calendar, all that a promise is computed from: whoever replays the events counts the same (C13). */
const PROMISE = {
  targetSeconds: field.maybeInteger('The promised business seconds; null without a promise.'),
  targetVersion: field.maybeInteger('The version of the published targets (C27).'),
  owedFrom: field.maybeInstant('From when a promise is owed: the receipt, or the start of the plan (C26).'),
  countedFrom: field.maybeInstant('From when the promised seconds count (C15).'),
  promisedAt: field.maybeInstant('When it was promised: no promise is broken before (C16).'),
  atRiskAt: field.maybeInstant('From when the promise is at risk (C31).'),
};
const CALENDAR = 'The calendar that it counts in, kept as it stood (C29).';
const DUE_AT = field.maybeInstant('The deadline; null where the plan promises none (S48).');

export const clockEvents = {
  'clock.started': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une mesure d’un ticket a commencé (C4, C11).',
      en: 'A clock of a ticket started (C4, C11).',
    },
    payload: payload({
      ...CLOCK,
      calendarId: field.text(CALENDAR),
      startedAt: field.instant('From when it counts.'),
      ...PROMISE,
      dueAt: DUE_AT,
      continues: field.maybe('The clock of a merged ticket that it continues (C20).'),
    }),
  }),
  'clock.at_risk': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une promesse est devenue incertaine (C31).', en: 'A promise came to be at risk (C31).' },
    payload: payload({ ...CLOCK, dueAt: DUE_AT }),
  }),
  'clock.breached': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une promesse n’a pas été tenue (C32).', en: 'A promise was broken (C32).' },
    payload: payload({ ...CLOCK, dueAt: DUE_AT }),
  }),
  'clock.ended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une mesure d’un ticket s’est terminée.', en: 'A clock of a ticket ended.' },
    payload: payload({
      ...CLOCK,
      state: field.text('How it ended: `MET`, `BREACHED`, `CANCELLED` …, as `SlaClockState` lists.'),
      dueAt: DUE_AT,
      endedAt: field.instant('When.'),
      cause: field.text('What ended it: `RESPONSE`, `RESOLVED`, `CLOSED`, `REJECTED`, `WITHDRAWN` …'),
    }),
  }),
  'clock.resumed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La mesure d’un ticket rouvert a repris (C22).',
      en: 'The clock of a re-opened ticket went on (C22).',
    },
    payload: payload({
      ...CLOCK,
      resumedAt: field.instant('From when it counts again.'),
      cause: field.text('Why: `REOPENED`.'),
    }),
  }),
  'clock.due_changed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une échéance a été déplacée, et pourquoi (B10).', en: 'A deadline moved, and why (B10).' },
    payload: payload({
      ...CLOCK,
      cause: field.text('Why: `SEVERITY_RAISED`, `CALENDAR_CHANGED`, `PLAN_CHANGED` …'),
      before: field.maybeInstant('The deadline until now.'),
      after: field.maybeInstant('The deadline from now on.'),
      ...PROMISE,
      plan: field.maybe('The plan that began, when that is why (C26).'),
      calendarId: field.maybe('The calendar that it counts in from now on, when that is why (C28).'),
      mergedClockId: field.maybe('The clock whose earlier promise it took, when that is why (C20).'),
    }),
  }),
  'clock.recounted': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une mesure compte sur un autre calendrier ; son échéance, s’il y en a une, ne bouge pas (C28).',
      en: 'A clock counts in another calendar; its deadline, if it has one, stays (C28).',
    },
    payload: payload({ ...CLOCK, calendarId: field.text(CALENDAR) }),
  }),
};
