import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { happened, transact, type Tx } from '../event.ts';
import { line } from '../input.ts';
import { regenerateObligations } from '../obligations/regenerate-obligations.ts';
import { planAt } from '../plans/plan-at.ts';
import { InvalidInputProblem, parse, unknownValue, type Refinement } from '../problem.ts';
import { changeTam } from './tam.rules.ts';

export const ASSIGN_TAM_PROBLEMS = [InvalidInputProblem, EntitlementRequiredProblem];

const assignTamInput = z
  .object({
    accountId: z.string(),
    tamId: z.string(),
    backupId: z.string().nullish(),
    experienceSince: z.iso.date(),
    qualification: line(200).nullish(),
    startsAt: z.date().nullish(),
    endsAt: z.date().nullish(),
  })
  .refine(({ tamId, backupId }) => tamId !== backupId, {
    path: ['backupId'],
    params: {
      code: 'SAME_PERSON',
      fr: 'ne peut pas être le TAM lui-même.',
      en: 'cannot be the TAM too.',
    } satisfies Refinement,
  });

/**
 * Names an account's Technical Account Manager, with a backup, from an instant on: now unless told (S66). Only for an
 * account that is on Premium then. Whoever is it until then, stays in the history.
 * Throws one of ASSIGN_TAM_PROBLEMS.
 */
export async function assignTam(
  ctx: Context,
  raw: z.input<typeof assignTamInput>,
): Promise<{ accountId: string }> {
  const { actor, now } = ctx;
  allow(actor, 'tam.assign');
  const input = parse(assignTamInput, raw);
  const { accountId, tamId } = input;
  const backupId = input.backupId ?? null;
  const period = { startsAt: input.startsAt ?? now, endsAt: input.endsAt ?? null };
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    await checkTam(tx, tamId, 'tamId');
    if (backupId) await checkTam(tx, backupId, 'backupId');
    const standing = await tx.tamAssignment.findMany({ where: { accountId }, orderBy: { startsAt: 'asc' } });
    const { cut, replaced } = changeTam(standing, period, now);
    const plan = await planAt(tx, accountId, period.startsAt);
    if (plan !== 'PREMIUM') throw new EntitlementRequiredProblem(A_TAM, plan, 'PREMIUM');
    if (input.experienceSince > period.startsAt.toISOString().slice(0, 10)) throw notExperienced();
    if (cut) await tx.tamAssignment.update({ where: { id: cut.id }, data: { endsAt: period.startsAt } });
    if (replaced) await tx.tamAssignment.delete({ where: { id: replaced.id } });
    const assignment = {
      id: newId('tam'),
      accountId,
      tamId,
      backupId,
      experienceSince: new Date(`${input.experienceSince}T00:00:00Z`),
      qualification: input.qualification ?? null,
      ...period,
    };
    await tx.tamAssignment.create({ data: assignment });
    return {
      value: { accountId },
      events: [
        happened(
          'tam.assigned',
          { id: accountId, accountId },
          {
            assignmentId: assignment.id,
            before: (cut ?? replaced)?.tamId ?? null,
            tamId,
            backupId,
            startsAt: period.startsAt.toISOString(),
            endsAt: period.endsAt?.toISOString() ?? null,
          },
        ),
        ...(await regenerateObligations(tx, accountId, now, 'TAM_CHANGED')),
      ],
    };
  });
}

const A_TAM = {
  fr: 'Un Technical Account Manager attitré',
  en: 'A named Technical Account Manager',
};

async function checkTam(tx: Tx, id: string, path: string): Promise<void> {
  const person = await tx.staffMember.findUnique({ where: { id } });
  if (!person) throw unknownValue(path, id);
  if (person.roles.includes('TAM')) return;
  throw new InvalidInputProblem([
    {
      path,
      code: 'NOT_A_TAM',
      text: { fr: 'n’a pas le rôle de TAM.', en: 'does not have the role of a TAM.' },
    },
  ]);
}

function notExperienced(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'experienceSince',
      code: 'TOO_BIG',
      text: {
        fr: 'vient après le début : un TAM est expérimenté quand il commence.',
        en: 'comes after the start: a TAM is experienced when beginning.',
      },
    },
  ]);
}
