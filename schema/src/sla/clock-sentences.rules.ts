import { duration } from '../notifications/notice-times.rules.ts';
import { PLAN_NAMES } from '../names.ts';
import type { PlanCode } from '../plans/plan.rules.ts';
import type { Text } from '../problem.ts';
import { both, called, when, type Sentence, type Told } from '../tickets/telling.rules.ts';

const METRICS: Record<string, Text> = {
  INITIAL_RESPONSE: { fr: 'la première réponse', en: 'the first response' },
  NEXT_RESPONSE: { fr: 'la réponse suivante', en: 'the next response' },
  RESOLUTION: { fr: 'la résolution', en: 'the resolution' },
};

/** Why a clock ended, or a deadline moved. */
const CAUSES: Record<string, Text> = {
  RESPONSE: { fr: 'une réponse est venue', en: 'a response came' },
  RESOLVED: { fr: 'le ticket est résolu', en: 'the ticket is resolved' },
  CLOSED: { fr: 'le ticket est clos', en: 'the ticket is closed' },
  REJECTED: { fr: 'la demande est rejetée', en: 'the request is rejected' },
  WITHDRAWN: { fr: 'le client a retiré le ticket', en: 'the customer withdrew the ticket' },
  MERGED: { fr: 'le ticket a été fusionné avec un autre', en: 'the ticket was merged into another one' },
  SPAM: { fr: 'le ticket est indésirable', en: 'the ticket is spam' },
  DUPLICATE: { fr: 'le ticket figure déjà dans un autre', en: 'the ticket stands in another one already' },
  SEVERITY_RAISED: { fr: 'la gravité a été relevée', en: 'the severity was raised' },
  SEVERITY_LOWERED: { fr: 'la gravité a été abaissée', en: 'the severity was lowered' },
  SEVERITY_RESTORED: { fr: 'la gravité a été rétablie', en: 'the severity was restored' },
  CALENDAR_CHANGED: { fr: 'le calendrier du client a changé', en: 'the calendar of the customer changed' },
};

/** What the events of clocks tell: which deadline, by when, and why. */
export const CLOCK_SENTENCES: Record<string, Sentence> = {
  'clock.started': (told) => {
    const { fr, en } = metric(told);
    if (told.payload['dueAt'] !== null) {
      return {
        fr: `Une première réponse est promise pour le ${when(told, told.payload['dueAt']).fr}.`,
        en: `A first response is promised by ${when(told, told.payload['dueAt']).en}.`,
      };
    }
    const without = told.payload['metric'] === 'INITIAL_RESPONSE';
    return {
      fr: `Le temps jusqu’à ${fr} est compté${without ? ' ; le forfait ne promet aucun délai' : ''}.`,
      en: `The time until ${en} is counted${without ? '; the plan promises no deadline' : ''}.`,
    };
  },
  'clock.imported': (told) => ({
    fr: `Dans un autre système, ${metric(told).fr} a été mesurée jusqu’au ${when(told, told.payload['endedAt']).fr}.`,
    en: `In another system ${metric(told).en} was measured until ${when(told, told.payload['endedAt']).en}.`,
  }),
  'clock.at_risk': (told) => ({
    fr: `La première réponse arrive bientôt à échéance : elle est promise pour le ${when(told, told.payload['dueAt']).fr}.`,
    en: `The first response is due soon: it is promised by ${when(told, told.payload['dueAt']).en}.`,
  }),
  'clock.breached': (told) => ({
    fr: `La première réponse, promise pour le ${when(told, told.payload['dueAt']).fr}, n’est pas venue à temps.`,
    en: `The first response, promised by ${when(told, told.payload['dueAt']).en}, did not come in time.`,
  }),
  'clock.ended': ended,
  'clock.resumed': (told) => ({
    fr: `Le temps jusqu’à ${metric(told).fr} est compté de nouveau : le ticket a été rouvert.`,
    en: `The time until ${metric(told).en} is counted again: the ticket was re-opened.`,
  }),
  'clock.due_changed': (told) => {
    const before = told.payload['before'] === null ? null : when(told, told.payload['before']);
    const cause = dueChangeCause(told.payload);
    return {
      fr: `La première réponse est désormais promise pour le ${when(told, told.payload['after']).fr}${before ? `, et non plus pour le ${before.fr}` : ''} : ${cause.fr}.`,
      en: `The first response is now promised by ${when(told, told.payload['after']).en}${before ? `, no longer by ${before.en}` : ''}: ${cause.en}.`,
    };
  },
  'clock.recounted': (told) => ({
    fr: `Le temps jusqu’à ${metric(told).fr} compte sur un autre calendrier ; son échéance, s’il y en a une, ne bouge pas.`,
    en: `The time until ${metric(told).en} counts in another calendar; its deadline, if it has one, stays.`,
  }),
  'clock.repair_proposed': (told) => ({
    fr: `Une correction du temps compté jusqu’à ${metric(told).fr} est proposée.`,
    en: `A correction of the time counted until ${metric(told).en} was proposed.`,
  }),
  'clock.repair_refused': (told) => ({
    fr: `Une correction du temps compté jusqu’à ${metric(told).fr} est refusée.`,
    en: `A correction of the time counted until ${metric(told).en} was refused.`,
  }),
  'clock.repaired': (told) => {
    const { proposedById, approvedById } = told.payload;
    const people = [called(told, proposedById), called(told, approvedById)] as const;
    const set = corrected(told);
    return {
      fr: `Le temps compté jusqu’à ${metric(told).fr} a été corrigé : ${set.fr}. Proposé par ${people[0].fr}, approuvé par ${people[1].fr}.`,
      en: `The time counted until ${metric(told).en} was corrected: ${set.en}. Proposed by ${people[0].en}, approved by ${people[1].en}.`,
    };
  },
  'clock.silent': (told) => {
    const waited = duration(Number(told.payload['businessMinutes']));
    return {
      fr: `Le client attend ${metric(told).fr}, et le fournisseur se tait depuis ${waited} de temps ouvré.`,
      en: `The customer waits for ${metric(told).en}, and the vendor has been silent for ${waited} of business time.`,
    };
  },
};

function metric({ payload }: Told): Text {
  return METRICS[String(payload['metric'])]!;
}

/** Why a deadline moved, as a clause: "the severity was raised". */
export function dueChangeCause({ cause, plan }: { cause?: unknown; plan?: unknown }): Text {
  switch (cause) {
    case 'PLAN_CHANGED': {
      const name = PLAN_NAMES[plan as PlanCode];
      return { fr: `le forfait ${name} a pris effet`, en: `the plan ${name} began` };
    }
    case 'MERGED':
      return {
        fr: 'un ticket dont l’échéance est antérieure a été fusionné avec celui-ci',
        en: 'a ticket with an earlier deadline was merged into this one',
      };
    default:
      return causeOf(cause);
  }
}

function causeOf(cause: unknown): Text {
  return CAUSES[cause as string] ?? { fr: 'le ticket a changé', en: 'the ticket changed' };
}

function ended(told: Told): Text {
  const { metric: of, state, dueAt } = told.payload;
  const promised = dueAt === null ? null : when(told, told.payload['dueAt']);
  if (promised && state === 'MET') {
    return {
      fr: `La première réponse est venue à temps : elle était promise pour le ${promised.fr}.`,
      en: `The first response came in time: it was promised by ${promised.en}.`,
    };
  }
  if (promised && state === 'BREACHED') {
    return {
      fr: `La première réponse est venue en retard : elle était promise pour le ${promised.fr}.`,
      en: `The first response came late: it was promised by ${promised.en}.`,
    };
  }
  const cause = causeOf(told.payload['cause']);
  if (of !== 'RESOLUTION' && told.payload['cause'] === 'RESPONSE') {
    const { fr, en } = metric(told);
    return { fr: `${fr} est venue.`, en: `${en} came.` };
  }
  return {
    fr: `Le temps jusqu’à ${metric(told).fr} n’est plus compté : ${cause.fr}.`,
    en: `The time until ${metric(told).en} is counted no more: ${cause.en}.`,
  };
}

function corrected(told: Told): Text {
  const { correction, correctedTo } = told.payload;
  const at = correctedTo === null ? both('') : when(told, told.payload['correctedTo']);
  switch (correction) {
    case 'RESPONDED_AT':
      return { fr: `la réponse date du ${at.fr}`, en: `the response was given on ${at.en}` };
    case 'DUE_AT':
      return { fr: `l’échéance est le ${at.fr}`, en: `the deadline is ${at.en}` };
    default:
      return { fr: 'il ne donne plus de verdict', en: 'it gives no verdict any more' };
  }
}
