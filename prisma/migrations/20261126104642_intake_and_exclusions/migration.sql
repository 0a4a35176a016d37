-- AlterTable
ALTER TABLE "IntakeForm" ADD COLUMN     "fields" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "publishedById" TEXT;

-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "intakeAnswers" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "SolutionExclusion" (
    "id" TEXT NOT NULL,
    "solutionCode" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "reasonFr" TEXT NOT NULL,
    "reasonEn" TEXT NOT NULL,
    "noticeFr" TEXT NOT NULL,
    "noticeEn" TEXT NOT NULL,
    "announcedAt" TIMESTAMPTZ(3) NOT NULL,
    "announcedById" TEXT NOT NULL,
    "allAccounts" BOOLEAN NOT NULL,

    CONSTRAINT "SolutionExclusion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SolutionExclusionAccount" (
    "exclusionId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,

    CONSTRAINT "SolutionExclusionAccount_pkey" PRIMARY KEY ("exclusionId","accountId")
);

-- CreateIndex
CREATE INDEX "SolutionExclusion_solutionCode_startsAt_idx" ON "SolutionExclusion"("solutionCode", "startsAt");

-- CreateIndex
CREATE INDEX "SolutionExclusion_startsAt_id_idx" ON "SolutionExclusion"("startsAt", "id");

-- CreateIndex
CREATE INDEX "SolutionExclusionAccount_accountId_idx" ON "SolutionExclusionAccount"("accountId");

-- AddForeignKey
ALTER TABLE "IntakeForm" ADD CONSTRAINT "IntakeForm_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SolutionExclusion" ADD CONSTRAINT "SolutionExclusion_solutionCode_fkey" FOREIGN KEY ("solutionCode") REFERENCES "Solution"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SolutionExclusion" ADD CONSTRAINT "SolutionExclusion_announcedById_fkey" FOREIGN KEY ("announcedById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SolutionExclusionAccount" ADD CONSTRAINT "SolutionExclusionAccount_exclusionId_fkey" FOREIGN KEY ("exclusionId") REFERENCES "SolutionExclusion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SolutionExclusionAccount" ADD CONSTRAINT "SolutionExclusionAccount_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

-- Managers publish forms; a published one is never changed.
GRANT INSERT ON "IntakeForm" TO tierline_app;

-- Staff announce and end exclusions; a customer sees those of every account and of the own.
GRANT SELECT, INSERT, UPDATE ON "SolutionExclusion" TO tierline_app;
GRANT SELECT, INSERT ON "SolutionExclusionAccount" TO tierline_app;
ALTER TABLE "SolutionExclusionAccount" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SolutionExclusionAccount" USING (tierline_sees("accountId"));
ALTER TABLE "SolutionExclusion" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SolutionExclusion"
  USING (tierline_sees(NULL) OR "allAccounts" OR EXISTS (
    SELECT 1 FROM "SolutionExclusionAccount" a WHERE a."exclusionId" = "SolutionExclusion"."id"
  ))
  WITH CHECK (tierline_sees(NULL));
