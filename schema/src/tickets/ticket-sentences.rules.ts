import { setApart } from '../french.ts';
import { duration } from '../notifications/notice-times.rules.ts';
import { PLAN_NAMES } from '../names.ts';
import type { PlanCode } from '../plans/plan.rules.ts';
import type { Text } from '../problem.ts';
import { CLOCK_SENTENCES } from '../sla/clock-sentences.rules.ts';
import { changedSentence } from './classification-sentence.rules.ts';
import { SCOPE_SENTENCES } from './scope-sentences.rules.ts';
import {
  both,
  called,
  capital,
  listed,
  reason,
  severity,
  state,
  when,
  within,
  type Sentence,
  type Told,
} from './telling.rules.ts';

/** What is known of a type of events: what it means, and the form of its payloads. */
interface Meaning {
  text: Text;
  payload: { safeParse(payload: unknown): { success: boolean } };
}

/**
 * What happened to a ticket, from the payload of its event: to what, by how much and why. Where the type says all there
 * is, and for a payload of a form that is not known any more, what its type means. It tells nothing that the payload does
 * not, so whoever may see the event may read it.
 */
export function ticketSentence(type: string, meaning: Meaning | undefined, told: Told): Text {
  const sentence = Object.hasOwn(SENTENCES, type) ? SENTENCES[type] : undefined;
  if (!sentence || !meaning?.payload.safeParse(told.payload).success) return meaning?.text ?? both(type);
  const { fr, en } = sentence(told);
  return { fr: setApart(capital(fr)), en: capital(en) };
}

const CHANNELS: Record<string, Text> = {
  WEB: { fr: 'en ligne', en: 'on the web' },
  EMAIL: { fr: 'par e-mail', en: 'by email' },
  PHONE: { fr: 'par téléphone', en: 'by telephone' },
};

const SENTENCES: Record<string, Sentence> = {
  ...CLOCK_SENTENCES,
  ...SCOPE_SENTENCES,
  'ticket.opened': (told) => {
    const { requesterId, requestType, channel, plan, relatedToId } = told.payload;
    const [who, what, how] = [
      called(told, requesterId),
      called(told, requestType),
      CHANNELS[String(channel)]!,
    ];
    const from = relatedToId === null ? null : called(told, relatedToId);
    const name = PLAN_NAMES[plan as PlanCode];
    return {
      fr: `Ouvert pour ${who.fr} ${how.fr} : ${what.fr}, gravité ${severity(told, 'severity').fr}, forfait ${name}.${from ? ` Issu de ${from.fr}.` : ''}`,
      en: `Opened for ${who.en} ${how.en}: ${what.en}, severity ${severity(told, 'severity').en}, plan ${name}.${from ? ` It arose from ${from.en}.` : ''}`,
    };
  },
  'ticket.imported': (told) => {
    const { requesterId, requestType } = told.payload;
    const [who, what] = [called(told, requesterId), called(told, requestType)];
    return {
      fr: `Repris d’un autre système pour ${who.fr} : ${what.fr}, gravité ${severity(told, 'severity').fr}, reçu là-bas le ${when(told, told.payload['receivedAt']).fr}.`,
      en: `Taken over from another system for ${who.en}: ${what.en}, severity ${severity(told, 'severity').en}, received there on ${when(told, told.payload['receivedAt']).en}.`,
    };
  },
  'ticket.replied': ({ payload: { by } }) => REPLIES[String(by)]!,
  'ticket.message_redacted': (told) => ({
    fr: `${taken(told).fr} d’un message ; le message reste.`,
    en: `${taken(told).en} a message; that there was one stays.`,
  }),
  'ticket.note_redacted': (told) => ({
    fr: `${taken(told).fr} d’une note interne.`,
    en: `${taken(told).en} an internal note.`,
  }),
  'ticket.labelled': (told) => {
    const [added, removed] = ['added', 'removed'].map((name) => namesOf(told, name)) as [Text[], Text[]];
    const parts = [
      ...(added.length > 0 ? [prefixed({ fr: 'ajoutées : ', en: 'put on it: ' }, added)] : []),
      ...(removed.length > 0 ? [prefixed({ fr: 'retirées : ', en: 'taken off: ' }, removed)] : []),
    ];
    const { fr, en } = listed(parts, { fr: ' ; ', en: '; ' });
    return { fr: `Étiquettes ${fr}.`, en: `Labels ${en}.` };
  },
  'ticket.watched': (told) => ({
    fr: `${called(told, told.payload['contactId']).fr} suit le ticket.`,
    en: `${called(told, told.payload['contactId']).en} follows the ticket.`,
  }),
  'ticket.unwatched': (told) => ({
    fr: `${called(told, told.payload['contactId']).fr} ne suit plus le ticket.`,
    en: `${called(told, told.payload['contactId']).en} follows the ticket no more.`,
  }),
  'ticket.followed': (told) => ({
    fr: `${called(told, told.payload['staffId']).fr} suit le ticket.`,
    en: `${called(told, told.payload['staffId']).en} watches the ticket.`,
  }),
  'ticket.unfollowed': (told) => ({
    fr: `${called(told, told.payload['staffId']).fr} ne suit plus le ticket.`,
    en: `${called(told, told.payload['staffId']).en} watches the ticket no more.`,
  }),
  'ticket.assigned': (told) => {
    const [before, after] = [holder(within(told, 'before')), holder(within(told, 'after'))];
    const chosen = choice(told);
    return {
      fr: `Le ticket est confié à ${after.fr}${chosen.fr} ; avant : ${before.fr}.`,
      en: `The ticket was given to ${after.en}${chosen.en}; before: ${before.en}.`,
    };
  },
  'ticket.reclassified': changedSentence,
  'ticket.rating_asked': (told) => ({
    fr: `La personne qui a ouvert la demande est invitée à l’évaluer jusqu’au ${when(told, told.payload['closesAt']).fr}.`,
    en: `Whoever made the request is asked to rate it until ${when(told, told.payload['closesAt']).en}.`,
  }),
  'ticket.rated': ({ payload: { before, after } }) =>
    before === null
      ? {
          fr: `La demande a été évaluée : ${after as number} sur 5.`,
          en: `The request was rated: ${after as number} of 5.`,
        }
      : {
          fr: `L’évaluation de la demande est passée de ${before as number} à ${after as number} sur 5.`,
          en: `The rating of the request changed from ${before as number} to ${after as number} of 5.`,
        },
  'ticket.known_event_linked': (told) => ({
    fr: `Le fournisseur connaît déjà ce qui est signalé : « ${called(told, told.payload['eventId']).fr} » sur la page d’état.`,
    en: `The vendor knows of it already: “${called(told, told.payload['eventId']).en}” on the status page.`,
  }),
  'ticket.severity_raised': (told) => {
    const [before, after] = [severity(told, 'before'), severity(told, 'after')];
    return told.payload['cause'] === 'CORRECTION'
      ? {
          fr: `La gravité a été relevée de ${before.fr} à ${after.fr}, car elle avait été mal jugée.`,
          en: `The severity was raised from ${before.en} to ${after.en}, because it had been misjudged.`,
        }
      : {
          fr: `La gravité a été relevée de ${before.fr} à ${after.fr}, car la situation s’est aggravée.`,
          en: `The severity was raised from ${before.en} to ${after.en}, because it got worse.`,
        };
  },
  'ticket.severity_lowered': (told) => ({
    fr: `La gravité a été abaissée de ${severity(told, 'before').fr} à ${severity(told, 'after').fr} ; le client peut le contester une fois.`,
    en: `The severity was lowered from ${severity(told, 'before').en} to ${severity(told, 'after').en}; the customer may contest that once.`,
  }),
  'ticket.severity_restored': (told) => ({
    fr: `La gravité est de nouveau ${severity(told, 'after').fr}, comme si elle n’avait pas été abaissée à ${severity(told, 'before').fr}.`,
    en: `The severity is ${severity(told, 'after').en} again, as if it had never been lowered to ${severity(told, 'before').en}.`,
  }),
  'ticket.waiting': ({ payload: { after, reason: why } }) =>
    after === 'WAITING_ON_CUSTOMER'
      ? { fr: 'Le ticket attend le client.', en: 'The ticket waits for the customer.' }
      : {
          fr: `Le ticket attend un tiers${reason(why).fr}`,
          en: `The ticket waits for a third party${reason(why).en}`,
        },
  'ticket.resumed': (told) => ({
    fr: `Le ticket, jusque-là ${state(told, 'before').fr}, a été repris.`,
    en: `The ticket, until now ${state(told, 'before').en}, was taken up again.`,
  }),
  'ticket.reopened': (told) => ({
    fr: `Le ticket, jusque-là ${state(told, 'before').fr}, a été rouvert${reason(told.payload['reason']).fr}`,
    en: `The ticket, until now ${state(told, 'before').en}, was re-opened${reason(told.payload['reason']).en}`,
  }),
  'ticket.cancelled': (told) => {
    const belongsTo = called(told, told.payload['belongsToId']);
    switch (told.payload['reason']) {
      case 'SPAM':
        return {
          fr: 'Le ticket a été annulé, car jugé indésirable.',
          en: 'The ticket was cancelled as spam.',
        };
      case 'DUPLICATE':
        return {
          fr: `Le ticket a été annulé, car il figure déjà dans ${belongsTo.fr}.`,
          en: `The ticket was cancelled, because it stands in ${belongsTo.en} already.`,
        };
      default:
        return {
          fr: `Le ticket a été fusionné avec ${belongsTo.fr}, où il continue.`,
          en: `The ticket was merged into ${belongsTo.en}, where it goes on.`,
        };
    }
  },
  'ticket.split': (told) => ({
    fr: `Une autre question est devenue un ticket à part, ${called(told, told.payload['childId']).fr}.`,
    en: `Another question became a ticket of its own, ${called(told, told.payload['childId']).en}.`,
  }),
  'ticket.absorbed': (told) => ({
    fr: `${called(told, told.payload['ticketId']).fr} a été fusionné avec ce ticket et continue ici.`,
    en: `${called(told, told.payload['ticketId']).en} was merged into this ticket and goes on here.`,
  }),
  'ticket.times_proposed': (told) => {
    const { startsAt, durationMinutes } = told.payload;
    const times = (startsAt as string[]).toSorted().map((start) => when(told, start));
    const { fr, en } = listed(times, { fr: ' ; ', en: '; ' });
    const minutes = duration(Number(durationMinutes));
    return {
      fr: `Des créneaux de ${minutes} sont proposés pour la réunion demandée : ${fr}.`,
      en: `Times of ${minutes} are proposed for the meeting that was asked for: ${en}.`,
    };
  },
  'ticket.meeting_agreed': (told) => {
    const { durationMinutes, organizerId, startsAt } = told.payload;
    const [who, at] = [called(told, organizerId), when(told, startsAt)];
    const minutes = duration(Number(durationMinutes));
    return {
      fr: `La réunion demandée, de ${minutes} avec ${who.fr}, a lieu le ${at.fr}.`,
      en: `The meeting that was asked for, of ${minutes} with ${who.en}, takes place on ${at.en}.`,
    };
  },
  'ticket.meeting_scheduled': (told) => {
    const { before, durationMinutes, organizerId } = told.payload;
    const who = called(told, organizerId);
    const minutes = duration(Number(durationMinutes));
    const until = before === null ? null : when(told, told.payload['before']);
    return {
      fr: `Une réunion de ${minutes} avec ${who.fr} a lieu le ${when(told, told.payload['startsAt']).fr}${until ? `, et non plus le ${until.fr}` : ''}.`,
      en: `A meeting of ${minutes} with ${who.en} takes place on ${when(told, told.payload['startsAt']).en}${until ? `, no longer on ${until.en}` : ''}.`,
    };
  },
};

const REPLIES: Record<string, Text> = {
  CUSTOMER: { fr: 'Le client a répondu.', en: 'The customer replied.' },
  PARTNER: {
    fr: 'Un partenaire a répondu au nom du client.',
    en: 'A partner replied in the customer’s name.',
  },
  VENDOR: { fr: 'Le fournisseur a répondu.', en: 'The vendor replied.' },
};

/** "le texte et 2 fichiers ont été retirés", "the text and 2 files were taken out of". */
function taken({ payload }: Told): Text {
  const files = (payload['attachmentIds'] as string[]).length;
  const parts = [
    ...(payload['text'] === true ? [{ fr: 'le texte', en: 'the text' }] : []),
    ...(files > 0
      ? [files === 1 ? { fr: 'un fichier', en: 'a file' } : { fr: `${files} fichiers`, en: `${files} files` }]
      : []),
  ];
  const { fr, en } = listed(parts, { fr: ' et ', en: ' and ' });
  const several = files > 1 || parts.length > 1;
  return {
    fr: `${fr} ${several ? 'ont été retirés' : 'a été retiré'}`,
    en: `${en} ${several ? 'were' : 'was'} taken out of`,
  };
}

function namesOf(told: Told, name: string): Text[] {
  return (told.payload[name] as string[]).map((id) => called(told, id));
}

function prefixed(before: Text, names: readonly Text[]): Text {
  const { fr, en } = listed(names, both(', '));
  return { fr: `${before.fr}${fr}`, en: `${before.en}${en}` };
}

/** Whose a ticket is: a person, a team, both or nobody. */
function holder(told: Told): Text {
  const { assigneeId, teamId } = told.payload;
  if (assigneeId === null && teamId === null) return { fr: 'personne', en: 'nobody' };
  const [person, team] = [called(told, assigneeId), called(told, teamId)];
  if (teamId === null) return person;
  return assigneeId === null
    ? { fr: `l’équipe ${team.fr}`, en: `team ${team.en}` }
    : { fr: `${person.fr} (équipe ${team.fr})`, en: `${person.en} (team ${team.en})` };
}

/** Why these, where a rule chose them. */
function choice({ payload }: Told): Text {
  const rule = (payload['why'] as { rule: string } | undefined)?.rule;
  switch (rule) {
    case undefined:
      return both('');
    case 'TAM':
      return { fr: ', TAM du compte', en: ', the TAM of the account' };
    case 'BACKUP':
      return { fr: ', qui remplace le TAM du compte', en: ', who stands in for the TAM of the account' };
    default:
      return { fr: `, par la règle ${rule}`, en: `, by rule ${rule}` };
  }
}
