import { ProblemError } from '@tierline/sdk';
import {
  createContext,
  Fragment,
  useContext,
  useEffect,
  useRef,
  useState,
  type ReactNode,
  type SubmitEvent,
} from 'react';
import { newKey, useSession } from './hooks.ts';
import { explain, issuesOf, type Words } from './words.ts';

/** The same of the same words, until they are through: sent again after an answer that got lost, they are done once. */
interface Once {
  idempotencyKey: string;
}

interface ActProps {
  label: string;
  /** Does it, with what was filled in; throws what the page then explains. What must not happen twice is sent as `once`. */
  act: (said: FormData, once: Once) => PromiseLike<unknown>;
  onDone: () => void;
  children?: ReactNode;
}

/** What is wrong with the fields of a form, by their names. */
const Issues = createContext<Readonly<Record<string, string>>>({});

/**
 * A form for one thing to do. What is refused stays as it was written, with the reason, at the field where it is one's
 * fault.
 */
export function Act({ label, act, onDone, children }: ActProps) {
  const { words } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState<{ round: number; busy?: boolean; error?: unknown }>({ round: 0 });
  const attempt = useRef({ said: '', idempotencyKey: '' });
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setState({ ...state, busy: true });
    const said = new FormData(form);
    const text = JSON.stringify([state.round, ...said]);
    if (attempt.current.said !== text) attempt.current = { said: text, idempotencyKey: newKey() };
    const { idempotencyKey } = attempt.current;
    try {
      await act(said, { idempotencyKey });
      form.closest('details')?.removeAttribute('open');
      setState({ round: state.round + 1 }); // the next one begins empty
      onDone();
    } catch (error) {
      if (error instanceof ProblemError) attempt.current.said = ''; // nothing was done
      setState({ round: state.round, error });
    }
  };
  const named = issuesOf(state.error).filter(({ name }) => form.current?.querySelector(fieldOf(name)));
  const issues = Object.fromEntries(named.map(({ name, message }) => [name, message]));
  useEffect(() => {
    if (state.error === undefined) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state.error]);
  return (
    <form ref={form} onSubmit={(event) => void submit(event)}>
      <Issues value={issues}>
        <Fragment key={state.round}>{children}</Fragment>
      </Issues>
      {state.error !== undefined && (
        <p role="alert" className="error">
          {explain(state.error, words, { marked: Object.keys(issues) })}
        </p>
      )}
      <button disabled={state.busy}>{label}</button>
    </form>
  );
}

/** The same, behind its name: of several, one is open at a time. What it asks for is read once it was opened. */
export function Move(props: ActProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details
      className="move"
      name="move"
      onToggle={({ currentTarget }) => setOpened(opened || currentTarget.open)}
    >
      <summary>{props.label}</summary>
      {opened && <Act {...props} />}
    </details>
  );
}

/** What was filled in under a name, or nothing. */
export function said(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

interface FieldProps {
  name: string;
  label: string;
}

/** A label about its field, and under it what is wrong with what was filled in. */
function Field({ name, label, children }: FieldProps & { children: (isInvalid: boolean) => ReactNode }) {
  const issue = useContext(Issues)[name];
  return (
    <label data-field={name}>
      {label}
      {children(issue !== undefined)}
      {issue !== undefined && <span className="error">{issue}</span>}
    </label>
  );
}

function fieldOf(name: string): string {
  return `[data-field="${CSS.escape(name)}"]`;
}

export function TextField(props: FieldProps & { rows?: number; optional?: boolean }) {
  const { rows = 3, optional, ...field } = props;
  return (
    <Field {...field}>
      {(isInvalid) => (
        <textarea name={field.name} rows={rows} required={!optional} aria-invalid={isInvalid} />
      )}
    </Field>
  );
}

export function LineField({
  initial,
  isLink,
  ...field
}: FieldProps & { initial?: string; isLink?: boolean }) {
  return (
    <Field {...field}>
      {(isInvalid) => (
        <input
          name={field.name}
          type={isLink ? 'url' : 'text'}
          required
          maxLength={isLink ? 2_000 : 200}
          defaultValue={initial}
          aria-invalid={isInvalid}
        />
      )}
    </Field>
  );
}

/** A reason in both languages of the programme, and why it takes both. */
export function Reasons() {
  const { words } = useSession();
  return (
    <>
      <p className="quiet">{words.bothLanguages}</p>
      <TextField name="reasonEn" label={words.reasonEn} />
      <TextField name="reasonFr" label={words.reasonFr} />
    </>
  );
}

interface ChoiceProps extends FieldProps {
  /** Codes of the API, whose words there are, or what has a label of its own. */
  options: readonly (keyof Words | { value: string; label: string })[];
  /** What is chosen at first. */
  initial?: string;
  /** What it means to choose nothing, where that is allowed. */
  none?: string;
  onChange?: (value: string) => void;
}

export function Choice({ name, label, options, initial, none, onChange }: ChoiceProps) {
  const { words } = useSession();
  const labelled = options.map((one) => (typeof one === 'string' ? { value: one, label: words[one] } : one));
  const only = none === undefined && labelled.length === 1 ? labelled[0] : undefined;
  const first = initial ?? only?.value;
  return (
    <Field name={name} label={label}>
      {(isInvalid) => (
        <select
          name={name}
          required={none === undefined && options.length > 0}
          defaultValue={first ?? ''}
          aria-invalid={isInvalid}
          onChange={({ target }) => onChange?.(target.value)}
        >
          {first === undefined && <option value="">{none ?? words.choosing}</option>}
          {labelled.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
