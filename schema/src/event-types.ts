import { absenceEvents } from './absences/absence.events.ts';
import { accountEvents } from './accounts/account.events.ts';
import { personEvents } from './accounts/person.events.ts';
import { apiKeyEvents } from './api-keys/api-key.events.ts';
import { articleEvents } from './articles/article.events.ts';
import { contractEvents } from './contracts/contract.events.ts';
import { attachmentEvents } from './attachments/attachment.events.ts';
import { eventType, payload, type EventTypeDefinition } from './event-type.ts';
import { engagementEvents } from './engagements/engagement.events.ts';
import { entitlementEvents } from './entitlements/entitlement.events.ts';
import { escalationEvents } from './escalation/escalation.events.ts';
import { healthReviewEvents } from './health-reviews/health-review.events.ts';
import { forumEvents } from './forum/forum.events.ts';
import { holidayCorrectionEvents } from './calendar/holiday-correction.events.ts';
import { incomingMailEvents } from './incoming-mail/incoming-mail.events.ts';
import { labelEvents } from './labels/label.events.ts';
import { mailEvents } from './mail/mail.events.ts';
import { meetingEvents } from './meetings/meeting.events.ts';
import { noticeEvents } from './notifications/notice.events.ts';
import { obligationEvents } from './obligations/obligation.events.ts';
import { partnerEvents } from './partners/partner.events.ts';
import { phoneEvents } from './phone/phone.events.ts';
import { planEvents } from './plans/plan.events.ts';
import { regionEvents } from './regions/region.events.ts';
import { reportEvents } from './reports/report.events.ts';
import { erasureEvents } from './retention/erasure.events.ts';
import { requestedMeetingEvents } from './engagements/requested-meeting.events.ts';
import { reviewEvents } from './reviews/review.events.ts';
import { routingEvents } from './routing/routing.events.ts';
import { runbookEvents } from './runbooks/runbook.events.ts';
import { sandboxEvents } from './sandboxes/sandbox.events.ts';
import { savedFilterEvents } from './saved-filters/saved-filter.events.ts';
import { clockEvents } from './sla/clock.events.ts';
import { targetEvents } from './sla/target.events.ts';
import { tamEvents } from './tam/tam.events.ts';
import { successPlanEvents } from './success-plans/success-plan.events.ts';
import { statusEvents } from './status/status.events.ts';
import { teamEvents } from './teams/team.events.ts';
import { importEvents } from './tickets/import.events.ts';
import { oneQuestionEvents } from './tickets/one-question.events.ts';
import { scopeReviewEvents } from './tickets/scope-review.events.ts';
import { trainingEvents } from './training/training.events.ts';
import { severityEvents } from './tickets/severity.events.ts';
import { ticketEvents } from './tickets/ticket.events.ts';
import { webhookEvents } from './webhooks/webhook.events.ts';

const REGISTRY = {
  ...absenceEvents,
  ...accountEvents,
  ...personEvents,
  ...apiKeyEvents,
  ...articleEvents,
  ...attachmentEvents,
  ...clockEvents,
  ...contractEvents,
  ...engagementEvents,
  ...entitlementEvents,
  ...erasureEvents,
  ...escalationEvents,
  ...healthReviewEvents,
  ...forumEvents,
  ...holidayCorrectionEvents,
  ...incomingMailEvents,
  ...labelEvents,
  ...mailEvents,
  ...meetingEvents,
  ...noticeEvents,
  ...partnerEvents,
  ...importEvents,
  ...obligationEvents,
  ...oneQuestionEvents,
  ...phoneEvents,
  ...planEvents,
  ...regionEvents,
  ...routingEvents,
  ...scopeReviewEvents,
  ...targetEvents,
  ...tamEvents,
  ...reportEvents,
  ...runbookEvents,
  ...requestedMeetingEvents,
  ...reviewEvents,
  ...sandboxEvents,
  ...savedFilterEvents,
  ...severityEvents,
  ...statusEvents,
  ...successPlanEvents,
  ...teamEvents,
  ...ticketEvents,
  ...webhookEvents,
  ...trainingEvents,
  'demo.loaded': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Le fournisseur de démonstration est complet.',
      en: 'The demo vendor is complete.',
    },
    payload: payload({}),
  }),
};

export type EventType = keyof typeof REGISTRY;

/** Every type of events there is; one that is not here cannot be written. */
export const EVENT_TYPES: Record<EventType, EventTypeDefinition> = REGISTRY;

/** What is known of a type, also of one that an older release wrote. */
export function definitionOf(type: string): EventTypeDefinition | undefined {
  return (EVENT_TYPES as Record<string, EventTypeDefinition>)[type];
}
