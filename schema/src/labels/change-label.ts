import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, unlessTaken } from '../event.ts';
import { line } from '../input.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { colour } from './colour.ts';

export const CHANGE_LABEL_PROBLEMS = [InvalidInputProblem];

const changeLabelInput = z.object({
  labelId: z.string(),
  name: line(50).nullish(),
  colour: colour.nullish(),
});

/** Renames a label or gives it another colour; tickets keep it. Throws one of CHANGE_LABEL_PROBLEMS. */
export async function changeLabel(
  ctx: Context,
  raw: z.input<typeof changeLabelInput>,
): Promise<{ id: string }> {
  allow(ctx.actor, 'label.manage');
  const { labelId: id, ...input } = parse(changeLabelInput, raw);
  return transact(ctx, ctx.actor, async (tx) => {
    await tx.$queryRaw`select 1 from "Label" where "id" = ${id} for no key update`;
    const label = found(await tx.label.findUnique({ where: { id } }), 'label', id);
    const before = { name: label.name, colour: label.colour };
    const after = {
      name: input.name ?? label.name,
      colour: input.colour === undefined ? label.colour : input.colour,
    };
    await unlessTaken({ name: 'name' }, tx.label.update({ where: { id }, data: after }));
    return { value: { id }, events: [happenedAtVendor('label.changed', id, { before, after })] };
  });
}
