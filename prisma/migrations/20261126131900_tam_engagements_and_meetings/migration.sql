-- CreateEnum
CREATE TYPE "TamEngagementType" AS ENUM ('NEW_FEATURE_PRESENTATION', 'RECURRING_TECHNICAL_MEETING', 'CUSTOM_INCIDENT_MANAGEMENT', 'REGULAR_CHECK_IN', 'AD_HOC_QUESTION', 'OTHER_MEETING', 'SUPPORT_REQUEST_REVIEW');

-- CreateEnum
CREATE TYPE "TamEngagementState" AS ENUM ('REQUESTED', 'PROPOSED', 'PLANNED', 'HELD', 'MISSED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "MeetingStatus" AS ENUM ('SCHEDULED', 'HELD', 'MISSED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "MeetingProvider" AS ENUM ('OWN_LINK', 'ZOOM');

-- AlterTable
ALTER TABLE "Attachment" ADD COLUMN     "meetingId" TEXT;

-- CreateTable
CREATE TABLE "TamEngagement" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "type" "TamEngagementType" NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" TEXT,
    "state" "TamEngagementState" NOT NULL,
    "tamId" TEXT,
    "ticketId" TEXT,
    "features" JSONB NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),
    "cancelReason" TEXT,

    CONSTRAINT "TamEngagement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProposedSlot" (
    "id" TEXT NOT NULL,
    "engagementId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "joinLink" TEXT NOT NULL,
    "proposedById" TEXT NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "chosenAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "ProposedSlot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "engagementId" TEXT,
    "seriesId" TEXT,
    "recurrenceAt" TIMESTAMPTZ(3),
    "organizerId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "agenda" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "status" "MeetingStatus" NOT NULL,
    "provider" "MeetingProvider" NOT NULL,
    "joinLink" TEXT,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "scheduledAt" TIMESTAMPTZ(3) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelReason" TEXT,
    "recordedAt" TIMESTAMPTZ(3),
    "recordedById" TEXT,
    "minutes" TEXT,
    "decisions" TEXT[],
    "missedReason" TEXT,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingAttendee" (
    "id" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "contactId" TEXT,
    "staffId" TEXT,
    "attended" BOOLEAN,

    CONSTRAINT "MeetingAttendee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionItem" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "ownerContactId" TEXT,
    "ownerStaffId" TEXT,
    "dueOn" DATE NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "ActionItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingSeries" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "engagementId" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "startsAtLocal" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "durationMinutes" INTEGER NOT NULL,
    "writtenUntil" TIMESTAMPTZ(3) NOT NULL,
    "completeAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "sequence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "MeetingSeries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "TamEngagement_ticketId_key" ON "TamEngagement"("ticketId");

-- CreateIndex
CREATE INDEX "TamEngagement_accountId_createdAt_id_idx" ON "TamEngagement"("accountId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "TamEngagement_tamId_state_idx" ON "TamEngagement"("tamId", "state");

-- CreateIndex
CREATE INDEX "ProposedSlot_engagementId_idx" ON "ProposedSlot"("engagementId");

-- CreateIndex
CREATE INDEX "Meeting_accountId_startsAt_id_idx" ON "Meeting"("accountId", "startsAt", "id");

-- CreateIndex
CREATE INDEX "Meeting_engagementId_startsAt_id_idx" ON "Meeting"("engagementId", "startsAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Meeting_seriesId_recurrenceAt_key" ON "Meeting"("seriesId", "recurrenceAt");

-- CreateIndex
CREATE INDEX "MeetingAttendee_staffId_idx" ON "MeetingAttendee"("staffId");

-- CreateIndex
CREATE INDEX "MeetingAttendee_contactId_idx" ON "MeetingAttendee"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingAttendee_meetingId_contactId_key" ON "MeetingAttendee"("meetingId", "contactId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingAttendee_meetingId_staffId_key" ON "MeetingAttendee"("meetingId", "staffId");

-- CreateIndex
CREATE INDEX "ActionItem_accountId_dueOn_id_idx" ON "ActionItem"("accountId", "dueOn", "id");

-- CreateIndex
CREATE INDEX "ActionItem_meetingId_idx" ON "ActionItem"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingSeries_engagementId_key" ON "MeetingSeries"("engagementId");

-- CreateIndex
CREATE INDEX "Attachment_meetingId_idx" ON "Attachment"("meetingId");

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TamEngagement" ADD CONSTRAINT "TamEngagement_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TamEngagement" ADD CONSTRAINT "TamEngagement_tamId_fkey" FOREIGN KEY ("tamId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TamEngagement" ADD CONSTRAINT "TamEngagement_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProposedSlot" ADD CONSTRAINT "ProposedSlot_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "TamEngagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProposedSlot" ADD CONSTRAINT "ProposedSlot_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "TamEngagement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "MeetingSeries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_organizerId_fkey" FOREIGN KEY ("organizerId") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingAttendee" ADD CONSTRAINT "MeetingAttendee_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingAttendee" ADD CONSTRAINT "MeetingAttendee_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingAttendee" ADD CONSTRAINT "MeetingAttendee_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionItem" ADD CONSTRAINT "ActionItem_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionItem" ADD CONSTRAINT "ActionItem_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionItem" ADD CONSTRAINT "ActionItem_ownerContactId_fkey" FOREIGN KEY ("ownerContactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionItem" ADD CONSTRAINT "ActionItem_ownerStaffId_fkey" FOREIGN KEY ("ownerStaffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingSeries" ADD CONSTRAINT "MeetingSeries_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "TamEngagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "Attachment" DROP CONSTRAINT "Attachment_one_owner";
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_one_owner"
  CHECK (num_nonnulls("messageId", "meetingId") = CASE WHEN "attachedAt" IS NULL THEN 0 ELSE 1 END);
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_runs_forward" CHECK ("endsAt" > "startsAt");
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_of_a_series" CHECK (("seriesId" IS NULL) = ("recurrenceAt" IS NULL));
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_cancelled" CHECK (("status" = 'CANCELLED') = ("cancelledAt" IS NOT NULL));
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_recorded" CHECK (("status" IN ('HELD', 'MISSED')) = ("recordedAt" IS NOT NULL));
ALTER TABLE "MeetingAttendee" ADD CONSTRAINT "MeetingAttendee_one_person" CHECK (num_nonnulls("contactId", "staffId") = 1);
ALTER TABLE "ActionItem" ADD CONSTRAINT "ActionItem_one_owner" CHECK (num_nonnulls("ownerContactId", "ownerStaffId") = 1);
ALTER TABLE "ProposedSlot" ADD CONSTRAINT "ProposedSlot_runs_forward" CHECK ("endsAt" > "startsAt");
-- Looked for each second: series whose rule goes on after what is written.
CREATE INDEX "MeetingSeries_to_write" ON "MeetingSeries" ("writtenUntil") WHERE "completeAt" IS NULL;

-- When a member of the staff has meetings with whomever: times only, beyond the tenant.
CREATE FUNCTION tierline_staff_busy(staff_id text, from_at timestamptz, to_at timestamptz)
RETURNS TABLE (starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT m."startsAt", m."endsAt" FROM "Meeting" m JOIN "MeetingAttendee" a ON a."meetingId" = m."id"
  WHERE a."staffId" = staff_id AND m."status" <> 'CANCELLED' AND m."startsAt" < to_at AND m."endsAt" > from_at
  UNION ALL
  SELECT t."startsAt", t."startsAt" + t."durationMinutes" * interval '1 minute' FROM "TicketMeeting" t
  WHERE t."organizerId" = staff_id AND t."state" = 'SCHEDULED' AND t."startsAt" < to_at
    AND t."startsAt" + t."durationMinutes" * interval '1 minute' > from_at
$$;
REVOKE ALL ON FUNCTION tierline_staff_busy(text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_staff_busy(text, timestamptz, timestamptz) TO tierline_app;

GRANT SELECT, INSERT, UPDATE ON "TamEngagement", "Meeting", "MeetingAttendee", "MeetingSeries", "ActionItem", "ProposedSlot" TO tierline_app;
ALTER TABLE "TamEngagement" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TamEngagement" USING (tierline_sees("accountId"));
ALTER TABLE "Meeting" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Meeting" USING (tierline_sees("accountId"));
ALTER TABLE "MeetingAttendee" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "MeetingAttendee" USING (tierline_sees("accountId"));
ALTER TABLE "MeetingSeries" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "MeetingSeries" USING (tierline_sees("accountId"));
ALTER TABLE "ActionItem" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ActionItem" USING (tierline_sees("accountId"));
ALTER TABLE "ProposedSlot" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ProposedSlot" USING (tierline_sees("accountId"));
