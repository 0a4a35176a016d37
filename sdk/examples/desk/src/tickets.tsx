import type { TicketSummary } from '@tierline/sdk';
import { useSession } from './hooks.ts';
import { instant, wordFor } from './words.ts';

/** Tickets in the order given, each with when an answer is due. */
export function Tickets(props: {
  tickets: TicketSummary[];
  empty: string;
  open: (id: string) => void;
  withAccount?: boolean;
}) {
  const { tickets, empty, open, withAccount = false } = props;
  const { words, locale } = useSession();
  if (tickets.length === 0) return <p className="quiet">{empty}</p>;
  return (
    <ul className="tickets">
      {tickets.map(({ id, reference, subject, severity, state, account, assignee, initialResponse }) => (
        <li key={id} className={initialResponse.state}>
          <button type="button" className="plain" onClick={() => open(id)}>
            <strong>{subject}</strong>
            <span className="quiet">
              {reference} · {wordFor(words, severity)} · {wordFor(words, state)}
              {withAccount && ` · ${account.name} · ${assignee?.name ?? words.nobodyYet}`}
            </span>
            {initialResponse.dueAt && !initialResponse.endedAt && (
              <span className="quiet">
                {words.due} {instant(initialResponse.dueAt, initialResponse.timeZone, locale)} (
                {initialResponse.timeZone})
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
