import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { requirePremium, tamOfAccount } from '../engagements/account-tam.ts';
import { NoTamProblem } from '../engagements/engagement.rules.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { happened, transact, type Tx } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue, type Refinement } from '../problem.ts';

export const PUBLISH_RUNBOOK_PROBLEMS = [InvalidInputProblem, EntitlementRequiredProblem, NoTamProblem];

const publishRunbookInput = z.object({
  accountId: z.string(),
  contacts: z
    .array(
      z
        .object({ role: line(100), contactId: z.string().nullish(), staffId: z.string().nullish() })
        .refine(({ contactId, staffId }) => (contactId == null) !== (staffId == null), {
          params: {
            code: 'ONE_PERSON',
            fr: 'nomme exactement une personne.',
            en: 'names exactly one person.',
          } satisfies Refinement,
        }),
    )
    .min(1)
    .max(20),
  steps: z.array(line(500)).min(1).max(50),
  cadenceMinutes: z.number().int().min(15).max(600),
});

/**
 * Publishes how severe incidents of an account are handled from now on: whom to call, what to do, and how often the
 * customer is told. What is open goes on by the version that it was opened with (S75).
 * Throws one of PUBLISH_RUNBOOK_PROBLEMS.
 */
export async function publishRunbook(
  ctx: Context,
  raw: z.input<typeof publishRunbookInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'runbook.publish');
  const { accountId, contacts, steps, cadenceMinutes } = parse(publishRunbookInput, raw);
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    await requirePremium(tx, accountId, now, INCIDENT_MANAGEMENT);
    await tamOfAccount(tx, actor, accountId, now);
    await checkPeople(tx, accountId, contacts);
    const { _max } = await tx.runbook.aggregate({ where: { accountId }, _max: { version: true } });
    const version = (_max.version ?? 0) + 1;
    const id = newId('rbk');
    await tx.runbook.create({
      data: { id, accountId, version, steps, cadenceMinutes, publishedAt: now, publishedById: actor.id },
    });
    await tx.runbookContact.createMany({
      data: contacts.map(({ role, contactId, staffId }, index) => ({
        runbookId: id,
        accountId,
        position: index + 1,
        role,
        contactId: contactId ?? null,
        staffId: staffId ?? null,
      })),
    });
    const published = { runbookId: id, version, steps: steps.length, cadenceMinutes };
    return {
      value: { id },
      events: [happened('runbook.published', { id: accountId, accountId }, published)],
    };
  });
}

const INCIDENT_MANAGEMENT = {
  fr: 'La gestion personnalisée des incidents',
  en: 'Custom incident management',
};

async function checkPeople(
  tx: Tx,
  accountId: string,
  people: readonly { contactId?: string | null | undefined; staffId?: string | null | undefined }[],
): Promise<void> {
  for (const [index, { contactId, staffId }] of people.entries()) {
    if (contactId && !(await tx.contact.findFirst({ where: { id: contactId, accountId } }))) {
      throw unknownValue(`contacts.${index}.contactId`, contactId);
    }
    if (staffId && !(await tx.staffMember.findUnique({ where: { id: staffId } }))) {
      throw unknownValue(`contacts.${index}.staffId`, staffId);
    }
  }
}
