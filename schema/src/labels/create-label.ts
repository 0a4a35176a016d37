import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, unlessTaken } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { colour } from './colour.ts';

export const CREATE_LABEL_PROBLEMS = [InvalidInputProblem];

const createLabelInput = z.object({ name: line(50), colour: colour.nullish() });

/** Creates a label, which staff put on tickets and customers never see. Throws one of CREATE_LABEL_PROBLEMS. */
export async function createLabel(
  ctx: Context,
  raw: z.input<typeof createLabelInput>,
): Promise<{ id: string }> {
  allow(ctx.actor, 'label.manage');
  const { name, colour = null } = parse(createLabelInput, raw);
  return transact(ctx, ctx.actor, async (tx) => {
    const id = newId('lab');
    await unlessTaken({ name: 'name' }, tx.label.create({ data: { id, name, colour } }));
    return { value: { id }, events: [happenedAtVendor('label.created', id, { name, colour })] };
  });
}
