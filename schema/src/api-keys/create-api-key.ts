import type { Prisma } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow, type SignedInActor } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, happenedAtVendor, transact, type NewEvent, type Tx } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { SCOPES } from '../scopes.ts';
import { hashOf, hintOf, newSecret } from './secret.ts';

export const CREATE_API_KEY_PROBLEMS = [InvalidInputProblem];

const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

const createApiKeyInput = z.object({
  name: line(100),
  actsForId: z.string().nullish(),
  scopes: z.array(z.string()).min(1).max(100),
  expiresInDays: z.number().int().min(1).max(LONGEST_DAYS).nullish(),
  knownDocumentsOnly: z.boolean().nullish(),
});

/**
 * Creates a key that speaks for a person: the caller unless told, else somebody of the caller's account, or for a
 * manager anybody. The secret is answered once: a repetition of the request gets null instead.
 * Throws one of CREATE_API_KEY_PROBLEMS.
 */
export async function createApiKey(
  ctx: Context,
  raw: z.input<typeof createApiKeyInput>,
): Promise<{ id: string; secret: string | null }> {
  const { actor, now } = ctx;
  allow(actor, 'apiKey.manage');
  const { name, actsForId, expiresInDays, ...input } = parse(createApiKeyInput, raw);
  const unknown = input.scopes.find((scope) => !(SCOPES as readonly string[]).includes(scope));
  if (unknown !== undefined) throw unknownValue('scopes', unknown);
  const scopes = [...new Set(input.scopes)].toSorted();
  const knownDocumentsOnly = input.knownDocumentsOnly ?? false;
  const expiresAt = new Date(now.getTime() + (expiresInDays ?? 90) * DAY_MS);
  const secret = newSecret();
  const { id, hash } = await transact(ctx, actor, async (tx) => {
    const person = await personOf(tx, actor, actsForId ?? actor.id);
    const { accountId, partnerId } = person;
    const id = newId('key');
    const hash = hashOf(secret);
    await tx.apiKey.create({
      data: {
        id,
        accountId,
        partnerId,
        name,
        actsForId: person.id,
        scopes,
        knownDocumentsOnly,
        createdAt: now,
        expiresAt,
        secrets: { create: { hash, accountId, partnerId, hint: hintOf(secret), createdAt: now, expiresAt } },
      },
    });
    const told = {
      name,
      actsForId: person.id,
      scopes,
      knownDocumentsOnly,
      expiresAt: expiresAt.toISOString(),
    };
    return { value: { id, hash }, events: [keyEvent('api_key.created', { id, accountId, partnerId }, told)] };
  });
  return { id, secret: hash === hashOf(secret) ? secret : null };
}

/** @throws InvalidInputProblem UNKNOWN for nobody, and for somebody whom the actor cannot let a key speak for */
async function personOf(
  tx: Tx,
  actor: SignedInActor,
  id: string,
): Promise<{ id: string; accountId: string | null; partnerId: string | null }> {
  if (actor.kind !== 'partner') {
    const contact = await tx.contact.findFirst({
      where: { id, accessEndedAt: null },
      select: { id: true, accountId: true },
    });
    if (contact) return { ...contact, partnerId: null };
  }
  const here = { id, accessEndedAt: null };
  const colleagues = actor.kind === 'partner' ? { partnerId: actor.partnerId } : {};
  const agent =
    actor.kind === 'contact' ? null : await tx.partnerPerson.findFirst({ where: { ...here, ...colleagues } });
  if (agent) return { id, accountId: null, partnerId: agent.partnerId };
  const colleague =
    actor.kind === 'staff' ? await tx.staffMember.findFirst({ where: here, select: { id: true } }) : null;
  if (!colleague) throw unknownValue('actsForId', id);
  return { id, accountId: null, partnerId: null };
}

/** An event of a key: of its account, else of its partner or of the vendor. */
export function keyEvent(
  type: 'api_key.created' | 'api_key.expiring' | 'api_key.rotated' | 'api_key.revoked',
  { id, accountId, partnerId }: { id: string; accountId: string | null; partnerId: string | null },
  payload: Prisma.InputJsonObject,
): NewEvent {
  const told = { ...payload, apiKeyId: id };
  if (accountId !== null) return happened(type, { id, accountId }, told);
  return happenedAtVendor(type, partnerId ?? id, told);
}
