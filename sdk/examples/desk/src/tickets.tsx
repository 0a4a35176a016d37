import type { TicketSummary } from '@tierline/sdk';
import { useSession } from './hooks.ts';
import { forBoth, here, shown, stateOf, wordFor } from './words.ts';

/** In which states a ticket is still to be answered for good. */
export const OPEN = [
  'RECEIVED',
  'IN_REVIEW',
  'IN_PROGRESS',
  'WAITING_ON_CUSTOMER',
  'WAITING_ON_THIRD_PARTY',
] as const;

/** Tickets that are chosen to do the same with each: their references by their ids. */
export type Chosen = ReadonlyMap<string, string>;

interface TicketsProps {
  tickets: TicketSummary[];
  empty: string;
  open: (reference: string) => void;
  withAccount?: boolean;
  /** With it, tickets can be chosen. */
  selection?: { chosen: Chosen; choose: (chosen: Chosen) => void };
}

/** Tickets in the order given, each with what became of its promise. */
export function Tickets({ tickets, empty, open, withAccount = false, selection }: TicketsProps) {
  const { words } = useSession();
  if (tickets.length === 0) return <p className="quiet">{empty}</p>;
  return (
    <ul className="tickets">
      {tickets.map(({ id, reference, subject, severity, account, assignee, initialResponse, ...ticket }) => (
        <li key={id} className={initialResponse.state}>
          {selection && <Choose {...selection} {...{ id, reference }} />}
          <button type="button" className="plain" onClick={() => open(reference)}>
            <strong>{shown(subject, words)}</strong>
            <span className="quiet">
              {reference} · {wordFor(words, severity)} · {stateOf(ticket, words)}
              {withAccount && ` · ${account.name} · ${assignee?.name ?? words.nobodyYet}`}
            </span>
            <Promised clock={initialResponse} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Chooses a ticket, beside those that are chosen. */
function Choose(props: NonNullable<TicketsProps['selection']> & { id: string; reference: string }) {
  const { words } = useSession();
  const { chosen, choose, id, reference } = props;
  const others = [...chosen].filter(([other]) => other !== id);
  return (
    <label className="choose-ticket">
      <input
        type="checkbox"
        aria-label={`${words.choosing} ${reference}`}
        checked={chosen.has(id)}
        onChange={({ target }) => choose(new Map(target.checked ? [...others, [id, reference]] : others))}
      />
    </label>
  );
}

function Promised({ clock }: { clock: TicketSummary['initialResponse'] }) {
  const { words, locale } = useSession();
  const { state, dueAt, endedAt, breachedAt, timeZone } = clock;
  const told = { MET: words.answered, BREACHED: words.answeredLate, BREACHED_OPEN: words.since }[
    state as string
  ];
  const at = state === 'BREACHED_OPEN' ? (breachedAt ?? dueAt) : (endedAt ?? dueAt);
  if (!at || state === 'CANCELLED') return null;
  return (
    <span className="quiet">
      {told ?? (endedAt ? words.answered : words.due)}{' '}
      {endedAt ? here(at, locale) : forBoth(at, timeZone, { locale, words })}
    </span>
  );
}
