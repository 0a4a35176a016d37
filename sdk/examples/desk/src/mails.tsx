import { unwrap, type SetNotificationPreferencesInput } from '@tierline/sdk';
import { useState } from 'react';
import { Failure } from './failure.tsx';
import { useAnswer, useSession } from './hooks.ts';
import { Act, Choice, said } from './move.tsx';
import { wordFor } from './words.ts';

/** In which language and of what one is told by mail. */
export function Mails() {
  const { support, words, locale } = useSession();
  const [isKept, setKept] = useState(false);
  const { value, error, again } = useAnswer(
    (signal) => support.notifications.preferences({ signal }),
    locale,
  );
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!value) return null;
  const keep = async (form: FormData) => {
    const kinds = value.kinds
      .map(({ kind, byMail }) => ({ kind, was: byMail, byMail: form.has(kind) }))
      .filter(({ was, byMail }) => was !== byMail)
      .map(({ kind, byMail }) => ({ kind, byMail }));
    const chosen = { locale: said(form, 'locale'), kinds } as SetNotificationPreferencesInput;
    unwrap(await support.notifications.setPreferences(chosen));
    setKept(true);
  };
  return (
    <section>
      <h3>{words.mails}</h3>
      <Act key={JSON.stringify(value)} label={words.keepMails} act={keep} onDone={again}>
        <Choice
          name="locale"
          label={words.mailLanguage}
          options={['FR', 'EN'].map((one) => ({ value: one, label: wordFor(words, one) }))}
          initial={value.locale}
        />
        <fieldset className="finder">
          <legend>{words.mailKinds}</legend>
          {value.kinds.map(({ kind, label, description, byMail }) => (
            <label key={kind} className="beside" title={description}>
              <input type="checkbox" name={kind} defaultChecked={byMail} />
              {label}
            </label>
          ))}
        </fieldset>
      </Act>
      {isKept && <p role="status">{words.mailsKept}</p>}
    </section>
  );
}
