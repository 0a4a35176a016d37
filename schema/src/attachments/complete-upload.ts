import { createHash } from 'node:crypto';
import type { PrismaClient } from '@tierline/prisma/database';
import * as z from 'zod';
import { allow, reachSomewhere, uploadedBy } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { ScannerUnavailable, type Bytes, type FileStore, type Files, type Scanner } from '../files.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import {
  beginsLikeProgram,
  FileRefusedProblem,
  HEAD_BYTES,
  places,
  ScanUnavailableProblem,
  UploadDamagedProblem,
  UploadIncompleteProblem,
} from './attachment.rules.ts';

export const COMPLETE_UPLOAD_PROBLEMS = [
  InvalidInputProblem,
  UploadIncompleteProblem,
  UploadDamagedProblem,
  FileRefusedProblem,
  ScanUnavailableProblem,
];

const completeUploadInput = z.object({ attachmentId: z.string() });

/**
 * Takes an uploaded file out of reach of its address, checks that it is the one announced, looks into it and has it
 * scanned. What is infected is quarantined. Done twice, the second time changes nothing; after a problem, the file can
 * be sent and completed again. Throws one of COMPLETE_UPLOAD_PROBLEMS.
 */
export async function completeUpload(
  ctx: Context,
  raw: z.input<typeof completeUploadInput>,
): Promise<{ id: string }> {
  const { actor, now, files } = ctx;
  allow(actor, 'attachment.upload');
  reachSomewhere(actor, 'attachment.upload');
  const { attachmentId: id } = parse(completeUploadInput, raw);
  const attachment = found(await ownUpload(ctx.db, ctx, id), 'attachment', id);
  // Reading and scanning take seconds: no transaction waits for them.
  const outcome = attachment.state === 'AWAITING_UPLOAD' ? await takeIn(files, attachment) : null;
  return transact(ctx, actor, async (tx) => {
    if (!outcome) return { value: { id }, events: NOTHING_HAPPENED };
    const { count } = await tx.attachment.updateMany({
      where: { id, state: 'AWAITING_UPLOAD' },
      data: { ...outcome, completedAt: now },
    });
    if (count === 0) return { value: { id }, events: NOTHING_HAPPENED };
    return {
      value: { id },
      events: [{ ...happenedAtVendor('attachment.completed', id, outcome), accountId: attachment.accountId }],
    };
  });
}

function ownUpload(db: PrismaClient, { actor }: Context, id: string) {
  return db.attachment.findFirst({ where: { id, ...uploadedBy(actor), state: { not: 'EXPIRED' } } });
}

interface Announced {
  key: string;
  sizeBytes: number;
  sha256: string;
}

/** Moves the file first: what is checked then, nobody can replace by its address any more. */
async function takeIn({ store, scanner }: Files, file: Announced) {
  const kept = places.kept(file.key);
  await store.move(places.incoming(file.key), kept);
  await check(store, kept, file);
  if (!scanner) return { state: 'UNSCANNED', threat: null } as const;
  const content = await store.read(kept);
  if (!content) throw new UploadIncompleteProblem(file.sizeBytes, 0);
  const threat = await scan(scanner, content);
  if (threat === null) return { state: 'CLEAN', threat: null } as const;
  await store.move(kept, places.quarantine(file.key));
  return { state: 'INFECTED', threat } as const;
}

/** Removes what is not the file that was announced, so that it can be sent again. */
async function check(store: FileStore, kept: string, { sizeBytes, sha256 }: Announced): Promise<void> {
  const content = await store.read(kept);
  if (!content) throw new UploadIncompleteProblem(sizeBytes, 0);
  const seen = await look(content, sizeBytes);
  const problem =
    seen.bytes !== sizeBytes
      ? new UploadIncompleteProblem(sizeBytes, seen.bytes)
      : seen.sha256 !== sha256
        ? new UploadDamagedProblem()
        : beginsLikeProgram(seen.head)
          ? new FileRefusedProblem()
          : null;
  if (!problem) return;
  await store.remove(kept);
  throw problem;
}

/** Reads no further than just beyond what was announced. */
async function look(content: Bytes, announced: number) {
  const hash = createHash('sha256');
  let head: Uint8Array = new Uint8Array();
  let bytes = 0;
  for await (const chunk of content) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES)]);
    hash.update(chunk);
    bytes += chunk.length;
    if (bytes > announced) break;
  }
  return { bytes, head, sha256: hash.digest('hex') };
}

async function scan(scanner: Scanner, content: Bytes): Promise<string | null> {
  try {
    return await scanner.scan(content);
  } catch (error) {
    if (error instanceof ScannerUnavailable) throw new ScanUnavailableProblem();
    throw error;
  }
}
