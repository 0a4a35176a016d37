-- Texts of monthly reviews are texts of people too (B24).
CREATE OR REPLACE FUNCTION tierline_erasable(place text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT place IN (
    'AccountCalendarOverride.reason', 'ActionItem.text', 'ApiKey.name', 'ChecklistStep.text', 'ClockRepair.decisionReason',
    'ClockRepair.reason', 'Meeting.agenda', 'Meeting.cancelReason', 'Meeting.joinLink', 'Meeting.minutes',
    'Meeting.missedReason', 'Meeting.title', 'Message.authorName', 'Message.body', 'MonthlyReview.summary',
    'Obligation.waiverReason', 'ProposedSlot.joinLink', 'Rejection.reasonEn', 'Rejection.reasonFr', 'ReviewCluster.action',
    'ReviewCluster.analysis', 'ReviewCluster.dismissReason', 'ReviewLine.note', 'RunbookContact.role', 'Satisfaction.comment',
    'ScopeReview.description', 'ScopeReview.waiverReason', 'SecondOpinion.reason', 'SecondOpinion.reasonEn',
    'SecondOpinion.reasonFr', 'SeverityLowering.contestReason', 'SeverityLowering.decisionReason', 'SeverityLowering.reason',
    'TamEngagement.cancelReason', 'TamEngagement.purpose', 'TamEngagement.title', 'TechnicalServicesEngagement.declineReason',
    'Ticket.subject', 'TicketMeeting.cancelReason', 'TicketMeeting.joinLink', 'WebhookEndpoint.description')
$$;

-- Mail to somebody who was erased goes with them.
GRANT DELETE ON "OutgoingMail" TO tierline_app;
