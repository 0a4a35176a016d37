import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import { revokeKeysOf } from '../api-keys/revoke-keys-of.ts';
import { forgetInArticles } from '../articles/forget-in-articles.ts';
import type { Context } from '../context.ts';
import { transact, type Tx } from '../event.ts';
import { forgetMember, forgetStaff } from '../forum/forget-member.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { continueErasure } from './continue-erasure.ts';
import { eraseNames } from './erase-names.ts';
import { eraseEventsOf, eraseFiles, eraseTextsOf } from './erase-texts.ts';
import { toldOfErasure } from './erasure-events.ts';
import { ERASED, StillHasAccessProblem, wordsOf } from './erasure.rules.ts';
import { eraseMailOf, forget } from './forget-person.ts';
import { personToErase } from './person-to-erase.ts';

export const ERASE_PERSON_PROBLEMS = [InvalidInputProblem, StillHasAccessProblem];

const erasePersonInput = z.object({ personId: z.string(), confirmation: z.string().trim().toLowerCase() });

/** Whoever asks waits so long for the end of it. */
const PATIENCE_MS = 2_000;

/**
 * Forgets a person of a customer or of a partner: who they were, what they wrote, and all that was written on requests that
 * they made; elsewhere in their accounts, and in what the vendor says to everybody, their name, address and number. Events,
 * clocks and figures stay as they are, with an id that leads to nobody (B24). Of somebody of the staff, who has left, only the
 * name and address go, everywhere: what they did and wrote is the vendor's. Done again, it erases what has come since.
 *
 * What is theirs goes at once. What names them elsewhere is gone through place by place, here for a moment, then by
 * `continueErasures`: nobody waits for one long transaction. Throws one of ERASE_PERSON_PROBLEMS.
 */
export async function erasePerson(
  ctx: Context,
  raw: z.input<typeof erasePersonInput>,
): Promise<{ id: string }> {
  const { actor, now, db } = ctx;
  allow(actor, 'person.erase');
  const { personId, confirmation } = parse(erasePersonInput, raw);
  const erasure = await transact(ctx, actor, async (tx) => {
    const person = found(await personToErase(tx, personId), 'person', personId);
    if (confirmation !== person.email) throw notConfirmed();
    const words = wordsOf(person);
    const tickets = await ticketsOf(tx, person.id);
    const days = await daysClosedBy(tx, person.id);
    const files = await eraseFiles(tx, person.id, tickets);
    let texts = await eraseTextsOf(tx, person, { tickets, days });
    const keys = await revokeKeysOf(tx, person, now);
    const events = await eraseEventsOf(tx, person, [person.id, ...tickets, ...keys.map(({ id }) => id)]);
    await eraseMailOf(tx, person, tickets, now);
    await forget(tx, person, now);
    await (person.kind === 'STAFF' ? forgetStaff : forgetMember)(tx, person.id, ERASED);
    texts += await eraseNames(tx, words);
    texts += await forgetInArticles(tx, [person, ...person.formerly], words);
    const { kind, accountId } = person;
    const of = { personId: person.id, kind, accountId, words };
    const counts = { texts, files, events, keys: keys.length };
    const { id } = await tx.erasure.create({
      data: {
        ...{ id: newId('era'), ...of, ...counts, requestedById: actor.id, requestedAt: now },
        accounts: kind === 'STAFF' ? [] : person.accounts,
      },
    });
    return {
      value: { id },
      events: [toldOfErasure('person.erasure_requested', of, { kind }), ...keys.map(({ event }) => event)],
    };
  });
  // It stands from here on: what goes wrong now is tried again by the job, and told there.
  await continueErasure(db, erasure.id, now, PATIENCE_MS).catch(() => {});
  return erasure;
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
