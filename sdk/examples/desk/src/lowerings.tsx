import { unwrap, type DecideContestInput } from '@tierline/sdk';
import { useSession } from './hooks.ts';
import { Choice, Move, said, TextField } from './move.tsx';
import type { TicketViewProps } from './ticket.tsx';
import { shown, wordFor } from './words.ts';

/** Each time that the severity was lowered, why, and what became of it when the customer contested. */
export function Lowerings({ ticket, again }: TicketViewProps) {
  const { support, words } = useSession();
  const { id: ticketId, severityLowerings, legalMoves } = ticket;
  if (severityLowerings.length === 0) return null;
  return (
    <section className="outcome">
      {severityLowerings.map(({ id, before, after, reason, contestReason, decision, decisionReason }) => (
        <div key={id}>
          <h3>
            {words.lowered} {wordFor(words, before)} → {wordFor(words, after)}
          </h3>
          <Quoted text={reason} />
          {contestReason && (
            <>
              <p>
                <strong>{words.contested}</strong>
              </p>
              <Quoted text={contestReason} />
            </>
          )}
          {decision && (
            <>
              <p>
                <strong>
                  {words.decided} {wordFor(words, decision)}
                </strong>
              </p>
              <Quoted text={decisionReason ?? ''} />
            </>
          )}
        </div>
      ))}
      {legalMoves.includes('CONTEST') && (
        <Move
          label={words.contest}
          act={(form) =>
            support.tickets.contestSeverity({ ticketId, reason: said(form, 'reason') }).then(unwrap)
          }
          onDone={again}
        >
          <TextField name="reason" label={words.contestWhy} />
        </Move>
      )}
      {legalMoves.includes('DECIDE_CONTEST') && (
        <Move
          label={words.decide}
          act={(form) =>
            support.tickets
              .decideContest({
                ticketId,
                decision: said(form, 'decision') as DecideContestInput['decision'],
                reason: said(form, 'reason'),
              })
              .then(unwrap)
          }
          onDone={again}
        >
          <Choice name="decision" label={words.outcome} options={['UPHELD', 'RESTORED']} />
          <TextField name="reason" label={words.reasonShown} />
        </Move>
      )}
    </section>
  );
}

/** What a person wrote, in whichever language. */
function Quoted({ text }: { text: string }) {
  const { words } = useSession();
  return <blockquote className="said">{shown(text, words)}</blockquote>;
}
