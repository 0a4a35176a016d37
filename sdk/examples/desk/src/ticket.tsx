import { unwrap, type Ticket as TicketData } from '@tierline/sdk';
import { useState, type SubmitEvent } from 'react';
import { LiveClock } from './clock.tsx';
import { useAnswer, useChanges, useSession } from './hooks.ts';
import { explain, instant, wordFor } from './words.ts';

/** A ticket as it is now: its clock, its messages, and what who looks may do next. */
export function Ticket({ id, staffId, onBack }: { id: string; staffId?: string; onBack: () => void }) {
  const { support, words, locale } = useSession();
  const {
    value: ticket,
    error,
    again,
  } = useAnswer((signal) => support.tickets.get(id, { signal }), id + locale);
  const live = useChanges((signal) => support.tickets.changes(id, { signal }), id, again);
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!ticket) return <p className="quiet">{words.loading}</p>;
  const { timeZone } = ticket.initialResponse;
  const take = () => support.tickets.assign({ ticketId: id, assigneeId: staffId! }).then(unwrap).then(again);
  return (
    <article>
      <button type="button" className="plain" onClick={onBack}>
        ← {words.back}
      </button>
      <h2>
        {ticket.reference} · {ticket.subject}
      </h2>
      <p className="quiet">
        {ticket.account.name} · {wordFor(words, ticket.severity)} · {wordFor(words, ticket.state)} ·{' '}
        {ticket.assignee?.name ?? words.nobodyYet}
      </p>
      <LiveClock clock={ticket.initialResponse} live={live} />
      {staffId && (
        <p>
          {ticket.scopeReview?.verdict === 'IN_SCOPE' ? words.inScope : words.unreviewed} ·{' '}
          {ticket.assignee?.id === staffId ? (
            words.yours
          ) : (
            <button type="button" onClick={() => void take()}>
              {words.take}
            </button>
          )}
        </p>
      )}
      <ol className="messages">
        {ticket.messages.nodes.map((message) => (
          <li
            key={message.id}
            className={message.author?.__typename === 'StaffMember' ? 'vendor' : 'customer'}
          >
            <header>
              <strong>{message.author?.name ?? message.authorName}</strong>{' '}
              <time dateTime={message.sentAt}>{instant(message.sentAt, timeZone, locale)}</time>
            </header>
            <p>{message.body}</p>
          </li>
        ))}
      </ol>
      {ticket.legalMoves.includes('REPLY') && (
        <Reply ticket={ticket} isEngineer={staffId !== undefined} onSent={again} />
      )}
    </article>
  );
}

/** Says something; as an engineer, with the review of the scope, and as the end of it. */
function Reply(props: { ticket: TicketData; isEngineer: boolean; onSent: () => void }) {
  const { ticket, isEngineer, onSent } = props;
  const { support, words } = useSession();
  const [body, setBody] = useState('');
  const [inScope, setInScope] = useState(false);
  const [resolve, setResolve] = useState(false);
  const [error, setError] = useState<unknown>();
  const mayReview = isEngineer && ticket.legalMoves.includes('REVIEW') && !ticket.scopeReview;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      const review = { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' } as const;
      unwrap(
        await support.tickets.reply({
          ticketId: ticket.id,
          body,
          ...(mayReview && inScope && { review }),
          ...(isEngineer && resolve && { resolve }),
        }),
      );
      setBody('');
      setError(undefined);
      onSent();
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <label>
        {words.reply}
        <textarea required rows={4} value={body} onChange={({ target }) => setBody(target.value)} />
      </label>
      {mayReview && (
        <label>
          {words.scope}
          <select
            value={inScope ? 'IN_SCOPE' : ''}
            onChange={({ target }) => setInScope(target.value === 'IN_SCOPE')}
          >
            <option value="">{words.later}</option>
            <option value="IN_SCOPE">{words.IN_SCOPE}</option>
          </select>
        </label>
      )}
      {isEngineer && (
        <label className="beside">
          <input type="checkbox" checked={resolve} onChange={({ target }) => setResolve(target.checked)} />
          {words.resolve}
        </label>
      )}
      {error !== undefined && (
        <p role="alert" className="error">
          {explain(error, words)}
        </p>
      )}
      <button>{words.sendReply}</button>
    </form>
  );
}

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
