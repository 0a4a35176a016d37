-- CreateEnum
CREATE TYPE "MeetingState" AS ENUM ('REQUESTED', 'SCHEDULED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "EngagementState" AS ENUM ('OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "SecondOpinionState" AS ENUM ('REQUESTED', 'UPHELD', 'OVERTURNED', 'RENOUNCED');

-- AlterTable
ALTER TABLE "ScopeReview" ADD COLUMN     "meetingId" TEXT;

-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "secondOpinionState" "SecondOpinionState";

-- AlterTable
ALTER TABLE "Pause" ADD COLUMN     "whileEnded" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "TicketMeeting" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "purpose" "MeetingPurpose" NOT NULL,
    "state" "MeetingState" NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "startsAt" TIMESTAMPTZ(3),
    "durationMinutes" INTEGER,
    "joinLink" TEXT,
    "organizerId" TEXT,
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelReason" TEXT,

    CONSTRAINT "TicketMeeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rejection" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "reasonFr" TEXT NOT NULL,
    "reasonEn" TEXT NOT NULL,
    "rejectedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Rejection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TechnicalServicesEngagement" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "rejectionId" TEXT NOT NULL,
    "state" "EngagementState" NOT NULL,
    "offeredAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),
    "decidedById" TEXT,
    "declineReason" TEXT,

    CONSTRAINT "TechnicalServicesEngagement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SecondOpinion" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "rejectionId" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "reviewId" TEXT,
    "outcome" "SecondOpinionState",
    "reasonFr" TEXT,
    "reasonEn" TEXT,

    CONSTRAINT "SecondOpinion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TicketMeeting_ticketId_requestedAt_id_idx" ON "TicketMeeting"("ticketId", "requestedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Rejection_ticketId_key" ON "Rejection"("ticketId");

-- CreateIndex
CREATE UNIQUE INDEX "Rejection_reviewId_key" ON "Rejection"("reviewId");

-- CreateIndex
CREATE UNIQUE INDEX "TechnicalServicesEngagement_ticketId_key" ON "TechnicalServicesEngagement"("ticketId");

-- CreateIndex
CREATE UNIQUE INDEX "TechnicalServicesEngagement_rejectionId_key" ON "TechnicalServicesEngagement"("rejectionId");

-- CreateIndex
CREATE INDEX "TechnicalServicesEngagement_offeredAt_id_idx" ON "TechnicalServicesEngagement"("offeredAt", "id");

-- CreateIndex
CREATE INDEX "TechnicalServicesEngagement_accountId_offeredAt_id_idx" ON "TechnicalServicesEngagement"("accountId", "offeredAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SecondOpinion_ticketId_key" ON "SecondOpinion"("ticketId");

-- CreateIndex
CREATE UNIQUE INDEX "SecondOpinion_rejectionId_key" ON "SecondOpinion"("rejectionId");

-- CreateIndex
CREATE UNIQUE INDEX "SecondOpinion_reviewId_key" ON "SecondOpinion"("reviewId");

-- AddForeignKey
ALTER TABLE "ScopeReview" ADD CONSTRAINT "ScopeReview_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "TicketMeeting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketMeeting" ADD CONSTRAINT "TicketMeeting_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketMeeting" ADD CONSTRAINT "TicketMeeting_organizerId_fkey" FOREIGN KEY ("organizerId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rejection" ADD CONSTRAINT "Rejection_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rejection" ADD CONSTRAINT "Rejection_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ScopeReview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TechnicalServicesEngagement" ADD CONSTRAINT "TechnicalServicesEngagement_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TechnicalServicesEngagement" ADD CONSTRAINT "TechnicalServicesEngagement_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TechnicalServicesEngagement" ADD CONSTRAINT "TechnicalServicesEngagement_rejectionId_fkey" FOREIGN KEY ("rejectionId") REFERENCES "Rejection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TechnicalServicesEngagement" ADD CONSTRAINT "TechnicalServicesEngagement_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondOpinion" ADD CONSTRAINT "SecondOpinion_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondOpinion" ADD CONSTRAINT "SecondOpinion_rejectionId_fkey" FOREIGN KEY ("rejectionId") REFERENCES "Rejection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondOpinion" ADD CONSTRAINT "SecondOpinion_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondOpinion" ADD CONSTRAINT "SecondOpinion_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ScopeReview"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

-- What happened before: each rejection becomes an object with its offer, each needed meeting a request.
INSERT INTO "Rejection" ("id", "ticketId", "accountId", "reviewId", "reasonFr", "reasonEn", "rejectedAt")
SELECT 'rej_' || substr(t."id", 5), t."id", t."accountId", r."id", t."rejectionReasonFr", t."rejectionReasonEn", r."reviewedAt"
FROM "Ticket" t
JOIN LATERAL (
  SELECT "id", "reviewedAt" FROM "ScopeReview"
  WHERE "ticketId" = t."id" AND "verdict" = 'OUT_OF_SCOPE' ORDER BY "number" DESC LIMIT 1
) r ON true
WHERE t."rejectedClauseId" IS NOT NULL;
INSERT INTO "TechnicalServicesEngagement" ("id", "ticketId", "accountId", "rejectionId", "state", "offeredAt")
SELECT 'tse_' || substr("id", 5), "ticketId", "accountId", "id", 'OFFERED', "rejectedAt" FROM "Rejection";
INSERT INTO "TicketMeeting" ("id", "ticketId", "accountId", "purpose", "state", "requestedAt")
SELECT 'mtg_' || substr("id", 5), "ticketId", "accountId", "meetingPurpose", 'REQUESTED', "reviewedAt"
FROM "ScopeReview" WHERE "meetingDecision" = 'NEEDED';
UPDATE "ScopeReview" SET "meetingId" = 'mtg_' || substr("id", 5) WHERE "meetingDecision" = 'NEEDED';
ALTER TABLE "Ticket" DROP COLUMN "rejectedClauseId", DROP COLUMN "rejectionReasonFr", DROP COLUMN "rejectionReasonEn";

-- A needed meeting is linked (S91); one that has a date has all of it, and a cancelled one says when.
ALTER TABLE "ScopeReview" ADD CONSTRAINT "ScopeReview_meeting_when_needed"
  CHECK (("meetingDecision" = 'NEEDED') = ("meetingId" IS NOT NULL));
ALTER TABLE "TicketMeeting" ADD CONSTRAINT "TicketMeeting_date_whole"
  CHECK (num_nulls("startsAt", "durationMinutes", "joinLink", "organizerId") IN (0, 4));
ALTER TABLE "TicketMeeting" ADD CONSTRAINT "TicketMeeting_date_when_scheduled"
  CHECK ("state" = 'CANCELLED' OR ("state" = 'SCHEDULED') = ("startsAt" IS NOT NULL));
ALTER TABLE "TicketMeeting" ADD CONSTRAINT "TicketMeeting_cancelled_at"
  CHECK (("state" = 'CANCELLED') = ("cancelledAt" IS NOT NULL));

-- An offer is settled at an instant, by somebody of the customer unless it was withdrawn.
ALTER TABLE "TechnicalServicesEngagement" ADD CONSTRAINT "TechnicalServicesEngagement_settled_at"
  CHECK (("state" = 'OFFERED') = ("settledAt" IS NULL));
ALTER TABLE "TechnicalServicesEngagement" ADD CONSTRAINT "TechnicalServicesEngagement_decided_by"
  CHECK (("state" IN ('ACCEPTED', 'DECLINED')) = ("decidedById" IS NOT NULL));

-- A second opinion is given whole.
ALTER TABLE "SecondOpinion" ADD CONSTRAINT "SecondOpinion_whole"
  CHECK (num_nulls("reviewId", "outcome", "reasonFr", "reasonEn") IN (0, 4));
ALTER TABLE "SecondOpinion" ADD CONSTRAINT "SecondOpinion_outcome"
  CHECK ("outcome" IN ('UPHELD', 'OVERTURNED'));

-- A rejection is never changed.
GRANT SELECT, INSERT ON "Rejection" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "TicketMeeting", "TechnicalServicesEngagement", "SecondOpinion" TO tierline_app;
ALTER TABLE "Rejection" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Rejection" USING (tierline_sees("accountId"));
ALTER TABLE "TicketMeeting" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TicketMeeting" USING (tierline_sees("accountId"));
ALTER TABLE "TechnicalServicesEngagement" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TechnicalServicesEngagement" USING (tierline_sees("accountId"));
ALTER TABLE "SecondOpinion" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SecondOpinion" USING (tierline_sees("accountId"));
