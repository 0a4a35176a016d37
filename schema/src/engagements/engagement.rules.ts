import { Problem } from '../problem.ts';

export type TamEngagementType =
  | 'NEW_FEATURE_PRESENTATION'
  | 'RECURRING_TECHNICAL_MEETING'
  | 'CUSTOM_INCIDENT_MANAGEMENT'
  | 'REGULAR_CHECK_IN'
  | 'AD_HOC_QUESTION'
  | 'OTHER_MEETING'
  | 'SUPPORT_REQUEST_REVIEW';

export type TamEngagementState = 'REQUESTED' | 'PROPOSED' | 'PLANNED' | 'HELD' | 'MISSED' | 'CANCELLED';

/** What a TAM plans by oneself. The others come about by a ticket: a request of the customer, or a severe incident (S87). */
export const PLANNED_TYPES = [
  'NEW_FEATURE_PRESENTATION',
  'RECURRING_TECHNICAL_MEETING',
  'REGULAR_CHECK_IN',
  'SUPPORT_REQUEST_REVIEW',
] as const satisfies readonly TamEngagementType[];

/** What a customer asks for by a ticket of this request type is an engagement too (S80, S81, S87). */
export function engagementAskedFor(requestType: string): 'AD_HOC_QUESTION' | 'OTHER_MEETING' | null {
  return requestType === 'AD_HOC_QUESTION' || requestType === 'OTHER_MEETING' ? requestType : null;
}

/**
 * The state of an engagement of meetings after one of them was recorded or called off: planned while one is ahead or
 * the rule of its series goes on; then held, if one ever was. What a customer asked for stays asked for where all
 * meetings were called off.
 *
 * @param statuses of all its meetings
 * Source: S71–S74, S79, S81.
 */
export function stateByMeetings(
  statuses: readonly ('SCHEDULED' | 'HELD' | 'MISSED' | 'CANCELLED')[],
  { goesOn, wasRequested }: { goesOn: boolean; wasRequested: boolean },
): TamEngagementState {
  if (goesOn || statuses.includes('SCHEDULED')) return 'PLANNED';
  if (statuses.includes('HELD')) return 'HELD';
  if (statuses.includes('MISSED')) return 'MISSED';
  return wasRequested ? 'REQUESTED' : 'CANCELLED';
}

export function isSettled(state: TamEngagementState): boolean {
  return state === 'HELD' || state === 'MISSED' || state === 'CANCELLED';
}

/** The engagement is not in a state in which this can be done. */
export class EngagementNotOpenProblem extends Problem {
  readonly code = 'ENGAGEMENT_NOT_OPEN';
  readonly state: TamEngagementState;

  constructor(state: TamEngagementState) {
    super(NOT_OPEN[state]);
    this.state = state;
  }
}

const NOT_OPEN: Record<TamEngagementState, { fr: string; en: string }> = {
  REQUESTED: { fr: 'Aucun créneau n’est proposé encore.', en: 'No time is proposed yet.' },
  PROPOSED: { fr: 'Des créneaux sont proposés au client.', en: 'Times are proposed to the customer.' },
  PLANNED: { fr: 'Une réunion est déjà prévue.', en: 'A meeting is planned already.' },
  HELD: { fr: 'Le service a déjà été rendu.', en: 'The service has been given already.' },
  MISSED: { fr: 'La réunion n’a pas eu lieu.', en: 'The meeting did not take place.' },
  CANCELLED: { fr: 'Le service est annulé.', en: 'The service is cancelled.' },
};

/** The account has no TAM at present, who alone gives this service. */
export class NoTamProblem extends Problem {
  readonly code = 'NO_TAM';

  constructor() {
    super({
      fr: 'Le compte n’a pas de Technical Account Manager en ce moment.',
      en: 'The account has no Technical Account Manager at present.',
    });
  }
}
