-- CreateEnum
CREATE TYPE "ContractLineKind" AS ENUM ('SERVICE_ORDER', 'AMENDMENT', 'RENEWAL', 'TERMINATION');

-- CreateEnum
CREATE TYPE "ContractDeadlineKind" AS ENUM ('RENEWAL_REMINDER', 'AUTO_RENEWAL');

-- AlterTable
ALTER TABLE "PlanPeriod" ADD COLUMN     "contractId" TEXT,
ADD COLUMN     "endedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "RateTable" (
    "version" INTEGER NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "RateTable_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "Rate" (
    "version" INTEGER NOT NULL,
    "planCode" "PlanCode" NOT NULL,
    "currency" TEXT NOT NULL,
    "basisPoints" INTEGER NOT NULL,

    CONSTRAINT "Rate_pkey" PRIMARY KEY ("version","planCode","currency")
);

-- CreateTable
CREATE TABLE "AnnualFees" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedById" TEXT,

    CONSTRAINT "AnnualFees_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contract" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "accountId" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContractLine" (
    "id" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "ContractLineKind" NOT NULL,
    "quoteId" TEXT,
    "termsVersion" INTEGER NOT NULL,
    "orderedAt" TIMESTAMPTZ(3) NOT NULL,
    "orderedOn" DATE NOT NULL,
    "orderedByKind" "ActorKind" NOT NULL,
    "orderedById" TEXT,
    "effectiveOn" DATE NOT NULL,
    "effectiveAt" TIMESTAMPTZ(3) NOT NULL,
    "firstDay" DATE NOT NULL,
    "lastDay" DATE NOT NULL,
    "planBefore" "PlanCode" NOT NULL,
    "planCode" "PlanCode" NOT NULL,
    "annualFeesMinor" BIGINT NOT NULL,
    "rateVersion" INTEGER NOT NULL,
    "basisPoints" INTEGER NOT NULL,
    "annualPriceMinor" BIGINT NOT NULL,
    "assessedMinor" BIGINT NOT NULL,
    "priceBeforeMinor" BIGINT NOT NULL,
    "priceMinor" BIGINT NOT NULL,
    "days" INTEGER NOT NULL,
    "termDays" INTEGER NOT NULL,
    "dueMinor" BIGINT NOT NULL,
    "refundMinor" BIGINT,
    "nonRefundable" BOOLEAN NOT NULL,
    "autoRenew" BOOLEAN NOT NULL,
    "terminationReason" TEXT,
    "endsChosenPlan" BOOLEAN NOT NULL,

    CONSTRAINT "ContractLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Quote" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "kind" "ContractLineKind" NOT NULL,
    "contractId" TEXT,
    "request" JSONB NOT NULL,
    "line" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByKind" "ActorKind" NOT NULL,
    "createdById" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "appliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Quote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContractDeadline" (
    "id" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "kind" "ContractDeadlineKind" NOT NULL,
    "daysBefore" INTEGER NOT NULL,
    "lastDay" DATE NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "ContractDeadline_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RateTable_effectiveOn_version_idx" ON "RateTable"("effectiveOn", "version");

-- CreateIndex
CREATE INDEX "AnnualFees_accountId_effectiveOn_idx" ON "AnnualFees"("accountId", "effectiveOn");

-- CreateIndex
CREATE UNIQUE INDEX "Contract_number_key" ON "Contract"("number");

-- CreateIndex
CREATE INDEX "Contract_accountId_createdAt_id_idx" ON "Contract"("accountId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ContractLine_quoteId_key" ON "ContractLine"("quoteId");

-- CreateIndex
CREATE INDEX "ContractLine_accountId_orderedAt_idx" ON "ContractLine"("accountId", "orderedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ContractLine_contractId_sequence_key" ON "ContractLine"("contractId", "sequence");

-- CreateIndex
CREATE INDEX "Quote_accountId_createdAt_id_idx" ON "Quote"("accountId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ContractDeadline_contractId_lastDay_kind_daysBefore_key" ON "ContractDeadline"("contractId", "lastDay", "kind", "daysBefore");

-- CreateIndex
CREATE INDEX "PlanPeriod_contractId_idx" ON "PlanPeriod"("contractId");

-- AddForeignKey
ALTER TABLE "PlanPeriod" ADD CONSTRAINT "PlanPeriod_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RateTable" ADD CONSTRAINT "RateTable_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rate" ADD CONSTRAINT "Rate_version_fkey" FOREIGN KEY ("version") REFERENCES "RateTable"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnualFees" ADD CONSTRAINT "AnnualFees_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contract" ADD CONSTRAINT "Contract_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_quoteId_fkey" FOREIGN KEY ("quoteId") REFERENCES "Quote"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_termsVersion_fkey" FOREIGN KEY ("termsVersion") REFERENCES "TermsVersion"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_rateVersion_fkey" FOREIGN KEY ("rateVersion") REFERENCES "RateTable"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContractDeadline" ADD CONSTRAINT "ContractDeadline_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

-- No negative line, no refund, nothing outside its term (S117, PR3, PR5).
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_in_its_term"
  CHECK ("firstDay" <= "effectiveOn" AND "effectiveOn" <= "lastDay");
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_days_in_term" CHECK ("days" BETWEEN 0 AND "termDays");
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_never_negative"
  CHECK ("annualFeesMinor" >= 0 AND "dueMinor" >= 0 AND "priceBeforeMinor" >= 0 AND "priceMinor" >= "priceBeforeMinor");
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_never_refunded"
  CHECK ("nonRefundable" AND coalesce("refundMinor", 0) = 0);
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_termination_whole"
  CHECK (num_nonnulls("refundMinor", "terminationReason") = CASE WHEN "kind" = 'TERMINATION' THEN 2 ELSE 0 END);
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_basic_needs_no_order" CHECK ("planCode" <> 'BASIC');
ALTER TABLE "Rate" ADD CONSTRAINT "Rate_positive_and_never_of_basic" CHECK ("basisPoints" > 0 AND "planCode" <> 'BASIC');
ALTER TABLE "AnnualFees" ADD CONSTRAINT "AnnualFees_never_negative" CHECK ("amountMinor" >= 0);

-- What is looked for each second: few rows, whatever the number of contracts.
CREATE INDEX "PlanPeriod_not_ended" ON "PlanPeriod" ("endsAt") WHERE "endedAt" IS NULL;
CREATE INDEX "ContractDeadline_not_done" ON "ContractDeadline" ("dueAt") WHERE "doneAt" IS NULL;

-- The first contract is C-1001.
ALTER SEQUENCE "Contract_number_seq" RESTART WITH 1001;

-- Lines, rates and fees are only ever added.
GRANT SELECT, INSERT ON "RateTable", "Rate", "AnnualFees", "Contract", "ContractLine" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "Quote", "ContractDeadline" TO tierline_app;
GRANT USAGE ON SEQUENCE "Contract_number_seq" TO tierline_app;

ALTER TABLE "AnnualFees" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "AnnualFees" USING (tierline_sees("accountId"));
ALTER TABLE "Contract" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Contract" USING (tierline_sees("accountId"));
ALTER TABLE "ContractLine" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ContractLine" USING (tierline_sees("accountId"));
ALTER TABLE "Quote" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Quote" USING (tierline_sees("accountId"));
ALTER TABLE "ContractDeadline" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ContractDeadline" USING (tierline_sees("accountId"));
