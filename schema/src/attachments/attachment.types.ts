import { visibleAttachments } from '../access.ts';
import { Contact, StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { PartnerPerson } from '../partners/partner.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import {
  DOWNLOAD_MINUTES,
  FileRefusedProblem,
  places,
  ScanUnavailableProblem,
  servedType,
  UploadDamagedProblem,
  UploadIncompleteProblem,
} from './attachment.rules.ts';

const AttachmentState = builder.enumType('AttachmentState', {
  description: 'What is known of a file.',
  values: {
    AWAITING_UPLOAD: { description: 'Announced: send it to its signed address, then `completeUpload`.' },
    UNSCANNED: {
      description: 'Complete and as announced; no scanner looked into it, for none is configured.',
    },
    CLEAN: { description: 'Complete, as announced, and scanned: nothing was found.' },
    INFECTED: { description: 'Quarantined: `threat` says what was found. It cannot be downloaded.' },
    REDACTED: { description: 'Taken out of what it is attached to: name, checksum and content are gone.' },
    EXPIRED: { description: 'Attached to nothing for 24 hours, and being removed.' },
  } as const,
});

const Uploader = builder.unionType('Uploader', {
  description:
    'Who uploaded a file: a person of the customer, of the vendor, or of a partner in the customer’s name.',
  types: [Contact, StaffMember, PartnerPerson],
  resolveType: (person) =>
    'accountId' in person ? Contact : 'partnerId' in person ? PartnerPerson : StaffMember,
});

const Download = builder.objectRef<{ url: string; expiresAt: Date }>('Download').implement({
  description: 'Where to fetch a file: for whoever holds the address, for a few minutes.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'GET it; the answer is a download, never a page.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when; ask again for another.' }),
  }),
});

export const Attachment = builder.prismaNode('Attachment', {
  description: 'A file. Whoever sees what it is attached to, sees it; before that, only whoever uploaded it.',
  id: { field: 'id', description: 'Starts with `att_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleAttachments(actor)] }),
  fields: (t) => ({
    fileName: t.exposeString('fileName', {
      description: 'Its name, without a folder; a mark in the account’s language where it was taken out.',
    }),
    mediaType: t.exposeString('mediaType', {
      description: 'What its sender says it is, such as `image/png`.',
    }),
    sizeBytes: t.exposeInt('sizeBytes', { description: 'How large it is: 1 byte to 25 MB.' }),
    sha256: t.exposeString('sha256', {
      description: 'SHA-256 of its content, 64 hexadecimal digits; zeros where it was taken out.',
    }),
    state: t.expose('state', { type: AttachmentState, description: 'What is known of it.' }),
    threat: t.exposeString('threat', {
      nullable: true,
      description: 'What the scanner found; null unless it is infected.',
    }),
    uploadedBy: t.field({
      type: Uploader,
      nullable: true,
      description: 'Who uploaded it.',
      select: { contact: true, staff: true, partnerPerson: true },
      resolve: ({ contact, staff, partnerPerson }) => contact ?? staff ?? partnerPerson,
    }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was announced.' }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was found to be complete; null before.',
    }),
    redactedAt: t.expose('redactedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken out, see `redactAttachment`; null unless it was.',
    }),
    download: t.field({
      type: Download,
      nullable: true,
      description:
        'Where to fetch it, for 5 minutes; null while it is not complete, and always when it is infected or was taken out.',
      resolve: async ({ key, fileName, mediaType, state }, _args, { files, now }) => {
        if (state !== 'CLEAN' && state !== 'UNSCANNED') return null;
        const expiresAt = new Date(now.getTime() + DOWNLOAD_MINUTES * 60_000);
        const file = { fileName, mediaType: servedType(mediaType), now, expiresAt };
        return { url: await files.store.signDownload(places.kept(key), file), expiresAt };
      },
    }),
  }),
});

builder.queryField('attachment', (t) =>
  t.prismaField({
    type: Attachment,
    nullable: true,
    description: 'A file by its id; null when absent or not yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `att_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.attachment.findFirst({ ...query, where: { AND: [{ id }, visibleAttachments(actor)] } }),
  }),
);

builder.objectType(UploadIncompleteProblem, {
  name: 'UploadIncompleteProblem',
  description: 'The file has not arrived, or not all of it: send it again to its address, then complete it.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    expectedBytes: t.exposeInt('expectedBytes', { description: 'How large the announced file is.' }),
    receivedBytes: t.exposeInt('receivedBytes', { description: 'How much of it was there.' }),
  }),
});

builder.objectType(UploadDamagedProblem, {
  name: 'UploadDamagedProblem',
  description: 'What arrived does not have the announced checksum: send it again.',
  interfaces: [ProblemInterface],
});

builder.objectType(FileRefusedProblem, {
  name: 'FileRefusedProblem',
  description:
    'The file is a program or an installer, by its name, its type or its content: such are not taken.',
  interfaces: [ProblemInterface],
});

builder.objectType(ScanUnavailableProblem, {
  name: 'ScanUnavailableProblem',
  description: 'The scanner gives no answer. The file is kept: complete it in a while.',
  interfaces: [ProblemInterface],
});
