import { TierlineError } from './errors.ts';
import { CompleteUploadDocument, RequestUploadDocument } from './generated/documents.ts';
import type { Attachment } from './generated/types.ts';
import { unwrap } from './result.ts';
import type { Transport } from './transport.ts';

export interface UploadOptions {
  /** The name it is shown by; that of a `File` unless told. */
  fileName?: string | undefined;
  /** What it is; the type of the blob, else bytes of no kind, unless told. */
  mediaType?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Replaces the global `fetch` for sending the content. */
  fetch?: typeof fetch | undefined;
}

/**
 * Uploads a file straight to where it is stored, and gives it as it is afterwards, checked and scanned. Its `id` can then
 * be attached: `tickets.reply({ ticketId, body, attachmentIds: [id] })`. What is attached to nothing within 24 hours is
 * removed. An infected file is no error: look at its `state`.
 *
 * @throws ProblemError for a file that is refused, TierlineError UPLOAD_FAILED when it cannot be sent, and what
 * `request` throws; TypeError where the platform has no WebCrypto, as on pages without https
 */
export async function uploadFile(
  transport: Transport,
  file: Blob,
  options: UploadOptions = {},
): Promise<Attachment> {
  const { signal, fetch: send = fetch } = options;
  if (!globalThis.crypto?.subtle) throw new TypeError('uploadFile: this page has no WebCrypto; use https.');
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  const input = {
    fileName: options.fileName ?? (file as Partial<File>).name ?? 'file',
    mediaType: options.mediaType ?? (file.type.replace(/;.*/, '') || 'application/octet-stream'),
    sizeBytes: file.size,
    sha256: Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
  const { requestUpload } = await transport.request(RequestUploadDocument, { input }, { signal });
  const { url, headers, attachment } = unwrap(requestUpload).upload;
  const origin = { operation: 'uploadFile', attempts: 1, requestId: null, retryAfterMs: null };
  const answer = await send(url, {
    method: 'PUT',
    body: file,
    headers: { ...Object.fromEntries(headers.map(({ name, value }) => [name, value])) },
    signal: signal ?? null,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new TierlineError(
      'uploadFile: no answer; see `cause`.',
      'UPLOAD_FAILED',
      { ...origin, status: null },
      { cause },
    );
  });
  if (!answer.ok) {
    const { status } = answer;
    throw new TierlineError(`uploadFile: the store answered ${status}.`, 'UPLOAD_FAILED', {
      ...origin,
      status,
    });
  }
  const { completeUpload } = await transport.request(
    CompleteUploadDocument,
    { input: { attachmentId: attachment.id } },
    // Completing twice changes nothing, so a lost answer may be asked for again.
    { signal, idempotencyKey: `complete-${attachment.id}` },
  );
  return unwrap(completeUpload).attachment;
}
