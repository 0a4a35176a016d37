import { unwrap, type GiveSecondOpinionInput } from '@tierline/sdk';
import { useSession } from './hooks.ts';
import { Choice, Move, Reasons, said, TextField } from './move.tsx';
import { Meeting, meetingIn } from './review.tsx';
import type { TicketViewProps } from './ticket.tsx';
import { shown, wordFor } from './words.ts';

/** Why a request was rejected, what is offered instead, and the second opinion, with what may be done about each. */
export function Rejection({ ticket, staffId, again }: TicketViewProps) {
  const { support, words } = useSession();
  const { id: ticketId, rejection, legalMoves } = ticket;
  if (!rejection) return null;
  const { clause, reason, engagement, secondOpinion } = rejection;
  const decides = engagement && legalMoves.includes('ACCEPT_OFFER');
  const forOthers = !staffId && engagement?.state === 'OFFERED' && secondOpinion?.state !== 'REQUESTED';
  return (
    <section className="outcome">
      <h3>
        {words.outOfScope} {clause.number}
      </h3>
      <p className="said">{shown(reason, words)}</p>
      <blockquote>{clause.text}</blockquote>
      {engagement && engagement.state !== 'WITHDRAWN' && (
        <p>
          {wordFor(words, engagement.state)} {forOthers && !decides && words.adminsDecide}
        </p>
      )}
      {secondOpinion && (
        <>
          <p>
            <strong>
              {words.secondOpinion} {wordFor(words, secondOpinion.state)}
            </strong>
          </p>
          <blockquote className="said">{shown(secondOpinion.question, words)}</blockquote>
          {secondOpinion.reason && <p className="said">{shown(secondOpinion.reason, words)}</p>}
        </>
      )}
      {decides && (
        <Move
          label={words.accept}
          act={() => support.tickets.acceptOffer({ engagementId: engagement.id }).then(unwrap)}
          onDone={again}
        >
          <p>{words.acceptSure}</p>
        </Move>
      )}
      {engagement && legalMoves.includes('DECLINE_OFFER') && (
        <Move
          label={words.decline}
          act={(form) => {
            const why = said(form, 'reason');
            const input = { engagementId: engagement.id, ...(why && { reason: why }) };
            return support.tickets.declineOffer(input).then(unwrap);
          }}
          onDone={again}
        >
          <TextField name="reason" label={words.whyMaybe} optional />
        </Move>
      )}
      {legalMoves.includes('REQUEST_SECOND_OPINION') && (
        <Move
          label={words.askSecond}
          act={(form) =>
            support.tickets.requestSecondOpinion({ ticketId, reason: said(form, 'reason') }).then(unwrap)
          }
          onDone={again}
        >
          <TextField name="reason" label={words.askSecondWhy} />
        </Move>
      )}
      {legalMoves.includes('GIVE_SECOND_OPINION') && (
        <Move
          label={words.giveSecond}
          act={(form) =>
            support.tickets
              .giveSecondOpinion({
                ticketId,
                outcome: said(form, 'outcome') as GiveSecondOpinionInput['outcome'],
                reasonEn: said(form, 'reasonEn'),
                reasonFr: said(form, 'reasonFr'),
                ...meetingIn(form),
              })
              .then(unwrap)
          }
          onDone={again}
        >
          <Choice name="outcome" label={words.outcome} options={['UPHELD', 'OVERTURNED']} />
          <Reasons />
          <Meeting />
        </Move>
      )}
    </section>
  );
}
