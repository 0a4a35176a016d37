import { unwrap } from '@tierline/sdk';
import { useSession } from './hooks.ts';
import { Act, Move, said, TextField } from './move.tsx';
import type { TicketViewProps } from './ticket.tsx';
import { shown } from './words.ts';

/** How the ticket was rated; for whoever asked, the question, while it is open. */
export function Rating({ ticket, again }: TicketViewProps) {
  const { support, words } = useSession();
  const { id: ticketId, satisfaction, legalMoves } = ticket;
  if (!satisfaction) return null;
  const { score, comment } = satisfaction;
  const mayRate = legalMoves.includes('RATE');
  if (score === null && !mayRate) return null;
  const Form = score === null ? Act : Move;
  return (
    <section className="outcome">
      {score === null ? (
        <h3>{words.rateAsk}</h3>
      ) : (
        <p className="said">
          <strong>
            {words.rated} {score} {words.of5}
          </strong>{' '}
          {comment && <q>{shown(comment, words)}</q>}
        </p>
      )}
      {mayRate && (
        <Form
          label={score === null ? words.rate : words.rateAnew}
          act={(form) => {
            const text = said(form, 'comment');
            const input = { ticketId, score: Number(said(form, 'score')), ...(text && { comment: text }) };
            return support.tickets.rate(input).then(unwrap);
          }}
          onDone={again}
        >
          <fieldset>
            <legend>{words.rateScale}</legend>
            {[1, 2, 3, 4, 5].map((value) => (
              <label key={value}>
                <input type="radio" name="score" value={value} required />
                {value}
              </label>
            ))}
          </fieldset>
          <TextField name="comment" label={words.comment} optional />
        </Form>
      )}
    </section>
  );
}
