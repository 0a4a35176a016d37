import type { Severity } from '../plans/plan.rules.ts';
import { Problem } from '../problem.ts';

type Locale = 'FR' | 'EN';

/** How long a transcript is waited for after the end of the recording. */
export const TRANSCRIPT_SECONDS = 180;
/** Nobody speaks into a voicemail for longer. */
export const ABANDONED_AFTER_SECONDS = 3_600;

/** The severity that a key stands for; null for any other (Q1). */
export function severityOfKey(digits: string): Severity | null {
  return ({ 1: 'SEVERE', 2: 'MODERATE', 3: 'LIMITED' } as const)[digits] ?? null;
}

/** The language that a key stands for; null for any other. */
export function localeOfKey(digits: string): Locale | null {
  return ({ 1: 'FR', 2: 'EN' } as const)[digits] ?? null;
}

/**
 * What a voicemail asks for until an engineer has listened to it: a severe one is taken for an outage, which every plan
 * covers, any other for a question of configuration. What it is really about can be corrected afterwards.
 *
 * Source: S14, S40, S44, S59.
 */
export function requestTypeOf(
  severity: Severity,
): 'PLATFORM_DOWN_VENDOR_CAUSE' | 'CONFIGURATION_TROUBLESHOOTING' {
  return severity === 'SEVERE' ? 'PLATFORM_DOWN_VENDOR_CAUSE' : 'CONFIGURATION_TROUBLESHOOTING';
}

/** What the ticket of a voicemail says, with or without a transcript. */
export function voicemailWords(
  { name, number, transcript }: { name: string; number: string | null; transcript: string | null },
  locale: Locale,
): { subject: string; question: string } {
  const french = locale === 'FR';
  const from = number ? `${name} (${number})` : name;
  return {
    subject: `${french ? 'Message vocal de' : 'Voicemail from'} ${name}`.slice(0, 200),
    question:
      transcript ??
      (french
        ? `Message vocal de ${from}, sans transcription : l’enregistrement est joint à l’appel.`
        : `Voicemail from ${from}, without a transcript: the recording is with the call.`),
  };
}

export type PhoneCallState =
  'IN_PROGRESS' | 'RECORDED' | 'OPENED' | 'DRAFT' | 'UNASSIGNED' | 'ABANDONED' | 'DISCARDED';

/**
 * Where a call stands once its recording has come. It may come late, when somebody has decided about the call: what belongs
 * to a ticket, was discarded, or is a draft because no plan admits it, stays that.
 */
export function stateAfterRecording(call: {
  state: PhoneCallState;
  contactId: string | null;
  severity: Severity | null;
  refusalCode: string | null;
}): PhoneCallState {
  const { state, refusalCode } = call;
  const isKnown = call.contactId !== null && call.severity !== null;
  if (state === 'IN_PROGRESS' || state === 'ABANDONED') return isKnown ? 'RECORDED' : 'UNASSIGNED';
  return state === 'DRAFT' && refusalCode === null && isKnown ? 'RECORDED' : state;
}

type Closed = 'IN_PROGRESS' | 'RECORDED' | 'OPENED' | 'DISCARDED';

/** The call belongs to a ticket already, was discarded, or is going on: this cannot be done with it. */
export class PhoneCallClosedProblem extends Problem {
  readonly code = 'PHONE_CALL_CLOSED';
  readonly state: Closed;

  constructor(state: Closed) {
    super(WHY_CLOSED[state]);
    this.state = state;
  }
}

const GOES_ON = {
  fr: 'L’appel est en cours, ou devient un ticket sous peu.',
  en: 'The call is going on, or becomes a ticket in a moment.',
};
const WHY_CLOSED = {
  IN_PROGRESS: GOES_ON,
  RECORDED: GOES_ON,
  OPENED: { fr: 'L’appel appartient déjà à un ticket.', en: 'The call belongs to a ticket already.' },
  DISCARDED: { fr: 'L’appel a été écarté.', en: 'The call was discarded.' },
};

/** @throws PhoneCallClosedProblem unless the call waits for somebody to say what it is */
export function checkCallOpen(state: PhoneCallState): void {
  if (state in WHY_CLOSED) throw new PhoneCallClosedProblem(state as Closed);
}
