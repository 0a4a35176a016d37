import { SEVERITY_LABELS } from '@tierline/schema/names';
import type { SupportReport } from '@tierline/schema/reports/support-report';
import type { Bar, Tone } from './charts.ts';
import type { Language } from './language.ts';

/** The colours of what can become of a promise. */
const STATE_TONES = {
  met: 'good',
  breached: 'bad',
  breachedOpen: 'worst',
  undecided: 'open',
  excluded: 'apart',
} as const satisfies Record<string, Tone>;

export function stateNames({ say }: Language): Record<keyof typeof STATE_TONES, string> {
  return {
    met: say('Tenu', 'Kept'),
    breached: say('Répondu en retard', 'Answered late'),
    breachedOpen: say('En retard, sans réponse', 'Late, not answered'),
    undecided: say('En cours', 'Running'),
    excluded: say('Non jugé', 'Not judged'),
  };
}

type Tally = SupportReport['figures']['promises'];

/** The parts of a bar that shows what became of some promises. */
export function tallyParts({ met, breached, breachedOpen, undecided, excluded }: Tally): Bar['parts'] {
  return [
    { tone: STATE_TONES.met, value: met },
    { tone: STATE_TONES.breached, value: breached },
    { tone: STATE_TONES.breachedOpen, value: breachedOpen },
    { tone: STATE_TONES.undecided, value: undecided },
    { tone: STATE_TONES.excluded, value: excluded.reduce((sum, { clocks }) => sum + clocks, 0) },
  ];
}

/** What the colours of such bars mean. */
export function legend(language: Language): Partial<Record<Tone, string>> {
  const names = stateNames(language);
  return {
    [STATE_TONES.met]: names.met,
    [STATE_TONES.breached]: names.breached,
    [STATE_TONES.breachedOpen]: names.breachedOpen,
    [STATE_TONES.undecided]: names.undecided,
    [STATE_TONES.excluded]: names.excluded,
  };
}

export function severityName(severity: keyof typeof SEVERITY_LABELS, { say }: Language): string {
  const { fr, en } = SEVERITY_LABELS[severity];
  return say(fr, en);
}

/** How long an answer took in business time: none for what was answered before the desk opened. A dash where there is none. */
export function responseTime(seconds: number | null, { say, duration }: Language): string {
  return seconds === 0 ? say('aussitôt, hors horaires', 'at once, outside hours') : duration(seconds);
}

/** Why a promise that is not over has no verdict yet. */
export function runningName({ say }: Language): string {
  return say('En cours : l’échéance est à venir', 'Running: not answered, and not due yet');
}

type ExclusionReason = SupportReport['figures']['promises']['excluded'][number]['reason'];

/** Why a promise was not judged, in words. */
export function exclusionName(reason: ExclusionReason, { say }: Language): string {
  const names: Record<ExclusionReason, string> = {
    NOT_APPLICABLE: say('Le forfait ne promet pas de délai', 'The plan promises no response time'),
    WITHDRAWN: say('Retirée par le client avant une réponse', 'Withdrawn by the customer before an answer'),
    MERGED: say(
      'Fusionnée avec un autre ticket, où l’attente continue',
      'Merged into another ticket, where the wait goes on',
    ),
    SPAM: say('Indésirable : ce n’était pas une demande', 'Spam: it was no request'),
    DUPLICATE: say('Doublon d’un autre ticket', 'A duplicate of another ticket'),
    IMPORTED: say('Reprise d’un autre système', 'Taken over from another system'),
    REPAIRED: say('Corrigée à deux : sans verdict', 'Repaired by two people: without a verdict'),
  };
  return names[reason];
}
