-- CreateTable, by hand: unlogged, and with room on each page for the row's next version.
CREATE UNLOGGED TABLE "CostBudget" (
    "id" TEXT NOT NULL,
    "wholeAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "CostBudget_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 50);

-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "knownDocumentsOnly" BOOLEAN NOT NULL DEFAULT false;

GRANT SELECT, INSERT, UPDATE, DELETE ON "CostBudget" TO tierline_app;
