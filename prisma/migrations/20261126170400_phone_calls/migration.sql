-- CreateEnum
CREATE TYPE "PhoneCallState" AS ENUM ('IN_PROGRESS', 'RECORDED', 'OPENED', 'DRAFT', 'UNASSIGNED', 'ABANDONED');

-- CreateTable
CREATE TABLE "PhoneCall" (
    "id" TEXT NOT NULL,
    "callSid" TEXT NOT NULL,
    "fromNumber" TEXT,
    "accountId" TEXT,
    "contactId" TEXT,
    "locale" "Locale",
    "severity" "Severity",
    "state" "PhoneCallState" NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3),
    "recordingUrl" TEXT,
    "recordingSeconds" INTEGER,
    "transcript" TEXT,
    "settleAt" TIMESTAMPTZ(3),
    "refusalCode" TEXT,
    "ticketId" TEXT,

    CONSTRAINT "PhoneCall_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PhoneCall_callSid_key" ON "PhoneCall"("callSid");

-- CreateIndex
CREATE INDEX "PhoneCall_startedAt_id_idx" ON "PhoneCall"("startedAt", "id");

-- CreateIndex
CREATE INDEX "PhoneCall_contactId_idx" ON "PhoneCall"("contactId");

-- CreateIndex
CREATE INDEX "PhoneCall_ticketId_idx" ON "PhoneCall"("ticketId");

-- AddForeignKey
ALTER TABLE "PhoneCall" ADD CONSTRAINT "PhoneCall_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhoneCall" ADD CONSTRAINT "PhoneCall_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhoneCall" ADD CONSTRAINT "PhoneCall_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

-- What is looked for each second: few rows, whatever there ever was.
CREATE INDEX "PhoneCall_due" ON "PhoneCall" ("settleAt") WHERE "settleAt" IS NOT NULL;
CREATE INDEX "PhoneCall_in_progress" ON "PhoneCall" ("startedAt") WHERE "state" = 'IN_PROGRESS';
GRANT SELECT, INSERT, UPDATE ON "PhoneCall" TO tierline_app;
ALTER TABLE "PhoneCall" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "PhoneCall" USING (tierline_sees("accountId"));
