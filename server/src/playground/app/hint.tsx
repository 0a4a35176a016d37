import { askerOf, operationIn } from './lessons.ts';
import type { Persona } from './persona.tsx';

/** An answer that another person would have got: which operation asked, and why it was refused. */
export interface Refused {
  operation: string | undefined;
  code: 'UNAUTHENTICATED' | 'FORBIDDEN';
}

interface WhoHintProps {
  refused: Refused | null;
  personas: Persona[];
  chosen: Persona | null;
  choose: (persona: Persona) => void;
}

/** Says who of the demo can ask what was refused, and lets the reader be that person. */
export function WhoHint({ refused, personas, chosen, choose }: WhoHintProps) {
  return (
    <p role="status" className="tierline-hint">
      {refused && personas.length > 0 && <Hint {...{ refused, personas, chosen, choose }} />}
    </p>
  );
}

function Hint({
  refused: { operation, code },
  personas,
  chosen,
  choose,
}: WhoHintProps & { refused: Refused }) {
  const name = askerOf(operation);
  const fitting = personas.find(({ title }) => name && title.startsWith(`${name},`));
  if (fitting && fitting !== chosen) {
    return (
      <>
        {code === 'UNAUTHENTICATED' ? 'This is for somebody who is known.' : 'This is for somebody else.'}{' '}
        <button type="button" onClick={() => choose(fitting)}>
          Be {name}
        </button>{' '}
        and run it again.
      </>
    );
  }
  if (code === 'FORBIDDEN')
    return 'Whoever you are here may not do this: choose somebody else beside “You are”.';
  return 'This is for somebody who is known: choose a customer or one of the staff beside “You are”, and run it again.';
}

/** Why an answer was refused, where another person would help; null for any other. */
export function refusalIn(query: string, operationName: string | undefined, answer: unknown): Refused | null {
  const { errors = [] } = (answer ?? {}) as { errors?: { extensions?: { code?: string } }[] };
  const code = errors
    .map(({ extensions }) => extensions?.code)
    .find((one) => one === 'UNAUTHENTICATED' || one === 'FORBIDDEN');
  return code ? { code, operation: operationName ?? operationIn(query) } : null;
}
