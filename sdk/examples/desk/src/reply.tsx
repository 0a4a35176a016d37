import { unwrap } from '@tierline/sdk';
import type { ComponentProps } from 'react';
import { attached, Files } from './files.tsx';
import { useSession } from './hooks.ts';
import { Act, said, TextField } from './move.tsx';
import type { TicketViewProps } from './ticket.tsx';

/** Says something; as an engineer, with the review of the scope, and as the end of it. */
export function Reply({ ticket, staffId, again, open }: TicketViewProps) {
  const { support, words } = useSession();
  const { id: ticketId, legalMoves, state } = ticket;
  if (!legalMoves.includes('REPLY')) return null;
  const mayReview = legalMoves.includes('REVIEW') && !ticket.scopeReview;
  const mayResolve = legalMoves.includes('RESOLVE') || mayReview;
  const send: ComponentProps<typeof Act>['act'] = async (form, once) => {
    const inScope = said(form, 'review') === 'IN_SCOPE';
    const answer = unwrap(
      await support.tickets.reply(
        {
          ticketId,
          body: said(form, 'body'),
          ...attached(form),
          ...(inScope && { review: { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' } }),
          ...(said(form, 'resolve') && { resolve: true }),
        },
        once,
      ),
    );
    if (answer.ticket.id !== ticketId) open(answer.ticket.reference); // it was over: this is another one
  };
  return (
    <Act label={words.sendReply} act={send} onDone={again}>
      {!staffId && state === 'RESOLVED' && <p className="quiet">{words.reopensIt}</p>}
      {!staffId && state === 'CLOSED' && <p className="quiet">{words.followsUp}</p>}
      <TextField name="body" label={words.reply} rows={4} />
      <Files />
      {mayReview && (
        <label>
          {words.scope}
          <select name="review">
            <option value="">{words.later}</option>
            <option value="IN_SCOPE">{words.IN_SCOPE}</option>
          </select>
        </label>
      )}
      {mayResolve && (
        <label className="beside">
          <input type="checkbox" name="resolve" />
          {words.resolve}
        </label>
      )}
    </Act>
  );
}
