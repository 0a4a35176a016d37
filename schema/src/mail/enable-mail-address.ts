import * as z from 'zod';
import { allow, type SignedInActor } from '../access.ts';
import type { Context } from '../context.ts';
import { NOTHING_HAPPENED, transact, type Tx } from '../event.ts';
import { emailAddress } from '../input.ts';
import { InvalidInputProblem, notFound, parse } from '../problem.ts';
import { toldOf } from './undeliverable.ts';

export const ENABLE_MAIL_ADDRESS_PROBLEMS = [InvalidInputProblem];

const enableMailAddressInput = z.object({
  address: emailAddress,
  confirmation: z.string().trim().toLowerCase(),
});

/**
 * Says that mail reaches an address again, confirmed by writing it once more: from now on it is sent mail. Doing it twice
 * changes nothing. Throws one of ENABLE_MAIL_ADDRESS_PROBLEMS.
 */
export async function enableMailAddress(
  ctx: Context,
  raw: z.input<typeof enableMailAddressInput>,
): Promise<{ address: string }> {
  const { actor } = ctx;
  allow(actor, 'mail.enableAddress');
  const { address, confirmation } = parse(enableMailAddressInput, raw);
  return transact(ctx, actor, async (tx) => {
    if (!(await isTheirs(tx, actor, address))) throw notFound('address', address);
    if (confirmation !== address) throw notConfirmed();
    const { count } = await tx.undeliverableAddress.deleteMany({ where: { address } });
    return {
      value: { address },
      events: count === 0 ? NOTHING_HAPPENED : await toldOf(tx, address, 'mail.address_enabled', {}),
    };
  });
}

/** Administrators do so for addresses of their account, staff for all. */
async function isTheirs(tx: Tx, actor: SignedInActor, email: string): Promise<boolean> {
  if (actor.kind === 'staff') return true;
  if (actor.kind === 'partner') return false;
  return (await tx.contact.findFirst({ where: { email, accountId: actor.accountId } })) !== null;
}

function notConfirmed(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'confirmation',
      code: 'UNKNOWN',
      text: { fr: 'n’est pas la même adresse.', en: 'is not the same address.' },
    },
  ]);
}
