import { unwrap } from '@tierline/sdk';
import { Assignment } from './assignment.tsx';
import { Reclassify } from './classification.tsx';
import { attached, Files } from './files.tsx';
import { useSession } from './hooks.ts';
import { Act, Move, Reasons, said, TextField } from './move.tsx';
import { Cancel, Merge, Split } from './one-question.tsx';
import { Exclusion, Review } from './review.tsx';
import { SeverityMoves } from './severity.tsx';
import type { TicketViewProps } from './ticket.tsx';

/** What else who looks may do with the ticket: of everything, what the API names as legal. */
export function Moves(props: TicketViewProps) {
  const { ticket, again } = props;
  const { support, words } = useSession();
  const { id: ticketId, legalMoves } = ticket;
  const may = (move: (typeof legalMoves)[number]) => legalMoves.includes(move);
  const withdraws = !props.staffId && !ticket.initialResponse.endedAt;
  return (
    <div className="moves">
      <Assignment {...props} />
      {may('BEGIN_REVIEW') && (
        <Act
          label={words.beginReview}
          act={() => support.tickets.beginScopeReview({ ticketId }).then(unwrap)}
          onDone={again}
        />
      )}
      <Review {...props} />
      {may('START_WORK') && (
        <Act
          label={words.startWork}
          act={() => support.tickets.startWork({ ticketId }).then(unwrap)}
          onDone={again}
        />
      )}
      {may('RESUME') && (
        <Act
          label={words.resume}
          act={() => support.tickets.resume({ ticketId }).then(unwrap)}
          onDone={again}
        />
      )}
      {may('NOTE') && (
        <Move
          label={words.note}
          act={(form, once) =>
            support.tickets
              .addNote({ ticketId, body: said(form, 'body'), ...attached(form) }, once)
              .then(unwrap)
          }
          onDone={again}
        >
          <TextField name="body" label={words.noteLabel} />
          <Files />
        </Move>
      )}
      {may('LOG_CALL') && (
        <Move
          label={words.logCall}
          act={(form, once) =>
            support.tickets.logCall({ ticketId, summary: said(form, 'summary') }, once).then(unwrap)
          }
          onDone={again}
        >
          <TextField name="summary" label={words.callSummary} />
        </Move>
      )}
      {may('WAIT_FOR_CUSTOMER') && (
        <Move
          label={words.waitForCustomer}
          act={(form, once) =>
            support.tickets.waitForCustomer({ ticketId, body: said(form, 'body') }, once).then(unwrap)
          }
          onDone={again}
        >
          <TextField name="body" label={words.whatAsked} />
        </Move>
      )}
      {may('WAIT_FOR_THIRD_PARTY') && (
        <Move
          label={words.waitForThirdParty}
          act={(form) =>
            support.tickets.waitForThirdParty({ ticketId, reason: said(form, 'reason') }).then(unwrap)
          }
          onDone={again}
        >
          <TextField name="reason" label={words.whomFor} />
        </Move>
      )}
      <SeverityMoves {...props} />
      <Reclassify {...props} />
      <Split {...props} />
      <Merge {...props} />
      {may('REJECT') && <Reject {...props} />}
      <Cancel {...props} />
      {may('REOPEN') && (
        <Move
          label={words.reopen}
          act={(form) => support.tickets.reopen({ ticketId, reason: said(form, 'reason') }).then(unwrap)}
          onDone={again}
        >
          <TextField name="reason" label={words.reasonShown} />
        </Move>
      )}
      {may('CLOSE') && (
        <Move
          label={withdraws ? words.withdraw : words.close}
          act={() => support.tickets.close({ ticketId }).then(unwrap)}
          onDone={again}
        >
          <p>{withdraws ? words.withdrawSure : words.closeSure}</p>
        </Move>
      )}
    </div>
  );
}

/** Rejects by one of the clauses that exclude something on the ticket's plan. */
function Reject({ ticket, again }: TicketViewProps) {
  const { support, words } = useSession();
  return (
    <Move
      label={words.reject}
      act={(form) => {
        const description = said(form, 'description');
        const input = {
          ticketId: ticket.id,
          clause: said(form, 'clause'),
          reasonEn: said(form, 'reasonEn'),
          reasonFr: said(form, 'reasonFr'),
          ...(description && { description }),
        };
        return support.tickets.reject(input).then(unwrap);
      }}
      onDone={again}
    >
      <Exclusion plan={ticket.plan} />
      <Reasons />
    </Move>
  );
}
