import { useState } from 'react';
import { Failure } from './failure.tsx';
import { everyPage, useAnswer, useSession } from './hooks.ts';
import type { TicketViewProps } from './ticket.tsx';
import { instant, typeset } from './words.ts';

/** What happened to the ticket and who did it, read once it is asked for. */
export function History({ ticket, round }: TicketViewProps & { round: number }) {
  const { words } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <details className="history" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.history}</summary>
      {open && <Events ticketId={ticket.id} timeZone={ticket.initialResponse.timeZone} round={round} />}
    </details>
  );
}

function Events({ ticketId, timeZone, round }: { ticketId: string; timeZone: string; round: number }) {
  const { support, words, locale } = useSession();
  const { value, error, again } = useAnswer(
    (signal) =>
      everyPage(
        async (after) => (await support.tickets.timeline(ticketId, { first: 100, after, signal }))?.timeline,
      ),
    `${ticketId} ${locale} ${round}`,
  );
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!value) return <p className="quiet">{words.loading}</p>;
  return (
    <ol>
      {value.map(({ id, occurredAt, summary, actor }) => (
        <li key={id}>
          <time dateTime={occurredAt}>{instant(occurredAt, timeZone, locale)}</time> ·{' '}
          {actor.name ?? words.byItself} · {typeset(summary, locale)}
        </li>
      ))}
    </ol>
  );
}
