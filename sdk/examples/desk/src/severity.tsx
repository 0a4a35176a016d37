import {
  unwrap,
  type DecideContestInput,
  type LowerSeverityInput,
  type RaiseSeverityInput,
} from '@tierline/sdk';
import { useSession } from './hooks.ts';
import { Choice, Move, said, TextField } from './move.tsx';
import type { TicketViewProps } from './ticket.tsx';
import { wordFor } from './words.ts';

/** The worst first. */
export const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'] as const;

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
          <p className="said">{reason}</p>
          {contestReason && (
            <p className="said">
              <strong>{words.contested}</strong> {contestReason}
            </p>
          )}
          {decision && (
            <p className="said">
              <strong>{wordFor(words, decision)}</strong> {decisionReason}
            </p>
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
          <Choice
            name="decision"
            label={words.outcome}
            options={(['UPHELD', 'RESTORED'] as const).map((value) => ({ value, label: words[value] }))}
          />
          <TextField name="reason" label={words.reasonShown} />
        </Move>
      )}
    </section>
  );
}

/** To raise the severity, for both sides, and to lower it, for the vendor's. */
export function SeverityMoves({ ticket, staffId, again }: TicketViewProps) {
  const { support, words } = useSession();
  const { id: ticketId, legalMoves } = ticket;
  const at = SEVERITIES.findIndex((code) => code === ticket.severity);
  const named = (codes: readonly (typeof SEVERITIES)[number][]) =>
    codes.map((value) => ({ value, label: words[value] }));
  return (
    <>
      {legalMoves.includes('RAISE_SEVERITY') && at > 0 && (
        <Move
          label={words.raise}
          act={(form) =>
            support.tickets
              .raiseSeverity({
                ticketId,
                severity: said(form, 'severity') as RaiseSeverityInput['severity'],
                cause: said(form, 'cause') as RaiseSeverityInput['cause'],
              })
              .then(unwrap)
          }
          onDone={again}
        >
          <Choice name="severity" label={words.newSeverity} options={named(SEVERITIES.slice(0, at))} />
          <Choice
            name="cause"
            label={words.reason}
            options={(staffId ? (['WORSENED', 'CORRECTION'] as const) : (['WORSENED'] as const)).map(
              (value) => ({ value, label: words[value] }),
            )}
          />
        </Move>
      )}
      {legalMoves.includes('LOWER_SEVERITY') && at < SEVERITIES.length - 1 && (
        <Move
          label={words.lower}
          act={(form) =>
            support.tickets
              .lowerSeverity({
                ticketId,
                severity: said(form, 'severity') as LowerSeverityInput['severity'],
                reason: said(form, 'reason'),
              })
              .then(unwrap)
          }
          onDone={again}
        >
          <Choice name="severity" label={words.newSeverity} options={named(SEVERITIES.slice(at + 1))} />
          <TextField name="reason" label={words.reasonShown} />
        </Move>
      )}
    </>
  );
}
