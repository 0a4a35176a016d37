-- CreateEnum
CREATE TYPE "InvitationMethod" AS ENUM ('REQUEST', 'CANCEL');

-- CreateTable
CREATE TABLE "MeetingInvitation" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "meetingId" TEXT,
    "method" "InvitationMethod" NOT NULL,
    "sequence" INTEGER NOT NULL,
    "contactId" TEXT,
    "staffId" TEXT,
    "calendar" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "MeetingInvitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" TEXT NOT NULL,
    "accountId" TEXT,
    "contactId" TEXT,
    "staffId" TEXT,
    "hash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "rotatedAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Runbook" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "steps" TEXT[],
    "cadenceMinutes" INTEGER NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" TEXT NOT NULL,

    CONSTRAINT "Runbook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunbookContact" (
    "runbookId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "contactId" TEXT,
    "staffId" TEXT,

    CONSTRAINT "RunbookContact_pkey" PRIMARY KEY ("runbookId","position")
);

-- CreateTable
CREATE TABLE "IncidentChecklist" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "runbookId" TEXT,
    "cadenceMinutes" INTEGER NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "communicatedAt" TIMESTAMPTZ(3),
    "nextUpdateDueAt" TIMESTAMPTZ(3),
    "tellAt" TIMESTAMPTZ(3),

    CONSTRAINT "IncidentChecklist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChecklistStep" (
    "id" TEXT NOT NULL,
    "checklistId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "tickedAt" TIMESTAMPTZ(3),
    "tickedById" TEXT,

    CONSTRAINT "ChecklistStep_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MeetingInvitation_meetingId_idx" ON "MeetingInvitation"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingInvitation_subject_sequence_method_contactId_key" ON "MeetingInvitation"("subject", "sequence", "method", "contactId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingInvitation_subject_sequence_method_staffId_key" ON "MeetingInvitation"("subject", "sequence", "method", "staffId");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_contactId_key" ON "CalendarFeed"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_staffId_key" ON "CalendarFeed"("staffId");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_hash_key" ON "CalendarFeed"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "Runbook_accountId_version_key" ON "Runbook"("accountId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "IncidentChecklist_ticketId_key" ON "IncidentChecklist"("ticketId");

-- CreateIndex
CREATE INDEX "IncidentChecklist_accountId_openedAt_id_idx" ON "IncidentChecklist"("accountId", "openedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ChecklistStep_checklistId_position_key" ON "ChecklistStep"("checklistId", "position");

-- AddForeignKey
ALTER TABLE "MeetingInvitation" ADD CONSTRAINT "MeetingInvitation_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingInvitation" ADD CONSTRAINT "MeetingInvitation_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingInvitation" ADD CONSTRAINT "MeetingInvitation_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingInvitation" ADD CONSTRAINT "MeetingInvitation_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Runbook" ADD CONSTRAINT "Runbook_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Runbook" ADD CONSTRAINT "Runbook_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunbookContact" ADD CONSTRAINT "RunbookContact_runbookId_fkey" FOREIGN KEY ("runbookId") REFERENCES "Runbook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunbookContact" ADD CONSTRAINT "RunbookContact_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunbookContact" ADD CONSTRAINT "RunbookContact_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentChecklist" ADD CONSTRAINT "IncidentChecklist_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentChecklist" ADD CONSTRAINT "IncidentChecklist_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentChecklist" ADD CONSTRAINT "IncidentChecklist_runbookId_fkey" FOREIGN KEY ("runbookId") REFERENCES "Runbook"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChecklistStep" ADD CONSTRAINT "ChecklistStep_checklistId_fkey" FOREIGN KEY ("checklistId") REFERENCES "IncidentChecklist"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChecklistStep" ADD CONSTRAINT "ChecklistStep_tickedById_fkey" FOREIGN KEY ("tickedById") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "RunbookContact" ADD CONSTRAINT "RunbookContact_one_person" CHECK (num_nonnulls("contactId", "staffId") = 1);
ALTER TABLE "ChecklistStep" ADD CONSTRAINT "ChecklistStep_ticked" CHECK (("tickedAt" IS NULL) = ("tickedById" IS NULL));
ALTER TABLE "IncidentChecklist" ADD CONSTRAINT "IncidentChecklist_closed" CHECK ("closedAt" IS NULL OR "tellAt" IS NULL);
ALTER TABLE "MeetingInvitation" ADD CONSTRAINT "MeetingInvitation_one_person" CHECK (num_nonnulls("contactId", "staffId") = 1);
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_one_person" CHECK (num_nonnulls("contactId", "staffId") = 1);
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_revoked" CHECK (("hash" IS NULL) = ("revokedAt" IS NOT NULL));
-- What is looked for each second: few rows, whatever there ever was.
CREATE INDEX "IncidentChecklist_to_tell" ON "IncidentChecklist" ("tellAt") WHERE "tellAt" IS NOT NULL;
CREATE INDEX "MeetingInvitation_to_send" ON "MeetingInvitation" ("createdAt") WHERE "deliveredAt" IS NULL;

GRANT SELECT, INSERT ON "Runbook", "RunbookContact" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "IncidentChecklist", "ChecklistStep" TO tierline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "MeetingInvitation", "CalendarFeed" TO tierline_app;
ALTER TABLE "Runbook" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Runbook" USING (tierline_sees("accountId"));
ALTER TABLE "RunbookContact" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "RunbookContact" USING (tierline_sees("accountId"));
ALTER TABLE "IncidentChecklist" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "IncidentChecklist" USING (tierline_sees("accountId"));
ALTER TABLE "ChecklistStep" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ChecklistStep" USING (tierline_sees("accountId"));
ALTER TABLE "MeetingInvitation" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "MeetingInvitation" USING (tierline_sees("accountId"));
ALTER TABLE "CalendarFeed" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "CalendarFeed" USING (tierline_sees("accountId"));

-- What is said of meetings and incidents may name people too (B24).
CREATE OR REPLACE FUNCTION tierline_erasable(place text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT place IN (
    'AccountCalendarOverride.reason', 'ActionItem.text', 'ApiKey.name', 'ChecklistStep.text', 'ClockRepair.decisionReason',
    'ClockRepair.reason', 'Meeting.agenda', 'Meeting.cancelReason', 'Meeting.joinLink', 'Meeting.minutes', 'Meeting.missedReason',
    'Meeting.title', 'Message.authorName', 'Message.body', 'Obligation.waiverReason', 'ProposedSlot.joinLink', 'Rejection.reasonEn', 'Rejection.reasonFr',
    'RunbookContact.role', 'Satisfaction.comment', 'ScopeReview.description', 'ScopeReview.waiverReason', 'SecondOpinion.reason',
    'SecondOpinion.reasonEn', 'SecondOpinion.reasonFr', 'SeverityLowering.contestReason', 'SeverityLowering.decisionReason',
    'SeverityLowering.reason', 'TamEngagement.cancelReason', 'TamEngagement.purpose', 'TamEngagement.title',
    'TechnicalServicesEngagement.declineReason', 'Ticket.subject', 'TicketMeeting.cancelReason', 'TicketMeeting.joinLink',
    'WebhookEndpoint.description')
$$;

-- Erases words in texts that stand in lists.
CREATE FUNCTION tierline_erase_lists(accounts text[], words text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "Meeting" SET "decisions" = array(SELECT regexp_replace(one, words, '[erased]', 'gi') FROM unnest("decisions") one)
  WHERE "accountId" = ANY (accounts) AND tierline_sees("accountId") AND array_to_string("decisions", ' ') ~* words;
  UPDATE "Runbook" SET "steps" = array(SELECT regexp_replace(one, words, '[erased]', 'gi') FROM unnest("steps") one)
  WHERE "accountId" = ANY (accounts) AND tierline_sees("accountId") AND array_to_string("steps", ' ') ~* words;
$$;
REVOKE ALL ON FUNCTION tierline_erase_lists(text[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_erase_lists(text[], text) TO tierline_app;
