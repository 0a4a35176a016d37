-- The name that an imported message brings is the name of a person (B24).
CREATE OR REPLACE FUNCTION tierline_erasable(place text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT place IN (
    'AccountCalendarOverride.reason', 'ApiKey.name', 'ClockRepair.decisionReason', 'ClockRepair.reason', 'Message.authorName',
    'Message.body', 'Rejection.reasonEn', 'Rejection.reasonFr', 'Satisfaction.comment', 'ScopeReview.description',
    'ScopeReview.waiverReason', 'SecondOpinion.reason', 'SecondOpinion.reasonEn', 'SecondOpinion.reasonFr',
    'SeverityLowering.contestReason', 'SeverityLowering.decisionReason', 'SeverityLowering.reason',
    'TechnicalServicesEngagement.declineReason', 'Ticket.subject', 'TicketMeeting.cancelReason', 'TicketMeeting.joinLink',
    'WebhookEndpoint.description')
$$;
