-- CreateTable
CREATE TABLE "MonthlyReview" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedById" TEXT NOT NULL,
    "completedAt" TIMESTAMPTZ(3),
    "completedById" TEXT,
    "summary" TEXT,

    CONSTRAINT "MonthlyReview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewLine" (
    "reviewId" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "reviewedAt" TIMESTAMPTZ(3) NOT NULL,
    "reviewedById" TEXT NOT NULL,

    CONSTRAINT "ReviewLine_pkey" PRIMARY KEY ("reviewId","ticketId")
);

-- CreateTable
CREATE TABLE "ReviewCluster" (
    "id" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "analysis" TEXT,
    "action" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "dismissedAt" TIMESTAMPTZ(3),
    "dismissReason" TEXT,

    CONSTRAINT "ReviewCluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewClusterTicket" (
    "reviewId" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "clusterId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "nearestId" TEXT,
    "score" DOUBLE PRECISION,
    "textSimilarity" DOUBLE PRECISION,
    "sameRequestType" BOOLEAN,
    "sameSku" BOOLEAN,

    CONSTRAINT "ReviewClusterTicket_pkey" PRIMARY KEY ("reviewId","ticketId")
);

-- CreateIndex
CREATE UNIQUE INDEX "MonthlyReview_accountId_month_key" ON "MonthlyReview"("accountId", "month");

-- CreateIndex
CREATE INDEX "ReviewCluster_reviewId_createdAt_id_idx" ON "ReviewCluster"("reviewId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "ReviewClusterTicket_clusterId_idx" ON "ReviewClusterTicket"("clusterId");

-- AddForeignKey
ALTER TABLE "MonthlyReview" ADD CONSTRAINT "MonthlyReview_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MonthlyReview" ADD CONSTRAINT "MonthlyReview_openedById_fkey" FOREIGN KEY ("openedById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MonthlyReview" ADD CONSTRAINT "MonthlyReview_completedById_fkey" FOREIGN KEY ("completedById") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewLine" ADD CONSTRAINT "ReviewLine_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "MonthlyReview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewLine" ADD CONSTRAINT "ReviewLine_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewLine" ADD CONSTRAINT "ReviewLine_reviewedById_fkey" FOREIGN KEY ("reviewedById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewCluster" ADD CONSTRAINT "ReviewCluster_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "MonthlyReview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewClusterTicket" ADD CONSTRAINT "ReviewClusterTicket_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewClusterTicket" ADD CONSTRAINT "ReviewClusterTicket_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "ReviewCluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewClusterTicket" ADD CONSTRAINT "ReviewClusterTicket_nearestId_fkey" FOREIGN KEY ("nearestId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

-- Recurring issues are found by how alike the texts of requests are (S84).
CREATE EXTENSION IF NOT EXISTS pg_trgm;

ALTER TABLE "MonthlyReview" ADD CONSTRAINT "MonthlyReview_runs_forward" CHECK ("endsAt" > "startsAt");
ALTER TABLE "MonthlyReview" ADD CONSTRAINT "MonthlyReview_completed_by_somebody"
  CHECK (("completedAt" IS NULL) = ("completedById" IS NULL) AND ("completedAt" IS NULL) = ("summary" IS NULL));
ALTER TABLE "ReviewCluster" ADD CONSTRAINT "ReviewCluster_dismissed_with_reason" CHECK (("dismissedAt" IS NULL) = ("dismissReason" IS NULL));

GRANT SELECT, INSERT, UPDATE ON "MonthlyReview", "ReviewLine", "ReviewCluster" TO tierline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "ReviewClusterTicket" TO tierline_app;
ALTER TABLE "MonthlyReview" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ReviewLine" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ReviewCluster" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ReviewClusterTicket" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "MonthlyReview" USING (tierline_sees("accountId"));
CREATE POLICY tenant ON "ReviewLine" USING (tierline_sees("accountId"));
CREATE POLICY tenant ON "ReviewCluster" USING (tierline_sees("accountId"));
CREATE POLICY tenant ON "ReviewClusterTicket" USING (tierline_sees("accountId"));

-- What is completed stays as it is (B6).
CREATE FUNCTION tierline_review_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "MonthlyReview" r WHERE r."id" = coalesce(NEW."reviewId", OLD."reviewId") AND r."completedAt" IS NOT NULL) THEN
    RAISE EXCEPTION 'a completed review is not changed';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER stands BEFORE INSERT OR UPDATE OR DELETE ON "ReviewLine" FOR EACH ROW EXECUTE FUNCTION tierline_review_stands();
CREATE TRIGGER stands BEFORE INSERT OR UPDATE OR DELETE ON "ReviewCluster" FOR EACH ROW EXECUTE FUNCTION tierline_review_stands();
CREATE TRIGGER stands BEFORE INSERT OR UPDATE OR DELETE ON "ReviewClusterTicket" FOR EACH ROW EXECUTE FUNCTION tierline_review_stands();
