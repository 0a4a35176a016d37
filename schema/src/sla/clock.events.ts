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
const REPAIR_ID = field.id('rep', 'The correction; read it on the clock.');
const SNAPSHOT = {
  state: field.text('Where the promise stood, as `SlaClockState` lists.'),
  targetSeconds: field.maybeInteger('The promised business seconds.'),
  countedFrom: field.maybeInstant('From when they counted.'),
  atRiskAt: field.maybeInstant('From when the promise was at risk.'),
  dueAt: field.maybeInstant('The deadline.'),
  endedAt: field.maybeInstant('When it ended.'),
  cancelled: field.maybeText('Why it ended without a verdict.'),
};
const DUE_AT = field.maybeInstant('The deadline; null where the plan promises none (S48).');

export const clockEvents = {
  'clock.started': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le temps est désormais compté sur le ticket : jusqu’à une réponse, ou jusqu’à la résolution (C4, C11).',
      en: 'Time is counted on the ticket from now on: until it is answered, or resolved (C4, C11).',
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
  'clock.imported': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une mesure d’un ticket repris d’un autre système : de l’histoire, déjà terminée (C34).',
      en: 'A clock of a ticket that was taken over from another system: history, and over (C34).',
    },
    payload: payload({
      ...CLOCK,
      calendarId: field.text(CALENDAR),
      startedAt: field.instant('From when it counts.'),
      ...PROMISE,
      dueAt: DUE_AT,
      endedAt: field.instant('When it ended.'),
      cancelled: field.maybeText('Why it gives no verdict: `IMPORTED`; null where it does.'),
    }),
  }),
  'clock.at_risk': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une réponse promise arrive bientôt à échéance (C31).',
      en: 'A promised response is due soon (C31).',
    },
    payload: payload({ ...CLOCK, dueAt: DUE_AT }),
  }),
  'clock.breached': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une réponse promise n’est pas venue à temps (C32).',
      en: 'A promised response did not come in time (C32).',
    },
    payload: payload({ ...CLOCK, dueAt: DUE_AT }),
  }),
  'clock.ended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le temps n’est plus compté sur le ticket : une réponse est venue, ou le ticket est terminé.',
      en: 'Time is counted on the ticket no more: it was answered, or is over.',
    },
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
      fr: 'Le temps est compté de nouveau : le ticket a été rouvert (C22).',
      en: 'Time is counted again: the ticket was re-opened (C22).',
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
    text: {
      fr: 'Le moment promis pour une réponse a changé, et pourquoi (B10).',
      en: 'The time promised for a response moved, and why (B10).',
    },
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
  'clock.repair_proposed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une correction d’une mesure est proposée (C33).',
      en: 'A correction of a clock was proposed (C33).',
    },
    payload: payload({ ...CLOCK, repairId: REPAIR_ID }),
  }),
  'clock.repair_refused': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une correction d’une mesure est refusée (C33).',
      en: 'A correction of a clock was refused (C33).',
    },
    payload: payload({ ...CLOCK, repairId: REPAIR_ID }),
  }),
  'clock.repaired': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Deux personnes ont corrigé le temps compté sur le ticket ; le reçu dit pourquoi (C33, B23).',
      en: 'Two people corrected the time counted on the ticket; the receipt says why (C33, B23).',
    },
    payload: payload({
      ...CLOCK,
      repairId: REPAIR_ID,
      correction: field.oneOf(['RESPONDED_AT', 'DUE_AT', 'CANCEL'], 'What was set.'),
      correctedTo: field.maybeInstant('The instant that was set; null when the clock was cancelled.'),
      proposedById: field.id('stf', 'Who proposed it.'),
      approvedById: field.id('stf', 'Who approved it.'),
      before: field.object(SNAPSHOT, 'The clock until now.'),
      after: field.object(SNAPSHOT, 'The clock from now on.'),
    }),
  }),
};
