-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN     "activatedAt" TIMESTAMPTZ(3),
ADD COLUMN     "deactivatedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "TermsAcceptance" (
    "accountId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TermsAcceptance_pkey" PRIMARY KEY ("accountId","version")
);

-- AddForeignKey
ALTER TABLE "TermsAcceptance" ADD CONSTRAINT "TermsAcceptance_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TermsAcceptance" ADD CONSTRAINT "TermsAcceptance_version_fkey" FOREIGN KEY ("version") REFERENCES "TermsVersion"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

INSERT INTO "TermsAcceptance" ("accountId", "version", "acceptedAt")
  SELECT "id", "acceptedTermsVersion", "createdAt" FROM "Account";

-- What was accepted, and when, stands.
GRANT SELECT, INSERT ON "TermsAcceptance" TO tierline_app;
ALTER TABLE "TermsAcceptance" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TermsAcceptance" USING (tierline_sees("accountId"));
