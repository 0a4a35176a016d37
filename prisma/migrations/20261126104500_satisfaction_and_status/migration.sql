-- CreateEnum
CREATE TYPE "StatusEventKind" AS ENUM ('OUTAGE', 'INCIDENT', 'MAINTENANCE');

-- CreateTable
CREATE TABLE "Satisfaction" (
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "score" INTEGER,
    "comment" TEXT,
    "ratedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Satisfaction_pkey" PRIMARY KEY ("ticketId")
);

-- CreateTable
CREATE TABLE "StatusComponent" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "nameFr" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,

    CONSTRAINT "StatusComponent_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "StatusComponentSku" (
    "componentCode" TEXT NOT NULL,
    "skuCode" TEXT NOT NULL,

    CONSTRAINT "StatusComponentSku_pkey" PRIMARY KEY ("componentCode","skuCode")
);

-- CreateTable
CREATE TABLE "StatusEvent" (
    "id" TEXT NOT NULL,
    "kind" "StatusEventKind" NOT NULL,
    "titleFr" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "StatusEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatusEventComponent" (
    "eventId" TEXT NOT NULL,
    "componentCode" TEXT NOT NULL,

    CONSTRAINT "StatusEventComponent_pkey" PRIMARY KEY ("eventId","componentCode")
);

-- CreateTable
CREATE TABLE "KnownEvent" (
    "ticketId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KnownEvent_pkey" PRIMARY KEY ("ticketId","eventId")
);

-- CreateIndex
CREATE INDEX "StatusComponentSku_skuCode_idx" ON "StatusComponentSku"("skuCode");

-- CreateIndex
CREATE INDEX "StatusEvent_openedAt_id_idx" ON "StatusEvent"("openedAt", "id");

-- CreateIndex
CREATE INDEX "StatusEventComponent_componentCode_idx" ON "StatusEventComponent"("componentCode");

-- CreateIndex
CREATE INDEX "KnownEvent_eventId_ticketId_idx" ON "KnownEvent"("eventId", "ticketId");

-- AddForeignKey
ALTER TABLE "Satisfaction" ADD CONSTRAINT "Satisfaction_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatusComponentSku" ADD CONSTRAINT "StatusComponentSku_componentCode_fkey" FOREIGN KEY ("componentCode") REFERENCES "StatusComponent"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatusComponentSku" ADD CONSTRAINT "StatusComponentSku_skuCode_fkey" FOREIGN KEY ("skuCode") REFERENCES "Sku"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatusEventComponent" ADD CONSTRAINT "StatusEventComponent_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "StatusEvent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatusEventComponent" ADD CONSTRAINT "StatusEventComponent_componentCode_fkey" FOREIGN KEY ("componentCode") REFERENCES "StatusComponent"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnownEvent" ADD CONSTRAINT "KnownEvent_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnownEvent" ADD CONSTRAINT "KnownEvent_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "StatusEvent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "Satisfaction" ADD CONSTRAINT "Satisfaction_score" CHECK ("score" BETWEEN 1 AND 5);
ALTER TABLE "Satisfaction" ADD CONSTRAINT "Satisfaction_answered" CHECK (("score" IS NULL) = ("ratedAt" IS NULL));
ALTER TABLE "StatusEvent" ADD CONSTRAINT "StatusEvent_ends_after_start" CHECK ("endedAt" >= "openedAt");
CREATE INDEX "StatusEvent_open" ON "StatusEvent" ("id") WHERE "endedAt" IS NULL;

-- Everybody reads what happens to the platform; which tickets are about it only those who see the tickets.
GRANT SELECT ON "StatusComponent", "StatusComponentSku" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "StatusEvent" TO tierline_app;
GRANT SELECT, INSERT ON "StatusEventComponent" TO tierline_app;

GRANT SELECT, INSERT, UPDATE ON "Satisfaction" TO tierline_app;
ALTER TABLE "Satisfaction" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Satisfaction" USING (tierline_sees("accountId"));

GRANT SELECT, INSERT ON "KnownEvent" TO tierline_app;
ALTER TABLE "KnownEvent" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "KnownEvent" USING (tierline_sees("accountId"));
