import type { Tx } from '../event.ts';
import { found } from '../problem.ts';
import { MailNotQuarantinedProblem } from './decided.rules.ts';

/**
 * A mail in quarantine, locked until the transaction ends.
 *
 * @throws RequestError NOT_FOUND for one that is absent
 * @throws MailNotQuarantinedProblem for one that is not in quarantine
 */
export async function quarantined(tx: Tx, id: string) {
  await tx.$queryRaw`select 1 from "IncomingMail" where "id" = ${id} for update`;
  const mail = found(await tx.incomingMail.findUnique({ where: { id } }), 'mail', id);
  if (mail.state !== 'QUARANTINED') throw new MailNotQuarantinedProblem();
  return mail;
}
