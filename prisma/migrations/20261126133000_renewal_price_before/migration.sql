-- A renewal says what the term before it cost, and may cost less.
ALTER TABLE "ContractLine" DROP CONSTRAINT "ContractLine_never_negative";
UPDATE "ContractLine" AS renewal SET "priceBeforeMinor" = (
  SELECT before."priceMinor" FROM "ContractLine" AS before
  WHERE before."contractId" = renewal."contractId" AND before."lastDay" = renewal."firstDay" - 1
    AND before."sequence" < renewal."sequence"
  ORDER BY before."sequence" DESC LIMIT 1
) WHERE renewal."kind" = 'RENEWAL';
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_never_negative"
  CHECK ("annualFeesMinor" >= 0 AND "dueMinor" >= 0 AND "priceBeforeMinor" >= 0 AND "priceMinor" >= 0);
-- Within a term the price never falls (PR3).
ALTER TABLE "ContractLine" ADD CONSTRAINT "ContractLine_never_falls_in_its_term"
  CHECK ("kind" = 'RENEWAL' OR "priceMinor" >= "priceBeforeMinor");
