import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import { revokeKeysOf } from '../api-keys/revoke-keys-of.ts';
import { forgetInArticles } from '../articles/forget-in-articles.ts';
import type { Context } from '../context.ts';
import { happened, happenedAtVendor, transact, type NewEvent, type Tx } from '../event.ts';
import { forgetMember, forgetStaff } from '../forum/forget-member.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { eraseEvents, eraseFiles, eraseTexts } from './erase-texts.ts';
import { ERASED, StillHasAccessProblem, wordsOf } from './erasure.rules.ts';
import { eraseMail, forget } from './forget-person.ts';
import { personToErase, type PersonToErase } from './person-to-erase.ts';

export const ERASE_PERSON_PROBLEMS = [InvalidInputProblem, StillHasAccessProblem];

const erasePersonInput = z.object({ personId: z.string(), confirmation: z.string().trim().toLowerCase() });

/** What was erased; kept as the event `person.erased`. */
export interface ErasureReceipt {
  personId: string;
  eventId: string;
  /** RFC 3339. */
  erasedAt: string;
  texts: number;
  files: number;
  events: number;
  keys: number;
}

/**
 * Forgets a person of a customer or of a partner: who they were, what they wrote, and all that was written on requests that
 * they made; elsewhere in their accounts their name, address and number. Events, clocks and figures stay as they are, with
 * an id that leads to nobody (B24). Of somebody of the staff, who has left, only the name and address go, everywhere: what
 * they did and wrote is the vendor's. Done again, it erases what has come since. Throws one of ERASE_PERSON_PROBLEMS.
 */
export async function erasePerson(
  ctx: Context,
  raw: z.input<typeof erasePersonInput>,
): Promise<ErasureReceipt> {
  const { actor, now } = ctx;
  allow(actor, 'person.erase');
  const { personId, confirmation } = parse(erasePersonInput, raw);
  return transact(ctx, actor, async (tx) => {
    const person = found(await personToErase(tx, personId), 'person', personId);
    if (confirmation !== person.email) throw notConfirmed();
    const tickets = await ticketsOf(tx, person.id);
    const days = await daysClosedBy(tx, person.id);
    const files = await eraseFiles(tx, person.id, tickets);
    const texts = await eraseTexts(tx, person, { tickets, days });
    const keys = await revokeKeysOf(tx, person, now);
    const subjects = [person.id, ...tickets, ...keys.map(({ id }) => id)];
    const events = await eraseEvents(tx, person, subjects);
    await eraseMail(tx, person, tickets, now);
    await forget(tx, person, now);
    const words = wordsOf(person);
    await (person.kind === 'STAFF' ? forgetStaff : forgetMember)(tx, person.id, words, ERASED);
    await forgetInArticles(tx, words, ERASED);
    const counts = { texts, files, events: events.length, keys: keys.length };
    const id = newId('evt');
    return {
      value: { personId, eventId: id, erasedAt: now.toISOString(), ...counts },
      events: [
        { ...toldOf(person, 'person.erased', { kind: person.kind, ...counts }), id },
        ...keys.map(({ event }) => event),
      ],
    };
  });
}

function notConfirmed(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'confirmation',
      code: 'UNKNOWN',
      text: {
        fr: 'n’est pas l’adresse e-mail de cette personne.',
        en: 'is not the e-mail address of this person.',
      },
    },
  ]);
}

/** The requests that the person made, locked: nothing is added to them meanwhile. */
async function ticketsOf(tx: Tx, personId: string): Promise<string[]> {
  const tickets = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "Ticket" where "requesterId" = ${personId} order by "id" for update`;
  return tickets.map(({ id }) => id);
}

/** The local days that the person closed, for a reason that they wrote. */
async function daysClosedBy(tx: Tx, personId: string): Promise<{ on: string; accountId: string }[]> {
  return tx.$queryRaw`
    select distinct e."accountId", e."payload" ->> 'on' as "on" from "Contact" c
    join "Event" e on e."subject" = c."accountId" and e."type" = 'account.day_closed' and e."actorId" = c."id"
    where c."id" = ${personId}`;
}

function toldOf(
  { id, accountId }: PersonToErase,
  type: 'person.erased',
  payload: NewEvent['payload'],
): NewEvent {
  return accountId ? happened(type, { id, accountId }, payload) : happenedAtVendor(type, id, payload);
}
