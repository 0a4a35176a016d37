import type { Context } from '../context.ts';
import type { Text } from '../problem.ts';
import { OBLIGATION_LABELS } from './obligation-words.rules.ts';
import { obligationState, type ObligationKind, type ObligationState } from './obligation.rules.ts';

// What this term offers to others: a statement shows what was due in its time.

export interface ObligationDue {
  id: string;
  kind: ObligationKind;
  label: Text;
  dueAt: Date;
  doneAt: Date | null;
  /** As it stood at the end of the time. */
  state: ObligationState;
}

/** What an account was promised by dates of a time, the earliest first, as it stood at an instant; nothing withdrawn by then. */
export async function obligationsDue(
  db: Context['db'],
  accountId: string,
  { from, to, at }: { from: Date; to: Date; at: Date },
): Promise<ObligationDue[]> {
  const due = await db.obligation.findMany({
    where: { accountId, dueAt: { gt: from, lte: to } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  return due
    .map((one) => ({ ...one, label: OBLIGATION_LABELS[one.kind], state: obligationState(one, at) }))
    .filter(({ state }) => state !== 'WITHDRAWN');
}
