import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { holdTargets } from './publish-targets.ts';
import { tableAt } from './targets.ts';

export const RETIRE_TARGETS_PROBLEMS = [InvalidInputProblem];

const retireTargetsInput = z.object({ version: z.number().int(), reason: prose(2_000) });

/**
 * Retires a table of targets: what is received from now on is promised by the one before it. Clocks that keep it stay
 * valid (C27). The last table in force cannot be retired. Throws one of RETIRE_TARGETS_PROBLEMS.
 */
export async function retireTargets(
  ctx: Context,
  raw: z.input<typeof retireTargetsInput>,
): Promise<{ version: number }> {
  const { actor, now } = ctx;
  allow(actor, 'targets.publish');
  const { version, reason } = parse(retireTargetsInput, raw);
  return transact(ctx, actor, async (tx) => {
    await holdTargets(tx);
    const table = await tx.targetVersion.findUnique({ where: { version }, include: { retirement: true } });
    if (!table) throw unknownValue('version', String(version));
    if (table.retirement) throw refused('RETIRED', { fr: 'est déjà retiré.', en: 'is retired already.' });
    const { where, orderBy } = tableAt(now);
    const next = await tx.targetVersion.findFirst({ where: { ...where, NOT: { version } }, orderBy });
    if (!next) throw refused('LAST_IN_FORCE', LAST_IN_FORCE);
    await tx.targetRetirement.create({ data: { version, retiredAt: now, retiredById: actor.id, reason } });
    return {
      value: { version },
      events: [happenedAtVendor('targets.retired', `targets_${version}`, { version })],
    };
  });
}

const LAST_IN_FORCE = {
  fr: 'est le seul barème en vigueur : publiez-en un autre d’abord.',
  en: 'is the only table in force: publish another one first.',
};

function refused(code: string, text: { fr: string; en: string }): InvalidInputProblem {
  return new InvalidInputProblem([{ path: 'version', code, text }]);
}
