import * as z from 'zod';
import { reach, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { line, prose } from '../input.ts';
import { found, InvalidInputProblem, unknownValue } from '../problem.ts';
import type { ObjectiveStatus } from './objective.rules.ts';

/** The part of an input that says what is to be achieved (S78). */
export const objectiveInput = {
  outcome: prose(2_000),
  measure: line(500),
  targetOn: z.iso.date(),
  ownerContactId: z.string().nullish(),
  ownerStaffId: z.string().nullish(),
};

/** A note that may be left out. */
export const noteInput = prose(2_000)
  .nullish()
  .transform((note) => note ?? null);

/**
 * An objective with the version that stands, locked with its account until the transaction ends.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 */
export async function objectiveAtHand(tx: Tx, actor: SignedInActor, id: string) {
  const { accountId } = found(await tx.successObjective.findUnique({ where: { id } }), 'objective', id);
  reach(actor, accountId);
  // Its rows are only ever added to: what is locked is the account.
  await tx.$queryRaw`select 1 from "Account" where "id" = ${accountId} for no key update`;
  const stands = await tx.objectiveVersion.findFirstOrThrow({
    where: { objectiveId: id },
    orderBy: { version: 'desc' },
  });
  return { id, accountId, stands };
}

interface Content {
  outcome: string;
  measure: string;
  targetOn: Date;
  ownerContactId: string | null;
  ownerStaffId: string | null;
  status: ObjectiveStatus;
  progress: number;
  note: string | null;
}

/** Writes the next version of an objective: what it says from now on. */
export async function writeVersion(
  tx: Tx,
  { id, accountId, version }: { id: string; accountId: string; version: number },
  { outcome, measure, targetOn, ownerContactId, ownerStaffId, status, progress, note }: Content,
  { actor, now }: { actor: SignedInActor; now: Date },
): Promise<void> {
  await tx.objectiveVersion.create({
    data: {
      objectiveId: id,
      accountId,
      version,
      outcome,
      measure,
      targetOn,
      ownerContactId,
      ownerStaffId,
      status,
      progress,
      note,
      at: now,
      ...(actor.kind === 'staff' ? { byStaffId: actor.id } : { byContactId: actor.id }),
    },
  });
}

interface Owner {
  ownerContactId?: string | null | undefined;
  ownerStaffId?: string | null | undefined;
}

/**
 * Who owns an objective: exactly one person, of the account or of the vendor.
 *
 * @throws InvalidInputProblem
 */
export async function ownerOf(tx: Tx, accountId: string, owner: Owner) {
  const ownerContactId = owner.ownerContactId ?? null;
  const ownerStaffId = owner.ownerStaffId ?? null;
  if ((ownerContactId === null) === (ownerStaffId === null)) {
    throw new InvalidInputProblem([
      {
        path: 'ownerContactId',
        code: 'ONE_OWNER',
        text: {
          fr: 'ou ownerStaffId : exactement une personne en est chargée.',
          en: 'or ownerStaffId: exactly one person owns it.',
        },
      },
    ]);
  }
  const there = { accessEndedAt: null };
  const contact = { ...there, accountId, erasedAt: null };
  if (ownerContactId && !(await tx.contact.findFirst({ where: { id: ownerContactId, ...contact } }))) {
    throw unknownValue('ownerContactId', ownerContactId);
  }
  if (ownerStaffId && !(await tx.staffMember.findFirst({ where: { id: ownerStaffId, ...there } }))) {
    throw unknownValue('ownerStaffId', ownerStaffId);
  }
  return { ownerContactId, ownerStaffId };
}
