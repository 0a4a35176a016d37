import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { Attachment } from './attachment.types.ts';
import { COMPLETE_UPLOAD_PROBLEMS, completeUpload } from './complete-upload.ts';
import { REDACT_ATTACHMENT_PROBLEMS, redactAttachment } from './redact-attachment.ts';
import { REQUEST_UPLOAD_PROBLEMS, requestUpload } from './request-upload.ts';

const UploadHeader = builder.objectRef<{ name: string; value: string }>('UploadHeader').implement({
  description: 'A header to send along with a file.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The header’s name, in lower case.' }),
    value: t.exposeString('value', { description: 'Its value, to be sent as it stands.' }),
  }),
});

const Upload = builder
  .objectRef<{ id: string; url: string; headers: Record<string, string>; expiresAt: Date }>('Upload')
  .implement({
    description: 'Where and how to send a file that was announced.',
    fields: (t) => ({
      attachment: t.prismaField({
        type: Attachment,
        description: 'The file, which awaits its content.',
        resolve: (query, { id }, _args, { db }) =>
          db.attachment.findUniqueOrThrow({ ...reread(query), where: { id } }),
      }),
      url: t.exposeString('url', { description: 'PUT the content to this address, which is a secret.' }),
      headers: t.field({
        type: [UploadHeader],
        description: 'To be sent along, besides what HTTP itself needs.',
        resolve: ({ headers }) => Object.entries(headers).map(([name, value]) => ({ name, value })),
      }),
      expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when the address works.' }),
    }),
  });

const RequestUploadInput = builder.inputType('RequestUploadInput', {
  description: 'A file that is to be uploaded.',
  fields: (t) => ({
    fileName: t.string({ required: true, description: 'Its name without a folder, 1 to 200 characters.' }),
    mediaType: t.string({ required: true, description: 'What it is, such as `image/png`.' }),
    sizeBytes: t.int({
      required: true,
      description: 'How large it is exactly: 1 to 26,214,400 bytes (25 MB).',
    }),
    sha256: t.string({ required: true, description: 'SHA-256 of its content, 64 hexadecimal digits.' }),
  }),
});

builder.mutationField('requestUpload', (t) =>
  t.field({
    type: Upload,
    description:
      'Announces a file and answers with a signed address: send it there, call `completeUpload`, then attach it by its id. What is attached to nothing within 24 hours is removed.',
    authScopes: { signedIn: true },
    errors: {
      types: REQUEST_UPLOAD_PROBLEMS,
      dataField: { name: 'upload', description: 'Where to send it.' },
      result: { description: 'The file can be sent.' },
      union: { description: 'Where to send the file, or why it is not taken.' },
    },
    args: { input: t.arg({ type: RequestUploadInput, required: true, description: 'Which file.' }) },
    resolve: async (_root, { input }, ctx) => {
      const { id, upload, expiresAt } = await requestUpload(ctx, input);
      return { id, url: upload.url, headers: { ...upload.headers }, expiresAt };
    },
  }),
);

const CompleteUploadInput = builder.inputType('CompleteUploadInput', {
  description: 'Which upload is done.',
  fields: (t) => ({
    attachmentId: t.id({ required: true, description: 'The file, as `requestUpload` named it.' }),
  }),
});

builder.mutationField('completeUpload', (t) =>
  t.prismaField({
    type: Attachment,
    description:
      'Tells that a file was sent. It is taken out of reach of its address, compared with what was announced, and scanned; an infected one is quarantined and says so. Doing it twice changes nothing.',
    authScopes: { signedIn: true },
    errors: {
      types: COMPLETE_UPLOAD_PROBLEMS,
      dataField: { name: 'attachment', description: 'The file as it is now.' },
      result: { description: 'The file is complete.' },
      union: { description: 'The file, or why it cannot be attached yet.' },
    },
    args: { input: t.arg({ type: CompleteUploadInput, required: true, description: 'Which file.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await completeUpload(ctx, input);
      return ctx.db.attachment.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const RedactAttachmentInput = builder.inputType('RedactAttachmentInput', {
  description: 'A file to take out.',
  fields: (t) => ({
    attachmentId: t.id({ required: true, description: 'Attached to a message or a meeting.' }),
  }),
});

builder.mutationField('redactAttachment', (t) =>
  t.prismaField({
    type: Attachment,
    description:
      'Takes an attached file out for good: name and checksum now, the content within seconds. That there was one, of what type and size, by whom and when stays. Staff, and whoever uploaded it. Event: `ticket.message_redacted`, of an internal note `ticket.note_redacted`.',
    authScopes: { signedIn: true },
    errors: {
      types: REDACT_ATTACHMENT_PROBLEMS,
      dataField: { name: 'attachment', description: 'What is left of the file.' },
      result: { description: 'The file was taken out.' },
      union: { description: 'The file, or why it stays.' },
    },
    args: { input: t.arg({ type: RedactAttachmentInput, required: true, description: 'Which.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await redactAttachment(ctx, input);
      return ctx.db.attachment.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
