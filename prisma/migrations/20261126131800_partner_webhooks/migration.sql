-- AlterTable
ALTER TABLE "WebhookAttempt" ADD COLUMN     "partnerId" TEXT;

-- AlterTable
ALTER TABLE "WebhookDelivery" ADD COLUMN     "partnerId" TEXT;

-- AlterTable
ALTER TABLE "WebhookEndpoint" ADD COLUMN     "partnerId" TEXT;

-- AlterTable
ALTER TABLE "WebhookSecret" ADD COLUMN     "partnerId" TEXT;

-- CreateIndex
CREATE INDEX "WebhookEndpoint_partnerId_createdAt_id_idx" ON "WebhookEndpoint"("partnerId", "createdAt", "id");

-- AddForeignKey
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_one_owner" CHECK (num_nonnulls("accountId", "partnerId") <= 1);

-- What a partner's endpoint is, is the partner's; what was sent to it of an account is seen as long as the account lets it.
DROP POLICY tenant ON "WebhookEndpoint";
CREATE POLICY tenant ON "WebhookEndpoint" USING (tierline_sees(coalesce("accountId", "partnerId")));
DROP POLICY tenant ON "WebhookSecret";
CREATE POLICY tenant ON "WebhookSecret" USING (tierline_sees(coalesce("accountId", "partnerId")));
DROP POLICY tenant ON "WebhookDelivery";
CREATE POLICY tenant ON "WebhookDelivery" USING (tierline_sees(coalesce("accountId", "partnerId")));
DROP POLICY tenant ON "WebhookAttempt";
CREATE POLICY tenant ON "WebhookAttempt" USING (tierline_sees(coalesce("accountId", "partnerId")));
