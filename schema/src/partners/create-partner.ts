import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { checkSubject, personInput } from '../accounts/person.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, unlessTaken } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';

export const CREATE_PARTNER_PROBLEMS = [InvalidInputProblem];

const { name, email, subject } = personInput;
const createPartnerInput = z.object({ name: line(200), administrator: z.object({ name, email, subject }) });

/** Takes in a partner organisation with its first administrator; it can do nothing before it is certified. */
export async function createPartner(
  ctx: Context,
  raw: z.input<typeof createPartnerInput>,
): Promise<{ id: string }> {
  allow(ctx.actor, 'partner.create');
  const input = parse(createPartnerInput, raw);
  return transact(ctx, ctx.actor, async (tx) => {
    const id = newId('par');
    const administratorId = newId('pps');
    await unlessTaken(
      { name: 'name' },
      tx.partner.create({ data: { id, name: input.name, createdAt: ctx.now } }),
    );
    await checkSubject(tx, input.administrator.subject, 'administrator.subject');
    await unlessTaken(
      { email: 'administrator.email', subject: 'administrator.subject' },
      tx.partnerPerson.create({
        data: {
          ...input.administrator,
          id: administratorId,
          partnerId: id,
          roles: ['PARTNER_AGENT', 'PARTNER_ADMINISTRATOR'],
        },
      }),
    );
    return { value: { id }, events: [happenedAtVendor('partner.created', id, { administratorId })] };
  });
}
