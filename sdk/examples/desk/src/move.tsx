import { Fragment, useState, type ReactNode, type SubmitEvent } from 'react';
import { useSession } from './hooks.ts';
import { explain, type Words } from './words.ts';

interface ActProps {
  label: string;
  /** Does it, with what was filled in; throws what the page then explains. */
  act: (said: FormData) => PromiseLike<unknown>;
  onDone: () => void;
  children?: ReactNode;
}

/** A form for one thing to do. What is refused stays as it was written, with the reason. */
export function Act({ label, act, onDone, children }: ActProps) {
  const { words } = useSession();
  const [state, setState] = useState<{ round: number; busy?: boolean; error?: unknown }>({ round: 0 });
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setState({ ...state, busy: true });
    try {
      await act(new FormData(form));
      form.closest('details')?.removeAttribute('open');
      setState({ round: state.round + 1 }); // the next one begins empty
      onDone();
    } catch (error) {
      setState({ round: state.round, error });
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Fragment key={state.round}>{children}</Fragment>
      {state.error !== undefined && (
        <p role="alert" className="error">
          {explain(state.error, words)}
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

export function TextField({ name, label, optional }: { name: string; label: string; optional?: boolean }) {
  return (
    <label>
      {label}
      <textarea name={name} rows={3} required={!optional} />
    </label>
  );
}

export function LineField({ name, label, initial }: { name: string; label: string; initial?: string }) {
  return (
    <label>
      {label}
      <input name={name} required maxLength={200} defaultValue={initial} />
    </label>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
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
    <label>
      {label}
      <select
        name={name}
        required={none === undefined && options.length > 0}
        defaultValue={first ?? ''}
        onChange={({ target }) => onChange?.(target.value)}
      >
        {first === undefined && <option value="">{none ?? words.choosing}</option>}
        {labelled.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
