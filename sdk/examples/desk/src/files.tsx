import { uploadFile, type Message } from '@tierline/sdk';
import { useState, type ChangeEvent } from 'react';
import { useSession } from './hooks.ts';
import { explain, wordFor } from './words.ts';

/** Uploads what is chosen, at once; the form that this stands in sends `attachmentIds`. */
export function Files({ onChange }: { onChange?: () => void }) {
  const { support, words } = useSession();
  const [files, setFiles] = useState<{ id: string; fileName: string }[]>([]);
  const [sending, setSending] = useState(0);
  const [error, setError] = useState<string>();
  const add = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(target.files ?? [])];
    target.value = '';
    setSending((count) => count + 1);
    setError(undefined);
    try {
      for (const file of chosen) {
        const { id, fileName, state } = await uploadFile(support, file);
        if (state === 'INFECTED') setError(words.infected);
        else setFiles((others) => [...others, { id, fileName: fileName ?? file.name }]);
      }
    } catch (refusal) {
      setError(explain(refusal, words));
    }
    onChange?.();
    setSending((count) => count - 1);
  };
  const remove = (id: string) => {
    setFiles(files.filter((file) => file.id !== id));
    onChange?.();
  };
  // The form waits: an input that is disabled would not keep it from being sent.
  const wait = (input: HTMLInputElement | null) => {
    input?.setCustomValidity(sending > 0 ? words.uploading : '');
  };
  return (
    <div className="files">
      <label className="choose">
        {words.attach}
        <input ref={wait} type="file" multiple onChange={(event) => void add(event)} />
      </label>
      {sending > 0 && <p role="status">{words.sending}</p>}
      {error !== undefined && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
      {files.map(({ id, fileName }) => (
        <p key={id}>
          <input type="hidden" name="attachmentIds" value={id} />
          {fileName}{' '}
          <button type="button" aria-label={`${words.remove} ${fileName}`} onClick={() => remove(id)}>
            ×
          </button>
        </p>
      ))}
    </div>
  );
}

/** The files that a form sends along. */
export function attached(form: FormData): { attachmentIds?: string[] } {
  const ids = form.getAll('attachmentIds').filter((id) => typeof id === 'string');
  return ids.length > 0 ? { attachmentIds: ids } : {};
}

/** The files of a message; each has an address for five minutes, asked for when it is wanted. */
export function Attachments({ attachments }: Pick<Message, 'attachments'>) {
  const { support, words } = useSession();
  const [error, setError] = useState<unknown>();
  const download = async (id: string) => {
    try {
      const file = await support.attachments.get(id);
      if (file?.download) location.assign(file.download.url);
    } catch (refusal) {
      setError(refusal);
    }
  };
  if (attachments.length === 0) return null;
  return (
    <ul className="files">
      {attachments.map(({ id, fileName, sizeBytes, state }) => (
        <li key={id}>
          {state === 'CLEAN' || state === 'UNSCANNED' ? (
            <button type="button" onClick={() => void download(id)}>
              {fileName} ({Math.ceil(sizeBytes / 1_024)} KiB)
            </button>
          ) : (
            `${fileName ?? ''} ${wordFor(words, state)}`
          )}
        </li>
      ))}
      {error !== undefined && (
        <li role="alert" className="error">
          {explain(error, words)}
        </li>
      )}
    </ul>
  );
}
