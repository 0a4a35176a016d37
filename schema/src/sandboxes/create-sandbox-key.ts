import { newId } from '@tierline/prisma/ids';
import { asTenant } from '@tierline/prisma/tenancy';
import * as z from 'zod';
import { allow, checkStanding } from '../access.ts';
import { hashOf, hintOf, newSecret } from '../api-keys/secret.ts';
import { realTime, type Context } from '../context.ts';
import { happenedAtVendor, transact, type Tx } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { SCOPES } from '../scopes.ts';
import { partnerOf } from './partner-of.ts';
import { checkSandboxId, sandboxAtHand } from './sandbox-at-hand.ts';
import { PERSONAS, type Persona } from './sandbox.rules.ts';

export const CREATE_SANDBOX_KEY_PROBLEMS = [InvalidInputProblem];

const DAY_MS = 86_400_000;

const createSandboxKeyInput = z.object({
  sandboxId: z.string(),
  persona: z.enum(PERSONAS),
  expiresInDays: z.number().int().min(1).max(366).nullish(),
});

/**
 * Makes a key with which the partner plays somebody in a sandbox; the former one of that persona ends, and
 * this one with the access of whoever made it. The secret is
 * answered once: a repetition of the request gets null instead. Throws one of CREATE_SANDBOX_KEY_PROBLEMS.
 */
export async function createSandboxKey(
  ctx: Context,
  raw: z.input<typeof createSandboxKeyInput>,
): Promise<{ id: string; secret: string | null }> {
  const { actor } = ctx;
  allow(actor, 'sandbox.manage');
  const partnerId = partnerOf(actor);
  const { sandboxId, persona, expiresInDays } = parse(createSandboxKeyInput, raw);
  checkSandboxId(sandboxId);
  const createdAt = realTime(ctx);
  const expiresAt = new Date(createdAt.getTime() + (expiresInDays ?? 90) * DAY_MS);
  const secret = newSecret();
  const { hash } = await asTenant([partnerId, sandboxId], () =>
    transact(ctx, actor, async (tx) => {
      await checkLetIn(tx, actor.id);
      await sandboxAtHand(tx, actor, sandboxId);
      const name = persona;
      const accountId = sandboxId;
      await tx.apiKey.updateMany({
        where: { accountId, name, revokedAt: null },
        data: { revokedAt: createdAt },
      });
      const id = newId('key');
      const hash = hashOf(secret);
      const life = { createdAt, expiresAt };
      await tx.apiKey.create({
        data: {
          ...{ id, accountId, name, scopes: [...SCOPES], ...life },
          madeById: actor.id,
          actsForId: persona === 'PARTNER' ? actor.id : await personOf(tx, sandboxId, persona),
          secrets: { create: { hash, accountId, hint: hintOf(secret), ...life } },
        },
      });
      const told = { sandboxId, apiKeyId: id, persona, expiresAt: expiresAt.toISOString() };
      return { value: { hash }, events: [happenedAtVendor('sandbox.key_created', partnerId, told)] };
    }),
  );
  return { id: sandboxId, secret: hash === hashOf(secret) ? secret : null };
}

/**
 * Confirms that the maker has access until the transaction ends: a key that came after the end would outlive it.
 *
 * @throws RequestError UNAUTHENTICATED
 */
async function checkLetIn(tx: Tx, personId: string): Promise<void> {
  const [maker] = await tx.$queryRaw<unknown[]>`
    select 1 from "PartnerPerson" where "id" = ${personId} and "accessEndedAt" is null and "erasedAt" is null for share`;
  if (!maker) checkStanding({ kind: 'anonymous', id: null });
}

async function personOf(tx: Tx, sandboxId: string, persona: Exclude<Persona, 'PARTNER'>): Promise<string> {
  const orderBy = { id: 'asc' } as const;
  const { id } =
    persona === 'CUSTOMER'
      ? await tx.contact.findFirstOrThrow({ where: { accountId: sandboxId }, orderBy })
      : await tx.staffMember.findFirstOrThrow({ where: { sandboxId, roles: { has: persona } }, orderBy });
  return id;
}
