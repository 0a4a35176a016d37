import { randomBytes } from 'node:crypto';
import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow, reachSomewhere, uploadedBy } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import type { SignedUpload } from '../files.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import {
  FileRefusedProblem,
  isProgram,
  MAX_BYTES,
  MAX_LOOSE,
  places,
  UPLOAD_MINUTES,
} from './attachment.rules.ts';

export const REQUEST_UPLOAD_PROBLEMS = [InvalidInputProblem, FileRefusedProblem];

const SIZE = {
  code: 'INVALID_SIZE',
  fr: 'n’est pas compris entre 1 octet et 25 Mo.',
  en: 'is not between 1 byte and 25 MB.',
};
const NOT_A_PATH = {
  code: 'INVALID_FORMAT',
  fr: 'est un nom de fichier, sans dossier.',
  en: 'is the name of a file, without a folder.',
};

const NOT_A_MEDIA_TYPE = {
  code: 'INVALID_FORMAT',
  fr: 'n’est pas un type de média tel que image/png.',
  en: 'is not a media type such as image/png.',
};
const NOT_A_HASH = {
  code: 'INVALID_FORMAT',
  fr: 'n’est pas un SHA-256 : 64 chiffres hexadécimaux.',
  en: 'is not a SHA-256: 64 hexadecimal digits.',
};

const requestUploadInput = z.object({
  fileName: line(200).refine((name) => !/[/\\]/.test(name), { params: NOT_A_PATH }),
  mediaType: z
    .string()
    .trim()
    .toLowerCase()
    .max(127)
    .refine((text) => /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(text), { params: NOT_A_MEDIA_TYPE }),
  sizeBytes: z.number().refine((size) => size >= 1 && size <= MAX_BYTES, { params: SIZE }),
  sha256: z
    .string()
    .toLowerCase()
    .refine((text) => /^[0-9a-f]{64}$/.test(text), { params: NOT_A_HASH }),
});

/**
 * Announces a file: answers with an address to which whoever holds it can send exactly that file for 15 minutes.
 * Throws one of REQUEST_UPLOAD_PROBLEMS.
 */
export async function requestUpload(
  ctx: Context,
  raw: z.input<typeof requestUploadInput>,
): Promise<{ id: string; upload: SignedUpload; expiresAt: Date }> {
  const { actor, now } = ctx;
  allow(actor, 'attachment.upload');
  reachSomewhere(actor, 'attachment.upload');
  const file = parse(requestUploadInput, raw);
  if (isProgram(file)) throw new FileRefusedProblem();
  const { id, key } = await transact(ctx, actor, async (tx) => {
    const loose = await tx.attachment.count({
      where: { ...uploadedBy(actor), attachedAt: null, state: { not: 'EXPIRED' } },
    });
    if (loose >= MAX_LOOSE) throw tooMany();
    const attachment = await tx.attachment.create({
      data: {
        ...file,
        ...uploadedBy(actor),
        id: newId('att'),
        accountId: actor.kind === 'contact' ? actor.accountId : null,
        key: randomBytes(24).toString('hex'),
        state: 'AWAITING_UPLOAD',
        requestedAt: now,
      },
    });
    return {
      value: { id: attachment.id, key: attachment.key },
      events: [
        {
          ...happenedAtVendor('attachment.requested', attachment.id, {
            mediaType: file.mediaType,
            sizeBytes: file.sizeBytes,
          }),
          accountId: attachment.accountId,
        },
      ],
    };
  });
  const expiresAt = new Date(now.getTime() + UPLOAD_MINUTES * 60_000);
  const { sizeBytes, sha256 } = file;
  const upload = await ctx.files.store.signUpload(places.incoming(key), {
    sizeBytes,
    sha256,
    now,
    expiresAt,
  });
  return { id, upload, expiresAt };
}

function tooMany(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'fileName',
      code: 'TOO_MANY_UPLOADS',
      text: {
        fr: `fait suite à ${MAX_LOOSE} fichiers joints à rien : joignez-les d’abord, ou attendez un jour.`,
        en: `follows ${MAX_LOOSE} files that are attached to nothing: attach them first, or wait a day.`,
      },
    },
  ]);
}
