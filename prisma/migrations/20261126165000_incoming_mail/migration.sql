-- CreateEnum
CREATE TYPE "IncomingMailState" AS ENUM ('RECEIVED', 'ACCEPTED', 'QUARANTINED', 'DISCARDED');

-- CreateEnum
CREATE TYPE "QuarantineReason" AS ENUM ('UNREADABLE', 'BOUNCE', 'AUTO_REPLY', 'LOOP', 'LIST', 'SPAM', 'SENDER_NOT_PROVEN', 'UNKNOWN_SENDER', 'AMBIGUOUS_SENDER', 'NOT_THEIR_TICKET', 'UNCLEAR', 'NOT_ADMITTED');

-- CreateTable
CREATE TABLE "IncomingMail" (
    "id" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "key" TEXT,
    "sizeBytes" INTEGER NOT NULL,
    "envelopeFrom" TEXT NOT NULL,
    "recipients" TEXT[],
    "remoteAddress" TEXT,
    "helo" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "IncomingMailState" NOT NULL DEFAULT 'RECEIVED',
    "reason" "QuarantineReason",
    "detail" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimedUntil" TIMESTAMPTZ(3),
    "fromAddress" TEXT,
    "subject" TEXT,
    "text" TEXT,
    "quoted" TEXT,
    "fileNames" TEXT[],
    "spf" TEXT,
    "dkim" TEXT,
    "dmarc" TEXT,
    "ticketId" TEXT,
    "released" JSONB,
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "IncomingMail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "IncomingMail_messageId_key" ON "IncomingMail"("messageId");

-- CreateIndex
CREATE UNIQUE INDEX "IncomingMail_key_key" ON "IncomingMail"("key");

-- CreateIndex
CREATE INDEX "IncomingMail_receivedAt_id_idx" ON "IncomingMail"("receivedAt", "id");

-- CreateIndex
CREATE INDEX "IncomingMail_ticketId_idx" ON "IncomingMail"("ticketId");

-- AddForeignKey
ALTER TABLE "IncomingMail" ADD CONSTRAINT "IncomingMail_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncomingMail" ADD CONSTRAINT "IncomingMail_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "IncomingMail" ADD CONSTRAINT "IncomingMail_has_reason" CHECK (("reason" IS NOT NULL) = ("state" = 'QUARANTINED'));
ALTER TABLE "IncomingMail" ADD CONSTRAINT "IncomingMail_has_ticket" CHECK (("ticketId" IS NOT NULL) = ("state" = 'ACCEPTED'));
-- What the sweeps look for: few rows, whatever ever came in.
CREATE INDEX "IncomingMail_to_read" ON "IncomingMail" ("receivedAt") WHERE "state" = 'RECEIVED';
CREATE INDEX "IncomingMail_quarantined" ON "IncomingMail" ("receivedAt", "id") WHERE "state" = 'QUARANTINED';
CREATE INDEX "IncomingMail_erased" ON "IncomingMail" ("id") WHERE "erasedAt" IS NOT NULL AND "key" IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON "IncomingMail" TO tierline_app;
-- No mail comes into a sandbox (B22).
ALTER TABLE "IncomingMail" ENABLE ROW LEVEL SECURITY;
CREATE POLICY world ON "IncomingMail" USING (NOT tierline_in_sandbox());
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR UPDATE OR DELETE ON "IncomingMail"
  FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
