import { unwrap, type OpenTicketInput } from '@tierline/sdk';
import { useState, type SubmitEvent } from 'react';
import { attached, Files } from './files.tsx';
import { newKey, useAnswer, useNarrow, useSession } from './hooks.ts';
import { IntakeAnswer } from './intake.tsx';
import { Preview } from './preview.tsx';
import { SEVERITIES } from './severity.tsx';
import { Suggestions } from './suggestions.tsx';
import { explain } from './words.ts';

export type Draft = Pick<
  OpenTicketInput,
  'requestType' | 'severity' | 'sku' | 'subject' | 'question' | 'requesterId'
>;

interface RequestFormProps {
  accountId: string;
  skus: { code: string; name: string }[];
  /** In whose name a partner can ask; undefined for the customer's own people. */
  people?: { id: string; name: string }[] | undefined;
  onOpened: (reference: string) => void;
}

/**
 * Asks something; beside it, while it is being written, when it would be answered, whether the plan covers it, and what
 * the knowledge base says of it already.
 */
export function RequestForm({ accountId, skus, people, onOpened }: RequestFormProps) {
  const { support, words, locale } = useSession();
  const types = useAnswer((signal) => support.plans.requestTypes({ signal }), locale);
  const programme = useAnswer((signal) => support.programme.get({ signal }), locale);
  const blank: Draft = {
    requestType: 'LOGIN_ISSUE',
    severity: 'MODERATE',
    sku: skus[0]?.code ?? '',
    subject: '',
    question: '',
    ...(people && { requesterId: people[0]?.id ?? '' }),
  };
  const isNarrow = useNarrow();
  const [draft, setDraft] = useState(blank);
  const [draftCode, setDraftCode] = useState(newKey);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [state, setState] = useState<{ sending?: boolean; error?: unknown }>({});
  const [key, setKey] = useState(newKey);
  const type = types.value?.find(({ code }) => code === draft.requestType);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setKey(newKey()); // another request
  };
  const startOver = () => {
    change(blank);
    setAnswers({});
    setState({});
    setDraftCode(newKey());
  };

  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const files = attached(new FormData(event.currentTarget));
    setState({ sending: true });
    try {
      const input = {
        ...draft,
        ...files,
        answers: (type?.intakeForm.fields ?? []).flatMap((field) => {
          const value = answers[field.key];
          return value ? [{ key: field.key, value }] : [];
        }),
      };
      // However often it is sent under its key, one ticket opens.
      const { ticket } = unwrap(await support.tickets.open(input, { idempotencyKey: key }));
      onOpened(ticket.reference);
    } catch (error) {
      setState({ error });
    }
  };

  // What is found never moves what is being written: it stands beside it, else below it.
  const suggestions = (
    <Suggestions key={draftCode} draft={draft} draftCode={draftCode} onAnswered={startOver} />
  );
  const labels = Object.fromEntries(type?.intakeForm.fields.map(({ key, label }) => [key, label]) ?? []);
  return (
    <div className="ask">
      <form onSubmit={(event) => void send(event)}>
        {people && (
          <label>
            {words.requester}
            <select
              required
              value={draft.requesterId ?? ''}
              onChange={({ target }) => change({ requesterId: target.value })}
            >
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {words.type}
          <select
            value={draft.requestType}
            onChange={({ target }) => change({ requestType: target.value as Draft['requestType'] })}
          >
            {types.value?.map(({ code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.sku}
          <select value={draft.sku} onChange={({ target }) => change({ sku: target.value })}>
            {skus.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <fieldset>
          <legend>{words.severity}</legend>
          {SEVERITIES.map((severity) => (
            <div key={severity} className="severity">
              <label>
                <input
                  type="radio"
                  name="severity"
                  aria-describedby={`is-${severity}`}
                  checked={draft.severity === severity}
                  onChange={() => change({ severity })}
                />
                {words[severity]}
              </label>
              <span id={`is-${severity}`} className="quiet">
                {programme.value?.severities.find(({ code }) => code === severity)?.definition}
              </span>
            </div>
          ))}
        </fieldset>
        <label>
          {words.subject}
          <input
            required
            maxLength={200}
            value={draft.subject}
            onChange={({ target }) => change({ subject: target.value })}
          />
        </label>
        <label>
          {words.question}
          <textarea
            required
            rows={5}
            value={draft.question}
            onChange={({ target }) => change({ question: target.value })}
          />
        </label>
        {isNarrow && suggestions}
        {type?.intakeForm.fields.map((field) => (
          <IntakeAnswer
            key={field.key}
            field={field}
            value={answers[field.key] ?? ''}
            onChange={(value) => {
              setAnswers({ ...answers, [field.key]: value });
              setKey(newKey());
            }}
          />
        ))}
        <Files key={draftCode} onChange={() => setKey(newKey())} />
        {state.error !== undefined && (
          <p role="alert" className="error">
            {explain(state.error, words, { labels })}
          </p>
        )}
        <button disabled={state.sending}>{state.sending ? words.sending : words.send}</button>
      </form>
      <div className="column">
        <Preview accountId={accountId} draft={draft} label={type?.label ?? ''} />
        {!isNarrow && suggestions}
      </div>
    </div>
  );
}
