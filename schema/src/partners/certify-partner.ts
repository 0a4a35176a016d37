import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { partnerAtHand } from './partner-at-hand.ts';

export const CERTIFY_PARTNER_PROBLEMS = [InvalidInputProblem];

const certifyPartnerInput = z.object({
  partnerId: z.string(),
  level: z.enum(['ASSOCIATE', 'PROFESSIONAL', 'EXPERT']),
  startsAt: z.date().nullish(),
  expiresAt: z.date(),
});

/** Certifies a partner, or renews its certification, until an instant (S22). Throws one of CERTIFY_PARTNER_PROBLEMS. */
export async function certifyPartner(
  ctx: Context,
  raw: z.input<typeof certifyPartnerInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'partner.certify');
  const { partnerId, level, ...input } = parse(certifyPartnerInput, raw);
  const startsAt = input.startsAt ?? now;
  const { expiresAt } = input;
  if (expiresAt <= startsAt || expiresAt <= now) {
    throw new InvalidInputProblem([
      {
        path: 'expiresAt',
        code: 'NOT_AFTER_START',
        text: {
          fr: 'doit suivre le début et l’instant présent.',
          en: 'must come after the start, and after now.',
        },
      },
    ]);
  }
  return transact(ctx, actor, async (tx) => {
    await partnerAtHand(tx, partnerId);
    const id = newId('cer');
    await tx.partnerCertification.create({ data: { id, partnerId, level, startsAt, expiresAt } });
    return {
      value: { id: partnerId },
      events: [
        happenedAtVendor('partner.certified', partnerId, {
          certificationId: id,
          level,
          startsAt: startsAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
        }),
      ],
    };
  });
}
