-- CreateEnum
CREATE TYPE "OutgoingMailState" AS ENUM ('QUEUED', 'SENT', 'FAILED');

-- CreateEnum
CREATE TYPE "StatusStage" AS ENUM ('INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED', 'SCHEDULED', 'IN_PROGRESS', 'VERIFYING', 'COMPLETED', 'CANCELLED');

-- AlterTable
ALTER TABLE "StatusComponent" ADD COLUMN     "groupCode" TEXT;

-- AlterTable
ALTER TABLE "StatusEvent" ADD COLUMN     "scheduledEndAt" TIMESTAMPTZ(3),
ADD COLUMN     "scheduledStartAt" TIMESTAMPTZ(3),
ADD COLUMN     "stage" "StatusStage",
ADD COLUMN     "startedAt" TIMESTAMPTZ(3);

-- By hand: what was reported before had begun when it was.
UPDATE "StatusEvent" SET "startedAt" = "openedAt", "stage" = (CASE
  WHEN "kind" = 'MAINTENANCE' THEN CASE WHEN "endedAt" IS NULL THEN 'IN_PROGRESS' ELSE 'COMPLETED' END
  ELSE CASE WHEN "endedAt" IS NULL THEN 'INVESTIGATING' ELSE 'RESOLVED' END END)::"StatusStage";
ALTER TABLE "StatusEvent" ALTER COLUMN "stage" SET NOT NULL;

-- CreateTable
CREATE TABLE "OutgoingMail" (
    "id" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "locale" "Locale" NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "unsubscribeUrl" TEXT,
    "cause" TEXT NOT NULL,
    "state" "OutgoingMailState" NOT NULL DEFAULT 'QUEUED',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutgoingMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatusComponentGroup" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "nameFr" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,

    CONSTRAINT "StatusComponentGroup_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "StatusUpdate" (
    "id" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "stage" "StatusStage" NOT NULL,
    "bodyFr" TEXT NOT NULL,
    "bodyEn" TEXT NOT NULL,
    "postedAt" TIMESTAMPTZ(3) NOT NULL,
    "scheduledStartAt" TIMESTAMPTZ(3),
    "scheduledEndAt" TIMESTAMPTZ(3),

    CONSTRAINT "StatusUpdate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatusSubscriptionRequest" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "locale" "Locale" NOT NULL,
    "kinds" "StatusEventKind"[],
    "components" TEXT[],
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StatusSubscriptionRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatusSubscription" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "locale" "Locale" NOT NULL,
    "kinds" "StatusEventKind"[],
    "components" TEXT[],
    "confirmedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StatusSubscription_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OutgoingMail_messageId_key" ON "OutgoingMail"("messageId");

-- CreateIndex
CREATE INDEX "OutgoingMail_createdAt_id_idx" ON "OutgoingMail"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OutgoingMail_cause_address_key" ON "OutgoingMail"("cause", "address");

-- CreateIndex
CREATE INDEX "StatusUpdate_eventId_postedAt_id_idx" ON "StatusUpdate"("eventId", "postedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "StatusSubscriptionRequest_email_key" ON "StatusSubscriptionRequest"("email");

-- CreateIndex
CREATE UNIQUE INDEX "StatusSubscriptionRequest_token_key" ON "StatusSubscriptionRequest"("token");

-- CreateIndex
CREATE INDEX "StatusSubscriptionRequest_expiresAt_idx" ON "StatusSubscriptionRequest"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "StatusSubscription_email_key" ON "StatusSubscription"("email");

-- CreateIndex
CREATE UNIQUE INDEX "StatusSubscription_token_key" ON "StatusSubscription"("token");

-- AddForeignKey
ALTER TABLE "StatusComponent" ADD CONSTRAINT "StatusComponent_groupCode_fkey" FOREIGN KEY ("groupCode") REFERENCES "StatusComponentGroup"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "StatusEvent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "StatusEvent" ADD CONSTRAINT "StatusEvent_stage_of_kind" CHECK (
  ("kind" = 'MAINTENANCE') = ("stage" IN ('SCHEDULED', 'IN_PROGRESS', 'VERIFYING', 'COMPLETED', 'CANCELLED')));
ALTER TABLE "StatusEvent" ADD CONSTRAINT "StatusEvent_is_over" CHECK (
  ("endedAt" IS NOT NULL) = ("stage" IN ('RESOLVED', 'COMPLETED', 'CANCELLED')));
ALTER TABLE "StatusEvent" ADD CONSTRAINT "StatusEvent_begins" CHECK (
  ("startedAt" IS NULL) = ("stage" IN ('SCHEDULED', 'CANCELLED')));
ALTER TABLE "StatusEvent" ADD CONSTRAINT "StatusEvent_scheduled" CHECK ("scheduledEndAt" > "scheduledStartAt");
CREATE INDEX "StatusEvent_scheduled_start" ON "StatusEvent" ("scheduledStartAt") WHERE "stage" = 'SCHEDULED';

-- What was said of an event stays said.
GRANT SELECT ON "StatusComponentGroup" TO tierline_app;
GRANT SELECT, INSERT ON "StatusUpdate" TO tierline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "StatusSubscription", "StatusSubscriptionRequest" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "OutgoingMail" TO tierline_app;

-- Anybody may subscribe an address, in no account's name: what happens to a subscription is told, and numbered, so too.
CREATE POLICY status_subscription ON "Event" USING ("accountId" IS NULL AND starts_with("subject", 'sts_'));
