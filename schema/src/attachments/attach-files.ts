import { uploadedBy, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { InvalidInputProblem, takenValue, unknownValue } from '../problem.ts';
import { MAX_PER_MESSAGE } from './attachment.rules.ts';

/**
 * Makes the actor's own uploads part of something: a message, or a meeting. From then on they are
 * seen by whoever sees that.
 *
 * @param owner the reference that says of what: `{ messageId }` or `{ meetingId }`
 * @throws InvalidInputProblem at `attachmentIds` for more than 10, unknown ones, or ones not completed or attached already
 */
export async function attachFiles(
  tx: Tx,
  { actor, now }: { actor: SignedInActor; now: Date },
  ids: readonly string[],
  owner: { messageId: string } | { meetingId: string },
  { accountId, visibleToCustomer }: { accountId: string; visibleToCustomer: boolean },
): Promise<void> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return;
  if (asked.length > MAX_PER_MESSAGE) throw tooMany();
  // In the order of their ids, so that two messages with the same files do not wait for each other.
  await tx.$queryRaw`select 1 from "Attachment" where "id" = any(${asked}) order by "id" for update`;
  const uploads = await tx.attachment.findMany({ where: { id: { in: asked }, ...uploadedBy(actor) } });
  for (const id of asked) {
    const upload = uploads.find((one) => one.id === id);
    if (!upload || upload.state === 'EXPIRED') throw unknownValue('attachmentIds', id);
    if (upload.attachedAt) throw takenValue('attachmentIds');
    if (upload.state === 'AWAITING_UPLOAD') throw notCompleted();
  }
  await tx.attachment.updateMany({
    where: { id: { in: asked } },
    data: { ...owner, accountId, visibleToCustomer, attachedAt: now },
  });
}

function tooMany(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'attachmentIds',
      code: 'TOO_BIG',
      text: {
        fr: `compte plus de ${MAX_PER_MESSAGE} fichiers.`,
        en: `has more than ${MAX_PER_MESSAGE} files.`,
      },
    },
  ]);
}

function notCompleted(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'attachmentIds',
      code: 'NOT_UPLOADED',
      text: {
        fr: 'nomme un fichier dont l’envoi n’est pas terminé.',
        en: 'names a file whose upload is not completed.',
      },
    },
  ]);
}
