import { useSession } from './hooks.ts';
import { explain } from './words.ts';

/** What could not be read, and a way to try again. */
export function Failure({ error, again }: { error: unknown; again: () => void }) {
  const { words } = useSession();
  return (
    <p role="alert" className="error">
      {explain(error, words)}{' '}
      <button type="button" onClick={again}>
        {words.again}
      </button>
    </p>
  );
}
