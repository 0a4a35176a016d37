-- CreateEnum
CREATE TYPE "ScopeVerdict" AS ENUM ('IN_SCOPE', 'OUT_OF_SCOPE', 'WAIVED');

-- CreateEnum
CREATE TYPE "MeetingDecision" AS ENUM ('NOT_NEEDED', 'NEEDED');

-- CreateEnum
CREATE TYPE "MeetingPurpose" AS ENUM ('CLARIFY', 'DISCUSS');

-- CreateEnum
CREATE TYPE "TicketCancellation" AS ENUM ('SPAM', 'DUPLICATE', 'MERGED');

-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "belongsToId" TEXT,
ADD COLUMN     "cancellation" "TicketCancellation",
ADD COLUMN     "reopenedAt" TIMESTAMPTZ(3),
ADD COLUMN     "reopenings" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "scopeVerdict" "ScopeVerdict";

-- CreateTable
CREATE TABLE "ScopeReview" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "reviewedAt" TIMESTAMPTZ(3) NOT NULL,
    "verdict" "ScopeVerdict" NOT NULL,
    "clauseId" TEXT,
    "description" TEXT,
    "waiverReason" TEXT,
    "meetingDecision" "MeetingDecision" NOT NULL,
    "meetingPurpose" "MeetingPurpose",
    "messageId" TEXT,

    CONSTRAINT "ScopeReview_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ScopeReview_messageId_key" ON "ScopeReview"("messageId");

-- CreateIndex
CREATE UNIQUE INDEX "ScopeReview_ticketId_number_key" ON "ScopeReview"("ticketId", "number");

-- CreateIndex
CREATE INDEX "Ticket_belongsToId_idx" ON "Ticket"("belongsToId");

-- AddForeignKey
ALTER TABLE "ScopeReview" ADD CONSTRAINT "ScopeReview_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScopeReview" ADD CONSTRAINT "ScopeReview_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScopeReview" ADD CONSTRAINT "ScopeReview_clauseId_fkey" FOREIGN KEY ("clauseId") REFERENCES "Clause"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScopeReview" ADD CONSTRAINT "ScopeReview_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_belongsToId_fkey" FOREIGN KEY ("belongsToId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

-- A review is whole: a clause and its description with what is out of scope, a reason with a waiver, a purpose with a meeting.
ALTER TABLE "ScopeReview" ADD CONSTRAINT "ScopeReview_clause_when_excluded"
  CHECK (("verdict" = 'IN_SCOPE') = ("clauseId" IS NULL));
ALTER TABLE "ScopeReview" ADD CONSTRAINT "ScopeReview_description_of_a_clause"
  CHECK ("description" IS NULL OR "clauseId" IS NOT NULL);
ALTER TABLE "ScopeReview" ADD CONSTRAINT "ScopeReview_reason_when_waived"
  CHECK (("verdict" = 'WAIVED') = ("waiverReason" IS NOT NULL));
ALTER TABLE "ScopeReview" ADD CONSTRAINT "ScopeReview_purpose_when_meeting"
  CHECK (("meetingDecision" = 'NEEDED') = ("meetingPurpose" IS NOT NULL));

-- A cancelled ticket says why; a duplicate or merged one says where it goes on.
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_reason_when_cancelled"
  CHECK (("state" = 'CANCELLED') = ("cancellation" IS NOT NULL));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_belongs_unless_spam"
  CHECK (("cancellation" IN ('DUPLICATE', 'MERGED')) IS TRUE = ("belongsToId" IS NOT NULL));

-- Reviews are only ever added.
GRANT SELECT, INSERT ON "ScopeReview" TO tierline_app;
ALTER TABLE "ScopeReview" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ScopeReview" USING (tierline_sees("accountId"));

-- What happened before reviews were kept: whoever rejected had reviewed, and nobody has reviewed what is worked on.
INSERT INTO "ScopeReview"
  ("id", "ticketId", "accountId", "number", "reviewerId", "reviewedAt", "verdict", "clauseId", "meetingDecision")
SELECT 'rev_' || substr(t."id", 5), t."id", t."accountId", 1, e."actorId", e."occurredAt", 'OUT_OF_SCOPE', t."rejectedClauseId", 'NOT_NEEDED'
FROM "Ticket" t JOIN "Event" e ON e."subject" = t."id" AND e."type" = 'ticket.rejected'
WHERE t."rejectedClauseId" IS NOT NULL;
UPDATE "Ticket" SET "scopeVerdict" = 'OUT_OF_SCOPE' WHERE "rejectedClauseId" IS NOT NULL;
UPDATE "Ticket" SET "state" = 'IN_REVIEW' WHERE "state" = 'IN_PROGRESS';
UPDATE "Ticket" t SET "reopenings" = r."times", "reopenedAt" = r."last"
FROM (
  SELECT "subject", count(*) AS "times", max("occurredAt") AS "last"
  FROM "Event" WHERE "type" = 'ticket.reopened' GROUP BY "subject"
) r WHERE r."subject" = t."id";
