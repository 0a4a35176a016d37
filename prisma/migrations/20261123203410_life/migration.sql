-- AlterEnum
ALTER TYPE "TicketState" ADD VALUE 'IN_PROGRESS' BEFORE 'RESOLVED';
ALTER TYPE "TicketState" ADD VALUE 'WAITING_ON_CUSTOMER' BEFORE 'RESOLVED';
ALTER TYPE "TicketState" ADD VALUE 'WAITING_ON_THIRD_PARTY' BEFORE 'RESOLVED';

-- CreateTable
CREATE TABLE "Pause" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Pause_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Pause_ticketId_startedAt_idx" ON "Pause"("ticketId", "startedAt");

-- AddForeignKey
ALTER TABLE "Pause" ADD CONSTRAINT "Pause_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

-- Moving between two states that pause is one pause (C12).
CREATE UNIQUE INDEX "Pause_one_at_a_time" ON "Pause" ("ticketId") WHERE "endedAt" IS NULL;
ALTER TABLE "Pause" ADD CONSTRAINT "Pause_ends_after_start" CHECK ("endedAt" >= "startedAt");

GRANT SELECT, INSERT, UPDATE ON "Pause" TO tierline_app;
ALTER TABLE "Pause" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Pause" USING (tierline_sees("accountId"));
