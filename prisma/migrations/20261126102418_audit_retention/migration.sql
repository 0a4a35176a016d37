-- CreateEnum
CREATE TYPE "RetentionKind" AS ENUM ('IDEMPOTENCY_KEY', 'REQUEST_ADDRESS', 'WEBHOOK_DELIVERY');

-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "partnerId" TEXT;

-- AlterTable
ALTER TABLE "ApiKeySecret" ADD COLUMN     "partnerId" TEXT;

-- CreateTable
CREATE TABLE "RetentionPeriod" (
    "kind" "RetentionKind" NOT NULL,
    "days" INTEGER NOT NULL,

    CONSTRAINT "RetentionPeriod_pkey" PRIMARY KEY ("kind")
);

-- CreateIndex
CREATE INDEX "ApiKey_partnerId_idx" ON "ApiKey"("partnerId");

-- Written by hand, from here on.

-- Everybody reads the periods; nobody but the owner changes them.
INSERT INTO "RetentionPeriod" VALUES ('IDEMPOTENCY_KEY', 2), ('REQUEST_ADDRESS', 90), ('WEBHOOK_DELIVERY', 30);
GRANT SELECT ON "RetentionPeriod" TO tierline_app;
GRANT DELETE ON "IdempotencyKey" TO tierline_app;

CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey" ("createdAt");
CREATE INDEX "WebhookDelivery_ended" ON "WebhookDelivery" ("endedAt") WHERE "state" <> 'PENDING';
CREATE INDEX "Event_with_address" ON "Event" ("recordedAt") WHERE "address" IS NOT NULL;

-- Events are only ever added. What a request's address is kept for ends, and this is all that is ever done to one.
CREATE FUNCTION tierline_forget_addresses(before timestamptz) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "Event" SET "address" = NULL WHERE "address" IS NOT NULL AND "recordedAt" < before
$$;
REVOKE ALL ON FUNCTION tierline_forget_addresses(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_forget_addresses(timestamptz) TO tierline_app;

-- A partner's own keys are rows of the partner.
DROP POLICY tenant ON "ApiKey";
CREATE POLICY tenant ON "ApiKey" USING (tierline_sees(coalesce("accountId", "partnerId")));
DROP POLICY tenant ON "ApiKeySecret";
CREATE POLICY tenant ON "ApiKeySecret" USING (tierline_sees(coalesce("accountId", "partnerId")));
