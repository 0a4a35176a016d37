-- CreateEnum
CREATE TYPE "ObjectiveStatus" AS ENUM ('PROPOSED', 'AGREED', 'DECLINED', 'ACHIEVED', 'NOT_ACHIEVED', 'DROPPED');

-- CreateEnum
CREATE TYPE "ContextTopic" AS ENUM ('USAGE', 'ARCHITECTURE', 'CONTACTS', 'CONSTRAINTS');

-- AlterEnum
ALTER TYPE "LedgerCause" ADD VALUE 'HEALTH_REVIEW';

-- AlterTable
ALTER TABLE "LedgerLine" ADD COLUMN     "healthReviewId" TEXT;

-- CreateTable
CREATE TABLE "HealthReview" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "yearStartsAt" TIMESTAMPTZ(3) NOT NULL,
    "ticketId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "plannedOn" DATE,
    "startedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "completedById" TEXT,
    "summary" TEXT,
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelReason" TEXT,

    CONSTRAINT "HealthReview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HealthReviewProfile" (
    "reviewId" TEXT NOT NULL,
    "profileId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT,
    "examinedAt" TIMESTAMPTZ(3),
    "examinedById" TEXT,

    CONSTRAINT "HealthReviewProfile_pkey" PRIMARY KEY ("reviewId","profileId")
);

-- CreateTable
CREATE TABLE "HealthFinding" (
    "id" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "profileId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "severity" "Severity" NOT NULL,
    "finding" TEXT NOT NULL,
    "recommendation" TEXT NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "HealthFinding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SuccessObjective" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SuccessObjective_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ObjectiveVersion" (
    "objectiveId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "accountId" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "targetOn" DATE NOT NULL,
    "ownerContactId" TEXT,
    "ownerStaffId" TEXT,
    "status" "ObjectiveStatus" NOT NULL,
    "progress" INTEGER NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byContactId" TEXT,
    "byStaffId" TEXT,

    CONSTRAINT "ObjectiveVersion_pkey" PRIMARY KEY ("objectiveId","version")
);

-- CreateTable
CREATE TABLE "ObjectiveLink" (
    "id" TEXT NOT NULL,
    "objectiveId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "meetingId" TEXT,
    "monthlyReviewId" TEXT,
    "healthReviewId" TEXT,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ObjectiveLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContextSection" (
    "accountId" TEXT NOT NULL,
    "topic" "ContextTopic" NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "writtenById" TEXT NOT NULL,

    CONSTRAINT "ContextSection_pkey" PRIMARY KEY ("accountId","topic","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "HealthReview_ticketId_key" ON "HealthReview"("ticketId");

-- CreateIndex
CREATE INDEX "HealthReview_accountId_createdAt_id_idx" ON "HealthReview"("accountId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "HealthFinding_reviewId_profileId_position_idx" ON "HealthFinding"("reviewId", "profileId", "position");

-- CreateIndex
CREATE INDEX "SuccessObjective_accountId_createdAt_id_idx" ON "SuccessObjective"("accountId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ObjectiveLink_objectiveId_meetingId_key" ON "ObjectiveLink"("objectiveId", "meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "ObjectiveLink_objectiveId_monthlyReviewId_key" ON "ObjectiveLink"("objectiveId", "monthlyReviewId");

-- CreateIndex
CREATE UNIQUE INDEX "ObjectiveLink_objectiveId_healthReviewId_key" ON "ObjectiveLink"("objectiveId", "healthReviewId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerLine_healthReviewId_kind_key" ON "LedgerLine"("healthReviewId", "kind");

-- AddForeignKey
ALTER TABLE "LedgerLine" ADD CONSTRAINT "LedgerLine_healthReviewId_fkey" FOREIGN KEY ("healthReviewId") REFERENCES "HealthReview"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HealthReview" ADD CONSTRAINT "HealthReview_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HealthReview" ADD CONSTRAINT "HealthReview_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HealthReview" ADD CONSTRAINT "HealthReview_completedById_fkey" FOREIGN KEY ("completedById") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HealthReviewProfile" ADD CONSTRAINT "HealthReviewProfile_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "HealthReview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HealthReviewProfile" ADD CONSTRAINT "HealthReviewProfile_profileId_fkey" FOREIGN KEY ("profileId") REFERENCES "Profile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HealthReviewProfile" ADD CONSTRAINT "HealthReviewProfile_examinedById_fkey" FOREIGN KEY ("examinedById") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HealthFinding" ADD CONSTRAINT "HealthFinding_reviewId_profileId_fkey" FOREIGN KEY ("reviewId", "profileId") REFERENCES "HealthReviewProfile"("reviewId", "profileId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuccessObjective" ADD CONSTRAINT "SuccessObjective_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObjectiveVersion" ADD CONSTRAINT "ObjectiveVersion_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "SuccessObjective"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObjectiveVersion" ADD CONSTRAINT "ObjectiveVersion_ownerContactId_fkey" FOREIGN KEY ("ownerContactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObjectiveVersion" ADD CONSTRAINT "ObjectiveVersion_ownerStaffId_fkey" FOREIGN KEY ("ownerStaffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObjectiveVersion" ADD CONSTRAINT "ObjectiveVersion_byContactId_fkey" FOREIGN KEY ("byContactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObjectiveVersion" ADD CONSTRAINT "ObjectiveVersion_byStaffId_fkey" FOREIGN KEY ("byStaffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObjectiveLink" ADD CONSTRAINT "ObjectiveLink_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "SuccessObjective"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObjectiveLink" ADD CONSTRAINT "ObjectiveLink_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObjectiveLink" ADD CONSTRAINT "ObjectiveLink_monthlyReviewId_fkey" FOREIGN KEY ("monthlyReviewId") REFERENCES "MonthlyReview"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObjectiveLink" ADD CONSTRAINT "ObjectiveLink_healthReviewId_fkey" FOREIGN KEY ("healthReviewId") REFERENCES "HealthReview"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContextSection" ADD CONSTRAINT "ContextSection_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContextSection" ADD CONSTRAINT "ContextSection_writtenById_fkey" FOREIGN KEY ("writtenById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "HealthReview" ADD CONSTRAINT "HealthReview_completed_by_somebody"
  CHECK (("completedAt" IS NULL) = ("completedById" IS NULL) AND ("completedAt" IS NULL) = ("summary" IS NULL));
ALTER TABLE "HealthReview" ADD CONSTRAINT "HealthReview_ends_once" CHECK ("completedAt" IS NULL OR "cancelledAt" IS NULL);
ALTER TABLE "HealthReview" ADD CONSTRAINT "HealthReview_cancelled_with_reason" CHECK (("cancelledAt" IS NULL) = ("cancelReason" IS NULL));
ALTER TABLE "HealthReviewProfile" ADD CONSTRAINT "HealthReviewProfile_examined"
  CHECK (("examinedAt" IS NULL) = ("examinedById" IS NULL) AND ("examinedAt" IS NULL) = ("note" IS NULL));
ALTER TABLE "ObjectiveVersion" ADD CONSTRAINT "ObjectiveVersion_one_owner" CHECK (num_nonnulls("ownerContactId", "ownerStaffId") = 1);
ALTER TABLE "ObjectiveVersion" ADD CONSTRAINT "ObjectiveVersion_one_author" CHECK (num_nonnulls("byContactId", "byStaffId") = 1);
ALTER TABLE "ObjectiveVersion" ADD CONSTRAINT "ObjectiveVersion_progress" CHECK ("progress" BETWEEN 0 AND 100);
ALTER TABLE "ObjectiveLink" ADD CONSTRAINT "ObjectiveLink_one" CHECK (num_nonnulls("meetingId", "monthlyReviewId", "healthReviewId") = 1);

GRANT SELECT, INSERT, UPDATE ON "HealthReview", "HealthReviewProfile" TO tierline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "HealthFinding" TO tierline_app;
GRANT SELECT, INSERT ON "SuccessObjective", "ObjectiveVersion", "ObjectiveLink", "ContextSection" TO tierline_app;
ALTER TABLE "HealthReview" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "HealthReview" USING (tierline_sees("accountId"));
ALTER TABLE "HealthReviewProfile" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "HealthReviewProfile" USING (tierline_sees("accountId"));
ALTER TABLE "HealthFinding" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "HealthFinding" USING (tierline_sees("accountId"));
ALTER TABLE "SuccessObjective" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SuccessObjective" USING (tierline_sees("accountId"));
ALTER TABLE "ObjectiveVersion" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ObjectiveVersion" USING (tierline_sees("accountId"));
ALTER TABLE "ObjectiveLink" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ObjectiveLink" USING (tierline_sees("accountId"));
ALTER TABLE "ContextSection" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ContextSection" USING (tierline_sees("accountId"));

-- What is completed stays as it is, save for a recommendation that is done; erasure, which is not the application's role, goes on (B24).
CREATE FUNCTION tierline_health_review_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'tierline_app' THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'HealthFinding' AND to_jsonb(NEW) - 'doneAt' = to_jsonb(OLD) - 'doneAt' THEN RETURN NEW; END IF;
  IF EXISTS (SELECT 1 FROM "HealthReview" r WHERE r."id" = coalesce(NEW."reviewId", OLD."reviewId") AND r."completedAt" IS NOT NULL) THEN
    RAISE EXCEPTION 'a completed review is not changed';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER stands BEFORE INSERT OR UPDATE OR DELETE ON "HealthReviewProfile" FOR EACH ROW EXECUTE FUNCTION tierline_health_review_stands();
CREATE TRIGGER stands BEFORE INSERT OR UPDATE OR DELETE ON "HealthFinding" FOR EACH ROW EXECUTE FUNCTION tierline_health_review_stands();

-- The same of monthly reviews: a person is forgotten in those that are completed too (B24).
CREATE OR REPLACE FUNCTION tierline_review_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'tierline_app'
    AND EXISTS (SELECT 1 FROM "MonthlyReview" r WHERE r."id" = coalesce(NEW."reviewId", OLD."reviewId") AND r."completedAt" IS NOT NULL) THEN
    RAISE EXCEPTION 'a completed review is not changed';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

-- What is said in health reviews, success plans and of an account may name people (B24).
CREATE OR REPLACE FUNCTION tierline_erasable(place text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT place IN (
    'AccountCalendarOverride.reason', 'ActionItem.text', 'ApiKey.name', 'ChecklistStep.text', 'ClockRepair.decisionReason',
    'ClockRepair.reason', 'ContextSection.text', 'HealthFinding.finding', 'HealthFinding.recommendation',
    'HealthReview.cancelReason', 'HealthReview.summary', 'HealthReviewProfile.note', 'Meeting.agenda', 'Meeting.cancelReason',
    'Meeting.joinLink', 'Meeting.minutes', 'Meeting.missedReason', 'Meeting.title', 'Message.authorName', 'Message.body',
    'MonthlyReview.summary', 'ObjectiveVersion.measure', 'ObjectiveVersion.note', 'ObjectiveVersion.outcome',
    'Obligation.waiverReason', 'ProposedSlot.joinLink', 'Rejection.reasonEn', 'Rejection.reasonFr', 'ReviewCluster.action',
    'ReviewCluster.analysis', 'ReviewCluster.dismissReason', 'ReviewLine.note', 'RunbookContact.role', 'Satisfaction.comment',
    'ScopeReview.description', 'ScopeReview.waiverReason', 'SecondOpinion.reason', 'SecondOpinion.reasonEn',
    'SecondOpinion.reasonFr', 'SeverityLowering.contestReason', 'SeverityLowering.decisionReason', 'SeverityLowering.reason',
    'TamEngagement.cancelReason', 'TamEngagement.purpose', 'TamEngagement.title', 'TechnicalServicesEngagement.declineReason',
    'Ticket.subject', 'TicketMeeting.cancelReason', 'TicketMeeting.joinLink', 'WebhookEndpoint.description')
$$;
