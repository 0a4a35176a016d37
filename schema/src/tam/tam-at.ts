import { absentUntil } from '../absences/absent-until.ts';
import type { Tx } from '../event.ts';
import { inForce } from '../plans/plan-at.ts';

/** Who is the Technical Account Manager of an account at an instant, and who stands in; null without one (S66). */
async function tamAt(db: Pick<Tx, 'tamAssignment'>, accountId: string, at: Date) {
  return db.tamAssignment.findFirst({ where: { accountId, ...inForce(at) } });
}

/** Who takes what is for the TAM: the TAM, the backup while the TAM is absent, or nobody (S30, S80). */
export async function tamAtHand(
  db: Pick<Tx, 'tamAssignment' | 'absence' | 'staffMember'>,
  accountId: string,
  at: Date,
): Promise<{ staffId: string; as: 'TAM' | 'BACKUP' } | null> {
  const assignment = await tamAt(db, accountId, at);
  if (!assignment) return null;
  const { tamId, backupId } = assignment;
  const absent = await absentUntil(db, backupId ? [tamId, backupId] : [tamId], at);
  if (!backupId || !absent.has(tamId) || absent.has(backupId)) return { staffId: tamId, as: 'TAM' };
  return { staffId: backupId, as: 'BACKUP' };
}
