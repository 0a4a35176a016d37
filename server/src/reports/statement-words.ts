import { BENEFITS } from '@tierline/prisma/catalogue/benefits';
import type { Context } from '@tierline/schema/context';
import type { AccountStatement, StatementLine } from '@tierline/schema/contracts/account-statement';
import { PLAN_NAMES } from '@tierline/schema/names';
import { isMidnight, type Language } from './language.ts';

type Movement = AccountStatement['movements'][number];

/** What was agreed, with the plan from it on. */
export function actName({ kind, planCode }: StatementLine, { say }: Language): string {
  const plan = PLAN_NAMES[planCode];
  return {
    SERVICE_ORDER: say(`Commande de services, ${plan}`, `Service order, ${plan}`),
    AMENDMENT: say(`Modification, ${plan}`, `Amendment, ${plan}`),
    RENEWAL: say(`Renouvellement, ${plan}`, `Renewal, ${plan}`),
    TERMINATION: say('Résiliation', 'Termination'),
  }[kind];
}

/** Who agreed to it. */
export function partyName(kind: StatementLine['orderedByKind'], { say }: Language): string {
  if (kind === 'CONTACT') return say('par le client', 'by the customer');
  if (kind === 'STAFF') return say('pour le client, par le fournisseur', 'for the customer, by the vendor');
  return say('de lui-même, comme convenu', 'by itself, as agreed');
}

/** Whose zone an instant is told in: a day that begins with a contract's is the contract's, all else the account's. */
export function zoneOf(at: Date, contractZone: string, accountZone: string): string {
  return isMidnight(at, contractZone) ? contractZone : accountZone;
}

export function benefitName(benefit: Movement['benefit'], { say }: Language): string {
  const { fr, en } = BENEFITS[benefit].label;
  return say(fr, en);
}

export function movementName(kind: Movement['kind'], { say }: Language): string {
  return {
    GRANT: say('Accordé', 'Granted'),
    RESERVE: say('Réservé', 'Reserved'),
    CONSUME: say('Utilisé', 'Used'),
    RELEASE: say('Rendu', 'Given back'),
    EXPIRE: say('Expiré', 'Expired'),
  }[kind];
}

/** Says why units moved, with the course or the ticket that moved them. */
export async function movementCauses(
  { db }: Context,
  movements: readonly Movement[],
  { say, day }: Language,
): Promise<(movement: Movement) => string> {
  const ids = (cause: Movement['cause']) =>
    movements.flatMap((one) => (one.cause === cause && one.causeId !== null ? [one.causeId] : []));
  const bookings = await db.trainingBooking.findMany({
    where: { id: { in: ids('BOOKING') } },
    include: { session: { include: { course: true } } },
  });
  const tickets = await db.ticket.findMany({ where: { id: { in: ids('TICKET') } } });
  const details = new Map([
    ...bookings.map(({ id, session: { course, startsAt, timeZone } }) => {
      const title = say(course.titleFr, course.titleEn);
      return [id, `${title}, ${day(startsAt, timeZone)}`] as const;
    }),
    ...tickets.map(({ id, number, subject }) => [id, `T-${number}, ${subject}`] as const),
  ]);
  return ({ cause, kind, causeId }) => {
    switch (cause) {
      case 'CONTRACT_YEAR':
        return kind === 'EXPIRE'
          ? say('Fin de l’année contractuelle', 'The contract year ended')
          : say('Début de l’année contractuelle', 'The contract year began');
      case 'PLAN_CHANGE':
        return say('Changement de forfait', 'The plan changed');
      default:
        return details.get(causeId ?? '') ?? NONE;
    }
  };
}

const NONE = '–';
