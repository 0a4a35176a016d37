import { expect, test } from 'vitest';
import { expectSentence, typesOf, type Sentence } from '../support/telling.ts';

const DUE = '2026-05-04T10:00:00.000Z';
const LATER = '2026-05-04T14:00:00.000Z';
const CLOCK = { clockId: 'clk_1', metric: 'INITIAL_RESPONSE' };
const PROMISE = {
  targetSeconds: 7200,
  targetVersion: 1,
  owedFrom: DUE,
  countedFrom: DUE,
  promisedAt: DUE,
  atRiskAt: DUE,
};
const NO_PROMISE = {
  targetSeconds: null,
  targetVersion: null,
  owedFrom: null,
  countedFrom: null,
  promisedAt: null,
  atRiskAt: null,
  dueAt: null,
};
const SNAPSHOT = {
  state: 'BREACHED',
  targetSeconds: 7200,
  countedFrom: DUE,
  atRiskAt: DUE,
  dueAt: DUE,
  endedAt: LATER,
  cancelled: null,
};

const SENTENCES: Sentence[] = [
  [
    'clock.started',
    { ...CLOCK, calendarId: 'cal', startedAt: DUE, ...PROMISE, dueAt: LATER },
    'Une première réponse est promise pour le lundi 4 mai 2026 à 16h00 (Europe/Paris).',
    'A first response is promised by Monday 4 May 2026, 16:00 (Europe/Paris).',
  ],
  [
    'clock.started',
    { ...CLOCK, calendarId: 'cal', startedAt: DUE, ...NO_PROMISE },
    'Le temps jusqu’à la première réponse est compté\u00a0; le forfait ne promet aucun délai.',
    'The time until the first response is counted; the plan promises no deadline.',
  ],
  [
    'clock.started',
    { ...CLOCK, metric: 'RESOLUTION', calendarId: 'cal', startedAt: DUE, ...NO_PROMISE },
    'Le temps jusqu’à la résolution est compté.',
    'The time until the resolution is counted.',
  ],
  [
    'clock.imported',
    { ...CLOCK, calendarId: 'cal', startedAt: DUE, ...NO_PROMISE, endedAt: LATER, cancelled: 'IMPORTED' },
    'Dans un autre système, la première réponse a été mesurée jusqu’au lundi 4 mai 2026 à 16h00 (Europe/Paris).',
    'In another system the first response was measured until Monday 4 May 2026, 16:00 (Europe/Paris).',
  ],
  [
    'clock.at_risk',
    { ...CLOCK, dueAt: DUE },
    'La première réponse arrive bientôt à échéance\u00a0: elle est promise pour le lundi 4 mai 2026 à 12h00 (Europe/Paris).',
    'The first response is due soon: it is promised by Monday 4 May 2026, 12:00 (Europe/Paris).',
  ],
  [
    'clock.breached',
    { ...CLOCK, dueAt: DUE },
    'La première réponse, promise pour le lundi 4 mai 2026 à 12h00 (Europe/Paris), n’est pas venue à temps.',
    'The first response, promised by Monday 4 May 2026, 12:00 (Europe/Paris), did not come in time.',
  ],
  [
    'clock.ended',
    { ...CLOCK, state: 'MET', dueAt: LATER, endedAt: DUE, cause: 'RESPONSE' },
    'La première réponse est venue à temps\u00a0: elle était promise pour le lundi 4 mai 2026 à 16h00 (Europe/Paris).',
    'The first response came in time: it was promised by Monday 4 May 2026, 16:00 (Europe/Paris).',
  ],
  [
    'clock.ended',
    { ...CLOCK, state: 'BREACHED', dueAt: DUE, endedAt: LATER, cause: 'RESPONSE' },
    'La première réponse est venue en retard\u00a0: elle était promise pour le lundi 4 mai 2026 à 12h00 (Europe/Paris).',
    'The first response came late: it was promised by Monday 4 May 2026, 12:00 (Europe/Paris).',
  ],
  [
    'clock.ended',
    {
      ...CLOCK,
      metric: 'NEXT_RESPONSE',
      state: 'NOT_APPLICABLE',
      dueAt: null,
      endedAt: DUE,
      cause: 'RESPONSE',
    },
    'La réponse suivante est venue.',
    'The next response came.',
  ],
  [
    'clock.ended',
    { ...CLOCK, metric: 'RESOLUTION', state: 'NOT_APPLICABLE', dueAt: null, endedAt: DUE, cause: 'RESOLVED' },
    'Le temps jusqu’à la résolution n’est plus compté\u00a0: le ticket est résolu.',
    'The time until the resolution is counted no more: the ticket is resolved.',
  ],
  [
    'clock.ended',
    { ...CLOCK, state: 'CANCELLED', dueAt: DUE, endedAt: DUE, cause: 'MERGED' },
    'Le temps jusqu’à la première réponse n’est plus compté\u00a0: le ticket a été fusionné avec un autre.',
    'The time until the first response is counted no more: the ticket was merged into another one.',
  ],
  [
    'clock.resumed',
    { ...CLOCK, metric: 'RESOLUTION', resumedAt: DUE, cause: 'REOPENED' },
    'Le temps jusqu’à la résolution est compté de nouveau\u00a0: le ticket a été rouvert.',
    'The time until the resolution is counted again: the ticket was re-opened.',
  ],
  [
    'clock.due_changed',
    { ...CLOCK, cause: 'SEVERITY_RAISED', before: LATER, after: DUE, ...PROMISE },
    'La première réponse est désormais promise pour le lundi 4 mai 2026 à 12h00 (Europe/Paris), et non plus pour le lundi 4 mai 2026 à 16h00 (Europe/Paris)\u00a0: la gravité a été relevée.',
    'The first response is now promised by Monday 4 May 2026, 12:00 (Europe/Paris), no longer by Monday 4 May 2026, 16:00 (Europe/Paris): the severity was raised.',
  ],
  [
    'clock.due_changed',
    { ...CLOCK, cause: 'PLAN_CHANGED', plan: 'PREMIUM', before: null, after: DUE, ...PROMISE },
    'La première réponse est désormais promise pour le lundi 4 mai 2026 à 12h00 (Europe/Paris)\u00a0: le forfait Premium a pris effet.',
    'The first response is now promised by Monday 4 May 2026, 12:00 (Europe/Paris): the plan Premium began.',
  ],
  [
    'clock.due_changed',
    { ...CLOCK, cause: 'CALENDAR_CHANGED', calendarId: 'cal', before: DUE, after: LATER, ...PROMISE },
    'La première réponse est désormais promise pour le lundi 4 mai 2026 à 16h00 (Europe/Paris), et non plus pour le lundi 4 mai 2026 à 12h00 (Europe/Paris)\u00a0: le calendrier du client a changé.',
    'The first response is now promised by Monday 4 May 2026, 16:00 (Europe/Paris), no longer by Monday 4 May 2026, 12:00 (Europe/Paris): the calendar of the customer changed.',
  ],
  [
    'clock.due_changed',
    { ...CLOCK, cause: 'MERGED', mergedClockId: 'clk_2', before: LATER, after: DUE, ...PROMISE },
    'La première réponse est désormais promise pour le lundi 4 mai 2026 à 12h00 (Europe/Paris), et non plus pour le lundi 4 mai 2026 à 16h00 (Europe/Paris)\u00a0: un ticket dont l’échéance est antérieure a été fusionné avec celui-ci.',
    'The first response is now promised by Monday 4 May 2026, 12:00 (Europe/Paris), no longer by Monday 4 May 2026, 16:00 (Europe/Paris): a ticket with an earlier deadline was merged into this one.',
  ],
  [
    'clock.recounted',
    { ...CLOCK, metric: 'NEXT_RESPONSE', calendarId: 'cal' },
    'Le temps jusqu’à la réponse suivante compte sur un autre calendrier\u00a0; son échéance, s’il y en a une, ne bouge pas.',
    'The time until the next response counts in another calendar; its deadline, if it has one, stays.',
  ],
  [
    'clock.repair_proposed',
    { ...CLOCK, repairId: 'rep_1' },
    'Une correction du temps compté jusqu’à la première réponse est proposée.',
    'A correction of the time counted until the first response was proposed.',
  ],
  [
    'clock.repair_refused',
    { ...CLOCK, repairId: 'rep_1' },
    'Une correction du temps compté jusqu’à la première réponse est refusée.',
    'A correction of the time counted until the first response was refused.',
  ],
  [
    'clock.repaired',
    {
      ...CLOCK,
      repairId: 'rep_1',
      correction: 'RESPONDED_AT',
      correctedTo: DUE,
      proposedById: 'stf_1',
      approvedById: 'stf_2',
      before: SNAPSHOT,
      after: SNAPSHOT,
    },
    'Le temps compté jusqu’à la première réponse a été corrigé\u00a0: la réponse date du lundi 4 mai 2026 à 12h00 (Europe/Paris). Proposé par Jeanne Morel, approuvé par Max Weber.',
    'The time counted until the first response was corrected: the response was given on Monday 4 May 2026, 12:00 (Europe/Paris). Proposed by Jeanne Morel, approved by Max Weber.',
  ],
  [
    'clock.silent',
    { ...CLOCK, businessMinutes: 150 },
    'Le client attend la première réponse, et le fournisseur se tait depuis 2 h 30 de temps ouvré.',
    'The customer waits for the first response, and the vendor has been silent for 2 h 30 of business time.',
  ],
];

test.each(SENTENCES)('B11 B21 %s is told in a sentence of its own (%#)', expectSentence);

test('B11 B21 every type of events of a clock has a sentence here', () => {
  expect([...new Set(SENTENCES.map(([type]) => type))].toSorted()).toEqual(typesOf('clock'));
});
