-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "expiryToldAt" TIMESTAMPTZ(3);

-- Written by hand, from here on.

-- What is looked for each second: few rows, whatever expired before.
CREATE INDEX "ApiKey_expiring" ON "ApiKey" ("expiresAt") WHERE "revokedAt" IS NULL AND "expiryToldAt" IS NULL;
