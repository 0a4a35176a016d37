-- CreateEnum
CREATE TYPE "UndeliverableCause" AS ENUM ('REFUSED', 'BOUNCED');

-- CreateEnum
CREATE TYPE "NoticeMail" AS ENUM ('PENDING', 'QUEUED', 'HELD', 'NONE');

-- AlterEnum
ALTER TYPE "OutgoingMailState" ADD VALUE 'SUPPRESSED';

-- AlterEnum
ALTER TYPE "RetentionKind" ADD VALUE 'OUTGOING_MAIL';

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "mail" "NoticeMail" NOT NULL DEFAULT 'PENDING',
ADD COLUMN     "mailId" TEXT;

-- AlterTable
ALTER TABLE "OutgoingMail" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "bounceKey" TEXT,
ADD COLUMN     "claimedUntil" TIMESTAMPTZ(3),
ADD COLUMN     "failure" TEXT,
ADD COLUMN     "inReplyTo" TEXT,
ADD COLUMN     "nextAttemptAt" TIMESTAMPTZ(3),
ADD COLUMN     "replyTo" TEXT,
ADD COLUMN     "ticketId" TEXT;

-- AlterTable
ALTER TABLE "StaffMember" ADD COLUMN     "locale" "Locale";

-- CreateTable
CREATE TABLE "MailPolicy" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "mailsPerHour" INTEGER NOT NULL,
    "secret" TEXT NOT NULL,

    CONSTRAINT "MailPolicy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UndeliverableAddress" (
    "address" TEXT NOT NULL,
    "cause" "UndeliverableCause" NOT NULL,
    "detail" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UndeliverableAddress_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "MailPreference" (
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "byMail" BOOLEAN NOT NULL,

    CONSTRAINT "MailPreference_pkey" PRIMARY KEY ("personId","kind")
);

-- CreateIndex
CREATE INDEX "Notice_mailId_idx" ON "Notice"("mailId");

-- CreateIndex
CREATE UNIQUE INDEX "OutgoingMail_bounceKey_key" ON "OutgoingMail"("bounceKey");

-- CreateIndex
CREATE INDEX "OutgoingMail_ticketId_idx" ON "OutgoingMail"("ticketId");

-- AddForeignKey
ALTER TABLE "OutgoingMail" ADD CONSTRAINT "OutgoingMail_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_mailId_fkey" FOREIGN KEY ("mailId") REFERENCES "OutgoingMail"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

-- What was told before is told: nobody gets mail of the past.
UPDATE "Notice" SET "mail" = 'NONE';
DROP INDEX "Notice_to_deliver";
-- What the sweeps look for: few rows, whatever was ever told.
CREATE INDEX "Notice_to_mail" ON "Notice" ("deliverAt") WHERE "mail" IN ('PENDING', 'HELD');
CREATE INDEX "OutgoingMail_to_send" ON "OutgoingMail" ("createdAt") WHERE "state" = 'QUEUED';

INSERT INTO "MailPolicy" ("id", "mailsPerHour", "secret")
  VALUES (1, 20, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
ALTER TABLE "MailPolicy" ADD CONSTRAINT "MailPolicy_one_row" CHECK ("id" = 1 AND "mailsPerHour" > 0);
GRANT SELECT ON "MailPolicy" TO tierline_app;
GRANT SELECT, INSERT, DELETE ON "UndeliverableAddress" TO tierline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "MailPreference" TO tierline_app;
