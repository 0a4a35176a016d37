import type { TicketQuery } from '@tierline/sdk';
import { LiveClock } from './clock.tsx';
import { Failure } from './failure.tsx';
import { History } from './history.tsx';
import { useAnswer, useChanges, useSession } from './hooks.ts';
import { Lowerings } from './lowerings.tsx';
import { Meetings } from './meeting.tsx';
import { Messages } from './messages.tsx';
import { Moves } from './moves.tsx';
import { Related } from './one-question.tsx';
import { Rating } from './rating.tsx';
import { Rejection } from './rejection.tsx';
import { Reply } from './reply.tsx';
import { Request } from './request.tsx';
import { Scope } from './review.tsx';
import { shown, stateOf, wordFor } from './words.ts';

/** What every part of a ticket's page gets. */
export interface TicketViewProps {
  ticket: NonNullable<TicketQuery['ticket']>;
  /** Who looks, of the vendor's people; undefined for a customer or a partner. */
  staffId?: string | undefined;
  /** Whether somebody of a partner looks, in the name of a customer. */
  isPartner?: boolean | undefined;
  /** Reads the ticket anew. */
  again: () => void;
  /** Goes to another ticket. */
  open: (reference: string | null) => void;
}

interface TicketProps extends Pick<TicketViewProps, 'staffId' | 'isPartner' | 'open'> {
  reference: string;
}

/** A ticket as it is now: its clock, what became of it, its messages, and what who looks may do next. */
export function Ticket({ reference, staffId, isPartner, open }: TicketProps) {
  const { support, words, locale } = useSession();
  const { value, error, round, again } = useAnswer(
    (signal) => support.tickets.get(reference, { signal }),
    reference + locale,
  );
  const failure = error !== undefined && <Failure error={error} again={again} />;
  if (value === undefined) return failure || <p className="quiet">{words.loading}</p>;
  const back = (
    <button type="button" className="plain" onClick={() => open(null)}>
      ← {words.back}
    </button>
  );
  if (value === null) {
    return (
      <>
        {back}
        <p role="status">
          {words.noTicket} {reference}
        </p>
      </>
    );
  }
  const props = { ticket: value, staffId, isPartner, again, open };
  return (
    <article>
      {back}
      {/* What is being written below it is not lost where the ticket cannot be read anew. */}
      {failure}
      <h2>
        {value.reference} · {shown(value.subject, words)}
      </h2>
      <p className="quiet">
        {value.account.name} · {wordFor(words, value.severity)} · {stateOf(value, words)} ·{' '}
        {value.assignee?.name ?? words.nobodyYet}
      </p>
      <Request ticket={value} />
      {staffId && <Scope ticket={value} />}
      <Labels labels={value.labels} />
      <Related {...props} />
      <Watched {...props} />
      <Meetings {...props} round={round} />
      <Rejection {...props} />
      <Lowerings {...props} />
      <Rating {...props} />
      <Messages {...props} round={round} />
      <Reply {...props} />
      <Moves {...props} />
      <History {...props} round={round} />
    </article>
  );
}

/** The clock, which is told of what changes the ticket. */
function Watched({ ticket, again }: TicketViewProps) {
  const { support } = useSession();
  const live = useChanges((signal) => support.tickets.changes(ticket.id, { signal }), ticket.id, again);
  return <LiveClock clock={ticket.initialResponse} live={live} again={again} />;
}

/** What staff call it; to customers the API names none. */
function Labels({ labels }: Pick<TicketViewProps['ticket'], 'labels'>) {
  if (labels.length === 0) return null;
  return (
    <ul className="labels">
      {labels.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  );
}
