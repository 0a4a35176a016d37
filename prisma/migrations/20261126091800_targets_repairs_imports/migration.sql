-- CreateEnum
CREATE TYPE "ClockCorrection" AS ENUM ('RESPONDED_AT', 'DUE_AT', 'CANCEL');

-- CreateEnum
CREATE TYPE "RepairState" AS ENUM ('PROPOSED', 'APPROVED', 'REFUSED');

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "enforceFrom" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "TargetVersion" ADD COLUMN     "effectiveFrom" TIMESTAMPTZ(3),
ADD COLUMN     "publishedById" TEXT;
UPDATE "TargetVersion" SET "effectiveFrom" = "publishedAt";
ALTER TABLE "TargetVersion" ALTER COLUMN "effectiveFrom" SET NOT NULL;

-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "externalReference" TEXT,
ADD COLUMN     "importedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "TargetRetirement" (
    "version" INTEGER NOT NULL,
    "retiredAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredById" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "TargetRetirement_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "ClockRepair" (
    "id" TEXT NOT NULL,
    "clockId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "correction" "ClockCorrection" NOT NULL,
    "correctedTo" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "clockVersion" INTEGER NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB,
    "state" "RepairState" NOT NULL,
    "proposedById" TEXT NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decisionReason" TEXT,

    CONSTRAINT "ClockRepair_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ClockRepair_clockId_idx" ON "ClockRepair"("clockId");

-- CreateIndex
CREATE INDEX "ClockRepair_state_proposedAt_id_idx" ON "ClockRepair"("state", "proposedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_accountId_externalReference_key" ON "Ticket"("accountId", "externalReference");

-- AddForeignKey
ALTER TABLE "TargetVersion" ADD CONSTRAINT "TargetVersion_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TargetRetirement" ADD CONSTRAINT "TargetRetirement_version_fkey" FOREIGN KEY ("version") REFERENCES "TargetVersion"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TargetRetirement" ADD CONSTRAINT "TargetRetirement_retiredById_fkey" FOREIGN KEY ("retiredById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClockRepair" ADD CONSTRAINT "ClockRepair_clockId_fkey" FOREIGN KEY ("clockId") REFERENCES "Clock"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClockRepair" ADD CONSTRAINT "ClockRepair_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClockRepair" ADD CONSTRAINT "ClockRepair_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

-- A table promises in business minutes, at least one, and warns before all of them have run (C6, C15).
ALTER TABLE "Target" ADD CONSTRAINT "Target_at_least_a_minute" CHECK ("businessMinutes" >= 1);
ALTER TABLE "TargetVersion" ADD CONSTRAINT "TargetVersion_warns_before" CHECK ("atRiskPercent" BETWEEN 1 AND 99);

-- Two people decide, and what was decided is whole (C33).
ALTER TABLE "ClockRepair" ADD CONSTRAINT "ClockRepair_two_people" CHECK ("decidedById" <> "proposedById");
ALTER TABLE "ClockRepair" ADD CONSTRAINT "ClockRepair_instant_unless_cancelled"
  CHECK (("correction" = 'CANCEL') = ("correctedTo" IS NULL));
ALTER TABLE "ClockRepair" ADD CONSTRAINT "ClockRepair_decided_whole"
  CHECK (("state" = 'PROPOSED') = ("decidedAt" IS NULL) AND ("state" = 'APPROVED') = ("after" IS NOT NULL));

ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_reference_when_imported"
  CHECK (("importedAt" IS NULL) = ("externalReference" IS NULL));

-- Published tables and their retirements are only ever added.
GRANT INSERT ON "TargetVersion", "Target" TO tierline_app;
GRANT SELECT, INSERT ON "TargetRetirement" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "ClockRepair" TO tierline_app;
ALTER TABLE "ClockRepair" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ClockRepair" USING (tierline_sees("accountId"));
