-- CreateEnum
CREATE TYPE "EscalationTrigger" AS ENUM ('AT_RISK', 'BREACHED', 'ASSIGNEE_SILENT');

-- CreateEnum
CREATE TYPE "EscalationRecipient" AS ENUM ('ASSIGNEE', 'TEAM_LEAD', 'TEAM', 'ON_DUTY_MANAGERS', 'TAM', 'ADMINISTRATORS');

-- AlterTable
ALTER TABLE "Clock" ADD COLUMN     "silenceAt" TIMESTAMPTZ(3),
ADD COLUMN     "silenceTold" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "silenceVersion" INTEGER NOT NULL DEFAULT -1;

-- AlterTable
ALTER TABLE "Region" ADD COLUMN     "countries" TEXT[];

-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "assignedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "EscalationTable" (
    "version" INTEGER NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EscalationTable_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "EscalationRule" (
    "version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "trigger" "EscalationTrigger" NOT NULL,
    "afterBusinessMinutes" INTEGER,
    "planCodes" "PlanCode"[],
    "severities" "Severity"[],
    "tell" "EscalationRecipient"[],

    CONSTRAINT "EscalationRule_pkey" PRIMARY KEY ("version","position")
);

-- CreateTable
CREATE TABLE "TamAssignment" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "tamId" TEXT NOT NULL,
    "backupId" TEXT,
    "experienceSince" DATE NOT NULL,
    "qualification" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),

    CONSTRAINT "TamAssignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TamAssignment_accountId_startsAt_idx" ON "TamAssignment"("accountId", "startsAt");

-- CreateIndex
CREATE INDEX "Absence_staffId_endsAt_idx" ON "Absence"("staffId", "endsAt");

-- AddForeignKey
ALTER TABLE "EscalationRule" ADD CONSTRAINT "EscalationRule_version_fkey" FOREIGN KEY ("version") REFERENCES "EscalationTable"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TamAssignment" ADD CONSTRAINT "TamAssignment_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TamAssignment" ADD CONSTRAINT "TamAssignment_tamId_fkey" FOREIGN KEY ("tamId") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TamAssignment" ADD CONSTRAINT "TamAssignment_backupId_fkey" FOREIGN KEY ("backupId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

-- One TAM per account at any instant (S66).
ALTER TABLE "TamAssignment" ADD CONSTRAINT "TamAssignment_runs_forward" CHECK ("endsAt" > "startsAt");
ALTER TABLE "TamAssignment" ADD CONSTRAINT "TamAssignment_backup_is_another" CHECK ("backupId" <> "tamId");
ALTER TABLE "TamAssignment" ADD CONSTRAINT "TamAssignment_no_overlap"
  EXCLUDE USING gist ("accountId" WITH =, tstzrange("startsAt", "endsAt", '[)') WITH &&);
GRANT SELECT, INSERT, UPDATE, DELETE ON "TamAssignment" TO tierline_app;
ALTER TABLE "TamAssignment" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TamAssignment" USING (tierline_sees("accountId"));

ALTER TABLE "Absence" ADD CONSTRAINT "Absence_runs_forward" CHECK ("endsAt" > "startsAt");
GRANT SELECT, INSERT, UPDATE, DELETE ON "Absence" TO tierline_app;

ALTER TABLE "EscalationRule" ADD CONSTRAINT "EscalationRule_minutes_of_silence"
  CHECK (("trigger" = 'ASSIGNEE_SILENT') = ("afterBusinessMinutes" IS NOT NULL) AND "afterBusinessMinutes" > 0);
-- Published tables are only added to.
GRANT SELECT, INSERT ON "EscalationTable", "EscalationRule" TO tierline_app;

-- What is looked for each second: clocks that no table, or an older one, was read for, and those whose time has come.
CREATE INDEX "Clock_silence_by_older_table" ON "Clock" ("silenceVersion") WHERE "endedAt" IS NULL AND "metric" <> 'RESOLUTION';
CREATE INDEX "Clock_silence_due" ON "Clock" ("silenceAt") WHERE "endedAt" IS NULL AND "metric" <> 'RESOLUTION';
