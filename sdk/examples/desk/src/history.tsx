import { useState } from 'react';
import { Failure } from './failure.tsx';
import { everyPage, useAnswer, useSession } from './hooks.ts';
import type { TicketViewProps } from './ticket.tsx';
import { Told } from './told.tsx';
import { here, shown, typeset } from './words.ts';

/** What happened to the ticket and who did it, read once it is asked for. */
export function History({ ticket, round, open: goTo }: TicketViewProps & { round: number }) {
  const { words } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <details className="history" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.history}</summary>
      {open && <Events ticketId={ticket.id} round={round} open={goTo} />}
    </details>
  );
}

interface EventsProps extends Pick<TicketViewProps, 'open'> {
  ticketId: string;
  round: number;
}

function Events({ ticketId, round, open }: EventsProps) {
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
      {value.map(({ id, occurredAt, sentence, actor }) => (
        <li key={id}>
          <time dateTime={occurredAt}>{here(occurredAt, locale)}</time> ·{' '}
          {shown(actor.name ?? words.byItself, words)} · <Told text={typeset(sentence, locale)} open={open} />
        </li>
      ))}
    </ol>
  );
}
