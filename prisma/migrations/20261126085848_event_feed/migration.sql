-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "accountPosition" BIGINT,
ADD COLUMN     "address" TEXT,
ADD COLUMN     "apiKeyId" TEXT,
ADD COLUMN     "version" TEXT;

-- Written by hand: what stands already has the first form, and numbers in its order.
UPDATE "Event" SET "version" = '2026-11-26';
ALTER TABLE "Event" ALTER COLUMN "version" SET NOT NULL;
UPDATE "Event" SET "accountPosition" = numbered.number
  FROM (
    SELECT "position", row_number() OVER (PARTITION BY "accountId" ORDER BY "position") AS number
    FROM "Event" WHERE "visibleToCustomer" AND "accountId" IS NOT NULL
  ) numbered
  WHERE "Event"."position" = numbered."position";

-- CreateIndex
CREATE INDEX "Event_accountId_position_idx" ON "Event"("accountId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Event_accountId_accountPosition_key" ON "Event"("accountId", "accountPosition");
