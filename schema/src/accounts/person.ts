import * as z from 'zod';
import type { Tx } from '../event.ts';
import { emailAddress, line, phoneNumber } from '../input.ts';
import { takenValue, unknownValue } from '../problem.ts';

/** What is told of a person, be it a customer's or the vendor's. */
export const personInput = {
  name: line(200),
  email: emailAddress,
  phone: phoneNumber.nullish().transform((phone) => phone ?? null),
  locale: z
    .enum(['FR', 'EN'])
    .nullish()
    .transform((locale) => locale ?? null),
  /** The subject of the person's tokens at the identity provider; without one the person cannot sign in. */
  subject: line(200)
    .nullish()
    .transform((subject) => subject ?? null),
};

/**
 * Confirms that a token's subject names one person only, contact, staff or partner: whoever shared it would act as the other.
 * Each table's own index settles what happens at the same time within it.
 *
 * @throws InvalidInputProblem TAKEN
 */
export async function checkSubject(tx: Tx, subject: string | null | undefined, path: string): Promise<void> {
  if (!subject) return;
  const [taken] = await tx.$queryRaw<unknown[]>`
    select 1 from "StaffMember" where "subject" = ${subject}
    union all
    select 1 from "Contact" where "subject" = ${subject}
    union all
    select 1 from "PartnerPerson" where "subject" = ${subject}`;
  if (taken) throw takenValue(path);
}

/**
 * Confirms that somebody of the staff can be given something, and lets nobody end their access until the transaction does.
 *
 * @throws InvalidInputProblem UNKNOWN for nobody, and for whoever has no access any more
 */
export async function checkStaffAtWork(tx: Tx, id: string, path: string): Promise<void> {
  const [known] = await tx.$queryRaw<unknown[]>`
    select 1 from "StaffMember" where "id" = ${id} and "accessEndedAt" is null for key share`;
  if (!known) throw unknownValue(path, id);
}
