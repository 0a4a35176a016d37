-- AlterEnum
ALTER TYPE "ClockCancellation" ADD VALUE 'MERGED';
ALTER TYPE "ClockCancellation" ADD VALUE 'SPAM';
ALTER TYPE "ClockCancellation" ADD VALUE 'DUPLICATE';
ALTER TYPE "ClockCancellation" ADD VALUE 'IMPORTED';
ALTER TYPE "ClockCancellation" ADD VALUE 'REPAIRED';

-- AlterTable
ALTER TABLE "Clock" ADD COLUMN     "countedOn" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "owedFrom" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- Written by hand, from here on.

UPDATE "Clock" SET "owedFrom" = "startedAt" WHERE "dueAt" IS NOT NULL;

-- A target is a promise: all of it or nothing.
ALTER TABLE "Clock" DROP CONSTRAINT "Clock_target_whole";
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_target_whole"
  CHECK (num_nulls("owedFrom", "targetSeconds", "countedFrom", "promisedAt", "atRiskAt", "dueAt") IN (0, 6));

-- What was counted on older calendar data is looked for each second: few rows, whatever the number of tickets (C28).
CREATE INDEX "Clock_counted_on" ON "Clock" ("countedOn" COLLATE "C") WHERE "endedAt" IS NULL;
