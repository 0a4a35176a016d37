import * as z from 'zod';
import { allow, ownNotices } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';

export const MARK_NOTICES_READ_PROBLEMS = [InvalidInputProblem];

const markNoticesReadInput = z.object({ noticeIds: z.array(z.string()).min(1).max(100).nullish() });

/**
 * Marks the caller's own notices as read: the named ones, else all that the inbox shows. One that is read stays read
 * since then. Throws one of MARK_NOTICES_READ_PROBLEMS.
 */
export async function markNoticesRead(
  ctx: Context,
  raw: z.input<typeof markNoticesReadInput>,
): Promise<{ readCount: number }> {
  const { actor, now } = ctx;
  allow(actor, 'notices.read');
  const { noticeIds } = parse(markNoticesReadInput, raw);
  return transact(ctx, actor, async (tx) => {
    const shown = { ...ownNotices(actor), deliverAt: { lte: now } };
    if (noticeIds) {
      const known = await tx.notice.findMany({
        where: { ...shown, id: { in: noticeIds } },
        select: { id: true },
      });
      const unknown = noticeIds.findIndex((id) => !known.some((notice) => notice.id === id));
      if (unknown >= 0) throw unknownValue(`noticeIds.${unknown}`, noticeIds[unknown]!);
    }
    const { count: readCount } = await tx.notice.updateMany({
      where: { ...shown, readAt: null, ...(noticeIds && { id: { in: noticeIds } }) },
      data: { readAt: now },
    });
    return {
      value: { readCount },
      events: [
        {
          ...happenedAtVendor('notices.read', actor.id, { readCount }),
          accountId: actor.kind === 'contact' ? actor.accountId : null,
        },
      ],
    };
  });
}
