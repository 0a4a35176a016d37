-- CreateEnum
CREATE TYPE "ObligationKind" AS ENUM ('TAM_ASSIGNMENT', 'MONTHLY_REVIEW', 'ANNUAL_HEALTH_REVIEW', 'TECHNICAL_MEETING', 'FEATURE_PRESENTATION', 'CHECK_IN', 'SEATS_EXPIRE');

-- CreateEnum
CREATE TYPE "ObligationProof" AS ENUM ('TAM_ASSIGNMENT', 'MONTHLY_REVIEW', 'HEALTH_REVIEW', 'ENGAGEMENT', 'LEDGER_LINE');

-- CreateEnum
CREATE TYPE "ObligationWithdrawal" AS ENUM ('PLAN_CHANGED', 'CONTRACT_CHANGED', 'ACCOUNT_MOVED', 'TAM_CHANGED');

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "obligationsDueAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Obligation" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "kind" "ObligationKind" NOT NULL,
    "key" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "tellAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "proof" "ObligationProof",
    "proofId" TEXT,
    "waivedAt" TIMESTAMPTZ(3),
    "waivedByKind" "ActorKind",
    "waivedById" TEXT,
    "waiverReason" TEXT,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnFor" "ObligationWithdrawal",

    CONSTRAINT "Obligation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Obligation_accountId_dueAt_id_idx" ON "Obligation"("accountId", "dueAt", "id");

-- CreateIndex
CREATE INDEX "Obligation_dueAt_id_idx" ON "Obligation"("dueAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Obligation_kind_proof_proofId_key" ON "Obligation"("kind", "proof", "proofId");

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_runs_forward" CHECK ("endsAt" > "startsAt" AND "dueAt" >= "endsAt");
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_kept_with_proof"
  CHECK (("doneAt" IS NULL) = ("proof" IS NULL) AND ("doneAt" IS NULL) = ("proofId" IS NULL));
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_waived_with_reason"
  CHECK (("waivedAt" IS NULL) = ("waiverReason" IS NULL) AND ("waivedAt" IS NULL) = ("waivedById" IS NULL));
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_withdrawn_for" CHECK (("withdrawnAt" IS NULL) = ("withdrawnFor" IS NULL));
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_settled_once"
  CHECK (num_nonnulls("doneAt", "waivedAt", "withdrawnAt") <= 1 AND ("tellAt" IS NULL OR num_nonnulls("doneAt", "waivedAt", "withdrawnAt") = 0));
-- A promise stands once; one that was withdrawn can be made again.
CREATE UNIQUE INDEX "Obligation_stands_once" ON "Obligation" ("accountId", "kind", "key") WHERE "withdrawnAt" IS NULL;
-- What is looked for each second.
CREATE INDEX "Obligation_to_tell" ON "Obligation" ("tellAt", "id") WHERE "tellAt" IS NOT NULL;
CREATE INDEX "Account_obligations_due" ON "Account" ("obligationsDueAt") WHERE "obligationsDueAt" IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON "Obligation" TO tierline_app;
ALTER TABLE "Obligation" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Obligation" USING (tierline_sees("accountId"));

-- Accounts that there are get their obligations from the first round of the jobs.
UPDATE "Account" SET "obligationsDueAt" = now() WHERE EXISTS (SELECT 1 FROM "PlanPeriod" p WHERE p."accountId" = "Account"."id");
