import { newId } from '@tierline/prisma/ids';
import type { PlanCode } from '../plans/plan.rules.ts';
import type { Tx } from '../event.ts';

/**
 * What an account has on its first day, written as of `now` by its clock: the current terms, every service, its plan, and on
 * Premium a TAM. The jobs let plan and promises begin, as they do outside.
 */
export async function furnish(
  tx: Tx,
  { id: accountId, planCode }: { id: string; planCode: PlanCode },
  now: Date,
): Promise<void> {
  const { currentTermsVersion: version } = await tx.programme.findUniqueOrThrow({ where: { id: 1 } });
  await tx.account.update({
    where: { id: accountId },
    data: {
      acceptedTermsVersion: version,
      createdAt: now,
      goLiveAt: now,
      ledgerDueAt: null,
      obligationsDueAt: now,
    },
  });
  await tx.termsAcceptance.create({ data: { accountId, version, acceptedAt: now } });
  const skus = await tx.sku.findMany({ select: { code: true }, orderBy: { code: 'asc' } });
  await tx.subscription.createMany({
    data: skus.map(({ code }) => ({ id: newId('sub'), accountId, skuCode: code, startsAt: now })),
  });
  await tx.profile.create({ data: { id: newId('prf'), accountId, name: 'main' } });
  if (planCode === 'BASIC') return;
  await tx.planPeriod.create({ data: { id: newId('per'), accountId, planCode, startsAt: now } });
  if (planCode !== 'PREMIUM') return;
  const tam = await tx.staffMember.findFirstOrThrow({
    where: { sandboxId: accountId, roles: { has: 'TAM' } },
    orderBy: { id: 'asc' },
  });
  await tx.tamAssignment.create({
    data: {
      id: newId('tam'),
      accountId,
      tamId: tam.id,
      experienceSince: new Date('2020-01-01'),
      startsAt: now,
    },
  });
}
