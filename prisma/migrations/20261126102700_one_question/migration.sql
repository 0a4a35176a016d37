-- CreateEnum
CREATE TYPE "ContestDecision" AS ENUM ('UPHELD', 'RESTORED');

-- CreateTable
CREATE TABLE "SeverityLowering" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "before" "Severity" NOT NULL,
    "after" "Severity" NOT NULL,
    "reason" TEXT NOT NULL,
    "loweredById" TEXT NOT NULL,
    "loweredAt" TIMESTAMPTZ(3) NOT NULL,
    "contestReason" TEXT,
    "contestedById" TEXT,
    "contestedAt" TIMESTAMPTZ(3),
    "decision" "ContestDecision",
    "decisionReason" TEXT,
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SeverityLowering_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SplitMessage" (
    "ticketId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,

    CONSTRAINT "SplitMessage_pkey" PRIMARY KEY ("ticketId","messageId")
);

-- CreateIndex
CREATE INDEX "SeverityLowering_ticketId_loweredAt_id_idx" ON "SeverityLowering"("ticketId", "loweredAt", "id");

-- CreateIndex
CREATE INDEX "SplitMessage_messageId_idx" ON "SplitMessage"("messageId");

-- AddForeignKey
ALTER TABLE "SeverityLowering" ADD CONSTRAINT "SeverityLowering_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeverityLowering" ADD CONSTRAINT "SeverityLowering_loweredById_fkey" FOREIGN KEY ("loweredById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeverityLowering" ADD CONSTRAINT "SeverityLowering_contestedById_fkey" FOREIGN KEY ("contestedById") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeverityLowering" ADD CONSTRAINT "SeverityLowering_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SplitMessage" ADD CONSTRAINT "SplitMessage_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SplitMessage" ADD CONSTRAINT "SplitMessage_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

-- A severity goes down, is contested before it is decided, and not decided by who lowered it (C17).
ALTER TABLE "SeverityLowering" ADD CONSTRAINT "SeverityLowering_contested_whole"
  CHECK (num_nulls("contestReason", "contestedById", "contestedAt") IN (0, 3));
ALTER TABLE "SeverityLowering" ADD CONSTRAINT "SeverityLowering_decided_whole"
  CHECK (num_nulls("decision", "decisionReason", "decidedById", "decidedAt") IN (0, 4));
ALTER TABLE "SeverityLowering" ADD CONSTRAINT "SeverityLowering_decided_when_contested"
  CHECK ("decidedAt" IS NULL OR "contestedAt" IS NOT NULL);
ALTER TABLE "SeverityLowering" ADD CONSTRAINT "SeverityLowering_two_people" CHECK ("decidedById" <> "loweredById");

GRANT SELECT, INSERT, UPDATE ON "SeverityLowering" TO tierline_app;
GRANT SELECT, INSERT ON "SplitMessage" TO tierline_app;
ALTER TABLE "SeverityLowering" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SeverityLowering" USING (tierline_sees("accountId"));
ALTER TABLE "SplitMessage" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SplitMessage" USING (tierline_sees("accountId"));
