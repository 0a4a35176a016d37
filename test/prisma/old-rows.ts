// Rows as they were written before each migration that moves some: fixed, as the migrations are. A migration that moves rows
// gets a stage here, and what became of them a test.

interface Stage {
  /** The migration that finds them. */
  before: string;
  rows: string;
}

export const OLD_ROWS: readonly Stage[] = [
  {
    before: '20261126084414_contract_years',
    rows: `
      insert into "EventHead" (id, position) values (1, 6) on conflict (id) do update set position = 6;
      insert into "Account" (id, name, "timeZone", country, locale, "acceptedTermsVersion", "createdAt")
        values ('acc_old', 'Ancienne Maison', 'Europe/Paris', 'FR', 'FR', 1, '2026-03-02T08:00:00Z');
      insert into "Contact" (id, "accountId", name, email, roles, subject)
        values ('con_old', 'acc_old', 'Odile Vieux', 'odile@maison.example', '{REQUESTER,ADMINISTRATOR}', 'old-customer');
      insert into "StaffMember" (id, name, email, roles, "regionCode", subject) values
        ('stf_1', 'Max Alt', 'max@vendor.example', '{ENGINEER}', 'EMEA', 'old-engineer'),
        ('stf_2', 'Mia Alt', 'mia@vendor.example', '{MANAGER}', 'EMEA', 'old-manager');
      insert into "PlanPeriod" (id, "accountId", "planCode", "startsAt", "begunAt")
        values ('per_1', 'acc_old', 'ENHANCED', '2026-03-02T08:00:00Z', '2026-03-02T08:00:00Z');
      insert into "Calendar" (id, "timeZone", country, overrides) values ('cal_1', 'Europe/Paris', 'FR', '[]');
      insert into "Ticket" (id, "accountId", "requesterId", channel, kind, "requestTypeCode", "intakeVersion", "skuCode", severity,
        "planCode", subject, state, "receivedAt", "endedAt", "rejectedClauseId", "rejectionReasonFr", "rejectionReasonEn") values
        ('tkt_1', 'acc_old', 'con_old', 'WEB', 'INCIDENT', 'LOGIN_ISSUE', 1, 'IQ-TM', 'SEVERE', 'ENHANCED', 'Sign-in', 'IN_PROGRESS',
          '2026-05-04T07:00:00Z', null, null, null, null),
        ('tkt_2', 'acc_old', 'con_old', 'WEB', 'INCIDENT', 'LOGIN_ISSUE', 1, 'IQ-TM', 'LIMITED', 'ENHANCED', 'Work', 'REJECTED_OUT_OF_SCOPE',
          '2026-05-04T08:00:00Z', '2026-05-05T08:00:00Z', '1:3.1', 'Un nouveau travail.', 'New work.');
      insert into "Clock" (id, "ticketId", "accountId", metric, "calendarId", "startedAt", "targetSeconds", "targetVersion", "countedFrom",
        "promisedAt", "atRiskAt", "dueAt", "atRiskToldAt", "breachToldAt")
        values ('clk_1', 'tkt_1', 'acc_old', 'INITIAL_RESPONSE', 'cal_1', '2026-05-04T07:00:00Z', 14400, 1, '2026-05-04T07:00:00Z',
          '2026-05-04T07:00:00Z', '2026-05-04T10:00:00Z', '2026-05-04T11:00:00Z', '2026-05-04T10:00:00Z', '2026-05-04T11:00:00.001Z');
      insert into "Clock" (id, "ticketId", "accountId", metric, "calendarId", "startedAt", "endedAt")
        values ('clk_2', 'tkt_2', 'acc_old', 'INITIAL_RESPONSE', 'cal_1', '2026-05-04T08:00:00Z', '2026-05-05T08:00:00Z');
      insert into "Event" (position, id, type, subject, sequence, "accountId", "visibleToCustomer", "actorKind", "actorId", "requestId",
        "occurredAt", payload) values
        (1, 'evt_1', 'ticket.opened', 'tkt_1', 1, 'acc_old', true, 'CONTACT', 'con_old', 'r', '2026-05-04T07:00:00Z',
          '{"reference":"T-1","requesterId":"con_old","channel":"WEB","requestType":"LOGIN_ISSUE","severity":"SEVERE","plan":"ENHANCED","sku":"IQ-TM","receivedAt":"2026-05-04T07:00:00.000Z","relatedToId":null}'),
        (2, 'evt_2', 'ticket.opened', 'tkt_2', 1, 'acc_old', true, 'CONTACT', 'con_old', 'r', '2026-05-04T08:00:00Z',
          '{"reference":"T-2","requesterId":"con_old","channel":"WEB","requestType":"LOGIN_ISSUE","severity":"LIMITED","plan":"ENHANCED","sku":"IQ-TM","receivedAt":"2026-05-04T08:00:00.000Z","relatedToId":null}'),
        (3, 'evt_3', 'ticket.reopened', 'tkt_1', 2, 'acc_old', true, 'CONTACT', 'con_old', 'r', '2026-05-05T07:00:00Z',
          '{"before":"RESOLVED","after":"IN_PROGRESS"}'),
        (4, 'evt_4', 'ticket.rejected', 'tkt_2', 2, 'acc_old', true, 'STAFF', 'stf_1', 'r', '2026-05-05T08:00:00Z',
          '{"before":"RECEIVED","after":"REJECTED_OUT_OF_SCOPE","rejectionId":"rej_2","clauseId":"1:3.1","reasonFr":"Un nouveau travail.","reasonEn":"New work."}'),
        (5, 'evt_5', 'ticket.assigned', 'tkt_1', 3, 'acc_old', false, 'STAFF', 'stf_1', 'r', '2026-05-05T09:00:00Z',
          '{"before":{"assigneeId":null,"teamId":null},"after":{"assigneeId":"stf_1","teamId":null}}'),
        (6, 'evt_6', 'ticket.reopened', 'tkt_1', 4, 'acc_old', true, 'CONTACT', 'con_old', 'r', '2026-05-06T07:00:00Z',
          '{"before":"RESOLVED","after":"IN_PROGRESS"}');`,
  },
  {
    before: '20261126133000_renewal_price_before',
    rows: `
      insert into "RateTable" (version, "effectiveOn", "publishedAt", "publishedById") values (1, '2026-01-01', '2026-01-01T00:00:00Z', 'stf_2');
      insert into "Contract" (id, "accountId", currency, "timeZone", "createdAt") values ('ctr_1', 'acc_old', 'EUR', 'Europe/Paris', '2026-03-02T08:00:00Z');
      insert into "ContractLine" (id, "contractId", "accountId", sequence, kind, "termsVersion", "orderedAt", "orderedOn", "orderedByKind", "orderedById",
        "effectiveOn", "effectiveAt", "firstDay", "lastDay", "planBefore", "planCode", "annualFeesMinor", "rateVersion", "basisPoints", "annualPriceMinor",
        "assessedMinor", "priceBeforeMinor", "priceMinor", days, "termDays", "dueMinor", "nonRefundable", "autoRenew", "endsChosenPlan") values
        ('lin_1', 'ctr_1', 'acc_old', 1, 'SERVICE_ORDER', 1, '2026-03-02T08:00:00Z', '2026-03-02', 'STAFF', 'stf_2', '2026-03-02', '2026-03-01T23:00:00Z',
          '2026-03-02', '2027-03-01', 'BASIC', 'ENHANCED', 5000000, 1, 1000, 500000, 500000, 0, 500000, 365, 365, 500000, true, true, false),
        ('lin_2', 'ctr_1', 'acc_old', 2, 'RENEWAL', 1, '2026-06-02T08:00:00Z', '2026-06-02', 'STAFF', 'stf_2', '2027-03-02', '2027-03-01T23:00:00Z',
          '2027-03-02', '2028-03-01', 'ENHANCED', 'ENHANCED', 6000000, 1, 1000, 600000, 600000, 0, 600000, 366, 366, 600000, true, true, false);`,
  },
  {
    before: '20261126141500_ticket_notices',
    rows: `
      insert into "Notice" (id, "contactId", "accountId", "ticketId", kind, "causeId", data, "createdAt", "deliverAt", "deliveredAt") values
        ('ntc_1', 'con_old', 'acc_old', 'tkt_1', 'WATCHED_TICKET_CHANGED', 'evt_3', '{"reference":"T-1","answered":true,"state":null,"dueAt":null,"timeZone":"Europe/Paris"}', '2026-05-05T07:00:00Z', '2026-05-05T07:00:00Z', '2026-05-05T07:00:00Z'),
        ('ntc_2', 'con_old', 'acc_old', 'tkt_2', 'WATCHED_TICKET_CHANGED', 'evt_2', '{"reference":"T-2","answered":false,"state":"REJECTED_OUT_OF_SCOPE","dueAt":null,"timeZone":"Europe/Paris"}', '2026-05-04T08:00:00Z', '2026-05-04T08:00:00Z', '2026-05-04T08:00:00Z');`,
  },
  {
    before: '20261126142500_status_page',
    rows: `
      insert into "StatusEvent" (id, kind, "titleFr", "titleEn", "openedAt", "endedAt") values
        ('ste_1', 'OUTAGE', 'Panne', 'Outage', '2026-05-04T06:00:00Z', null),
        ('ste_2', 'INCIDENT', 'Incident', 'Incident', '2026-05-04T07:00:00Z', '2026-05-04T08:00:00Z'),
        ('ste_3', 'MAINTENANCE', 'Travaux', 'Works', '2026-05-04T08:00:00Z', null),
        ('ste_4', 'MAINTENANCE', 'Travaux', 'Works', '2026-05-04T09:00:00Z', '2026-05-04T10:00:00Z');`,
  },
  {
    before: '20261126153929_learning_centre',
    rows: `
      insert into "TrainingCourse" (id, code, kind, "titleFr", "titleEn", "descriptionFr", "descriptionEn", url)
        values ('crs_1', 'BASICS', 'SELF_PACED', 'Les bases', 'The basics', 'Tout.', 'All.', 'https://learn.example/basics');`,
  },
  {
    before: '20261126190440_erased_staff_and_sandbox_keys',
    rows: `
      insert into "Partner" (id, name, "createdAt") values ('par_1', 'Partner', '2026-05-04T06:00:00Z');
      insert into "PartnerPerson" (id, "partnerId", name, email, subject) values ('pps_1', 'par_1', 'Pia', 'pia@partner.example', 'old-partner');
      insert into "Account" (id, name, "timeZone", country, locale, "acceptedTermsVersion", "createdAt")
        values ('acc_sandbox_1', 'Try', 'Europe/Paris', 'FR', 'FR', 1, '2026-05-04T06:00:00Z');
      insert into "Sandbox" (id, "partnerId", name, "planCode", now, "createdAt")
        values ('acc_sandbox_1', 'par_1', 'Try', 'PREMIUM', '2026-05-04T06:00:00Z', '2026-05-04T06:00:00Z');
      insert into "ApiKey" (id, "accountId", name, "actsForId", scopes, "createdAt", "expiresAt")
        values ('key_1', 'acc_sandbox_1', 'CUSTOMER', 'con_sandbox_1', '{}', '2026-05-04T06:00:00Z', '2027-05-04T06:00:00Z');
      insert into "Event" (position, id, type, version, subject, sequence, "visibleToCustomer", "actorKind", "actorId", "requestId", "occurredAt", payload)
        values (7, 'evt_7', 'sandbox.key_created', '2026-11-26', 'par_1', 1, false, 'PARTNER', 'pps_1', 'r', '2026-05-04T06:00:00Z',
          '{"sandboxId":"acc_sandbox_1","apiKeyId":"key_1","persona":"CUSTOMER","expiresAt":"2027-05-04T06:00:00.000Z"}');
      update "EventHead" set position = 7 where id = 1;`,
  },
  {
    // The catalogue said so at the time; today's is refused where it differs from what is published.
    before: '20261126203500_apostrophes',
    rows: `
      update "TermsVersion" set "titleFr" = replace("titleFr", '’', '''');
      update "Clause" set "textFr" = replace("textFr", '’', '''');
      update "IntakeForm" set "promptFr" = replace("promptFr", '’', ''''), fields = replace(fields::text, '’', '''')::jsonb;`,
  },
  {
    before: '20261126204500_notices_of_replies',
    rows: `insert into "MailPreference" ("personId", kind, "byMail") values ('con_old', 'TICKET_CHANGED', false);`,
  },
  {
    before: '20261126231228_kept_catalogue',
    rows: `
      insert into "ArticleCategory" (code, position, "nameFr", "nameEn") values ('OURS', 0, 'À nous', 'Ours');
      insert into "Event" (position, id, type, version, subject, sequence, "visibleToCustomer", "actorKind", "actorId", "requestId", "occurredAt", payload)
        values (8, 'evt_8', 'forum.category_removed', '2026-11-26', 'IDEAS', 1, false, 'STAFF', 'stf_2', 'r', '2026-05-04T06:00:00Z',
          '{"moved":0,"movedTo":null}');
      update "EventHead" set position = 8 where id = 1;`,
  },
];
