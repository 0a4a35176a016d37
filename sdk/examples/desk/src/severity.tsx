import { unwrap, type LowerSeverityInput, type RaiseSeverityInput } from '@tierline/sdk';
import { useSession } from './hooks.ts';
import { Choice, Move, said, TextField } from './move.tsx';
import type { TicketViewProps } from './ticket.tsx';

/** The worst first. */
export const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'] as const;

/** To raise the severity, for both sides, and to lower it, for the vendor's. */
export function SeverityMoves({ ticket, staffId, again }: TicketViewProps) {
  const { support, words } = useSession();
  const { id: ticketId, legalMoves } = ticket;
  const at = SEVERITIES.findIndex((code) => code === ticket.severity);
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
          <Choice name="severity" label={words.newSeverity} options={SEVERITIES.slice(0, at)} />
          <Choice
            name="cause"
            label={words.reason}
            options={staffId ? ['WORSENED', 'CORRECTION'] : ['WORSENED']}
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
          <Choice name="severity" label={words.newSeverity} options={SEVERITIES.slice(at + 1)} />
          <TextField name="reason" label={words.reasonShown} />
        </Move>
      )}
    </>
  );
}
