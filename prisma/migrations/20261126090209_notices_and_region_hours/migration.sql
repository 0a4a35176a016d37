-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL,
    "staffId" TEXT,
    "contactId" TEXT,
    "accountId" TEXT,
    "ticketId" TEXT,
    "kind" TEXT NOT NULL,
    "causeId" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "deliverAt" TIMESTAMPTZ(3) NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RegionHours" (
    "regionCode" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "opensAt" TEXT NOT NULL,
    "closesAt" TEXT NOT NULL,

    CONSTRAINT "RegionHours_pkey" PRIMARY KEY ("regionCode","weekday","opensAt")
);

-- CreateIndex
CREATE INDEX "Notice_staffId_deliverAt_id_idx" ON "Notice"("staffId", "deliverAt", "id");

-- CreateIndex
CREATE INDEX "Notice_contactId_deliverAt_id_idx" ON "Notice"("contactId", "deliverAt", "id");

-- CreateIndex
CREATE INDEX "Notice_ticketId_idx" ON "Notice"("ticketId");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_staffId_kind_causeId_key" ON "Notice"("staffId", "kind", "causeId");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_contactId_kind_causeId_key" ON "Notice"("contactId", "kind", "causeId");

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RegionHours" ADD CONSTRAINT "RegionHours_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

-- A notice is for one person, of the vendor or of a customer.
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_one_recipient" CHECK (num_nonnulls("staffId", "contactId") = 1);
-- What a sender looks for: few rows, whatever was ever sent.
CREATE INDEX "Notice_to_deliver" ON "Notice" ("deliverAt") WHERE "deliveredAt" IS NULL;
GRANT SELECT, INSERT, UPDATE ON "Notice" TO tierline_app;
ALTER TABLE "Notice" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Notice" USING (tierline_sees("accountId"));

-- Monday to Friday, and never the whole day (S108, S109).
ALTER TABLE "RegionHours" ADD CONSTRAINT "RegionHours_on_a_weekday" CHECK ("weekday" BETWEEN 1 AND 5 AND "opensAt" < "closesAt");
GRANT SELECT, INSERT, DELETE ON "RegionHours" TO tierline_app;
