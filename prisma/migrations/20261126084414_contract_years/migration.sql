-- CreateEnum
CREATE TYPE "LedgerLineKind" AS ENUM ('GRANT', 'RESERVE', 'CONSUME', 'RELEASE', 'EXPIRE');

-- CreateEnum
CREATE TYPE "LedgerCause" AS ENUM ('CONTRACT_YEAR', 'PLAN_CHANGE', 'TICKET');

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "ledgerDueAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "PlanPeriod" ADD COLUMN     "opensContract" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ContractYear" (
    "accountId" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "anchorLocal" TIMESTAMP(3) NOT NULL,
    "timeZone" TEXT NOT NULL,

    CONSTRAINT "ContractYear_pkey" PRIMARY KEY ("accountId","startsAt")
);

-- CreateTable
CREATE TABLE "LedgerLine" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "benefitCode" TEXT NOT NULL,
    "kind" "LedgerLineKind" NOT NULL,
    "units" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "yearStartsAt" TIMESTAMPTZ(3) NOT NULL,
    "cause" "LedgerCause" NOT NULL,
    "ticketId" TEXT,

    CONSTRAINT "LedgerLine_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LedgerLine_accountId_sequence_key" ON "LedgerLine"("accountId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerLine_ticketId_kind_key" ON "LedgerLine"("ticketId", "kind");

-- AddForeignKey
ALTER TABLE "ContractYear" ADD CONSTRAINT "ContractYear_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerLine" ADD CONSTRAINT "LedgerLine_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerLine" ADD CONSTRAINT "LedgerLine_accountId_yearStartsAt_fkey" FOREIGN KEY ("accountId", "yearStartsAt") REFERENCES "ContractYear"("accountId", "startsAt") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerLine" ADD CONSTRAINT "LedgerLine_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "LedgerLine" ADD CONSTRAINT "LedgerLine_units" CHECK ("units" > 0);
ALTER TABLE "ContractYear" ADD CONSTRAINT "ContractYear_ends_after_start" CHECK ("endsAt" > "startsAt");

-- What is looked for each second: few rows, whatever the number of accounts.
CREATE INDEX "Account_ledger_due" ON "Account" ("ledgerDueAt") WHERE "ledgerDueAt" IS NOT NULL;

-- Whoever writes a plan period lets the ledger look at it.
CREATE FUNCTION tierline_ledger_due() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  period "PlanPeriod" := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  UPDATE "Account" SET "ledgerDueAt" = least("ledgerDueAt", period."startsAt", period."endsAt")
  WHERE "id" = period."accountId";
  RETURN NULL;
END
$$;
CREATE TRIGGER ledger_due AFTER INSERT OR DELETE OR UPDATE OF "planCode", "startsAt", "endsAt", "opensContract"
  ON "PlanPeriod" FOR EACH ROW EXECUTE FUNCTION tierline_ledger_due();
UPDATE "Account" a SET "ledgerDueAt" = (SELECT min(p."startsAt") FROM "PlanPeriod" p WHERE p."accountId" = a."id");

-- Only ever added to: a balance of any instant is a sum that stands (E1, B8).
GRANT SELECT, INSERT ON "ContractYear", "LedgerLine" TO tierline_app;
ALTER TABLE "ContractYear" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ContractYear" USING (tierline_sees("accountId"));
ALTER TABLE "LedgerLine" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "LedgerLine" USING (tierline_sees("accountId"));
