-- CreateTable
CREATE TABLE "ReportLink" (
    "id" TEXT NOT NULL,
    "report" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "actorId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReportLink_expiresAt_idx" ON "ReportLink"("expiresAt");

-- Written by hand, from here on.

-- Whoever makes a link removes those that are over.
GRANT SELECT, INSERT, DELETE ON "ReportLink" TO tierline_app;
