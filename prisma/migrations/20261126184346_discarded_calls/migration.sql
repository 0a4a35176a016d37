-- CreateEnum
CREATE TYPE "PhoneCallDiscardReason" AS ENUM ('WRONG_NUMBER', 'SPAM', 'SILENCE', 'DUPLICATE');

-- AlterEnum
ALTER TYPE "PhoneCallState" ADD VALUE 'DISCARDED';

-- AlterTable
ALTER TABLE "PhoneCall" ADD COLUMN     "deleteAt" TIMESTAMPTZ(3),
ADD COLUMN     "deleteAttempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "discardReason" "PhoneCallDiscardReason";

-- Written by hand, from here on.

CREATE INDEX "PhoneCall_to_delete" ON "PhoneCall" ("deleteAt") WHERE "deleteAt" IS NOT NULL;
