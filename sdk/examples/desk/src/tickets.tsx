import type { TicketSummary } from '@tierline/sdk';
import { useSession } from './hooks.ts';
import { instant, wordFor } from './words.ts';

interface TicketsProps {
  tickets: TicketSummary[];
  empty: string;
  open: (reference: string) => void;
  withAccount?: boolean;
}

/** Tickets in the order given, each with what became of its promise. */
export function Tickets({ tickets, empty, open, withAccount = false }: TicketsProps) {
  const { words } = useSession();
  if (tickets.length === 0) return <p className="quiet">{empty}</p>;
  return (
    <ul className="tickets">
      {tickets.map(({ id, reference, subject, severity, state, account, assignee, initialResponse }) => (
        <li key={id} className={initialResponse.state}>
          <button type="button" className="plain" onClick={() => open(reference)}>
            <strong>{subject}</strong>
            <span className="quiet">
              {reference} · {wordFor(words, severity)} · {wordFor(words, state)}
              {withAccount && ` · ${account.name} · ${assignee?.name ?? words.nobodyYet}`}
            </span>
            <Promised clock={initialResponse} />
          </button>
        </li>
      ))}
    </ul>
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
      {told ?? (endedAt ? words.answered : words.due)} {instant(at, timeZone, locale)} ({timeZone})
    </span>
  );
}
