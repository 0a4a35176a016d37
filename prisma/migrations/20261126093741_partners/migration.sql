-- CreateEnum
CREATE TYPE "CertificationLevel" AS ENUM ('ASSOCIATE', 'PROFESSIONAL', 'EXPERT');

-- CreateEnum
CREATE TYPE "PartnerRole" AS ENUM ('PARTNER_AGENT', 'PARTNER_ADMINISTRATOR');

-- CreateEnum
CREATE TYPE "PartnerScope" AS ENUM ('READ', 'SUBMIT', 'REPLY');

-- AlterEnum
ALTER TYPE "ActorKind" ADD VALUE 'PARTNER';

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "partnerPersonId" TEXT;

-- CreateTable
CREATE TABLE "Partner" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "suspendedAt" TIMESTAMPTZ(3),
    "suspensionReason" TEXT,

    CONSTRAINT "Partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PartnerPerson" (
    "id" TEXT NOT NULL,
    "partnerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "roles" "PartnerRole"[],
    "subject" TEXT,

    CONSTRAINT "PartnerPerson_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PartnerCertification" (
    "id" TEXT NOT NULL,
    "partnerId" TEXT NOT NULL,
    "level" "CertificationLevel" NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PartnerCertification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PartnerGrant" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "partnerId" TEXT NOT NULL,
    "scopes" "PartnerScope"[],
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "grantedById" TEXT NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PartnerGrant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Partner_name_key" ON "Partner"("name");

-- CreateIndex
CREATE UNIQUE INDEX "PartnerPerson_email_key" ON "PartnerPerson"("email");

-- CreateIndex
CREATE UNIQUE INDEX "PartnerPerson_subject_key" ON "PartnerPerson"("subject");

-- CreateIndex
CREATE INDEX "PartnerPerson_partnerId_idx" ON "PartnerPerson"("partnerId");

-- CreateIndex
CREATE INDEX "PartnerCertification_partnerId_expiresAt_idx" ON "PartnerCertification"("partnerId", "expiresAt");

-- CreateIndex
CREATE INDEX "PartnerGrant_accountId_startsAt_idx" ON "PartnerGrant"("accountId", "startsAt");

-- CreateIndex
CREATE INDEX "PartnerGrant_partnerId_idx" ON "PartnerGrant"("partnerId");

-- AddForeignKey
ALTER TABLE "PartnerPerson" ADD CONSTRAINT "PartnerPerson_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerCertification" ADD CONSTRAINT "PartnerCertification_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerGrant" ADD CONSTRAINT "PartnerGrant_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerGrant" ADD CONSTRAINT "PartnerGrant_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerGrant" ADD CONSTRAINT "PartnerGrant_grantedById_fkey" FOREIGN KEY ("grantedById") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_partnerPersonId_fkey" FOREIGN KEY ("partnerPersonId") REFERENCES "PartnerPerson"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "PartnerCertification" ADD CONSTRAINT "PartnerCertification_expires_after_start"
  CHECK ("expiresAt" > "startsAt");
ALTER TABLE "PartnerGrant" ADD CONSTRAINT "PartnerGrant_ends_after_start" CHECK ("endsAt" > "startsAt");
ALTER TABLE "Partner" ADD CONSTRAINT "Partner_suspended_for_a_reason"
  CHECK (("suspendedAt" IS NULL) = ("suspensionReason" IS NULL));
-- One grant at a time: what is granted anew ends what was granted before.
CREATE UNIQUE INDEX "PartnerGrant_one_open" ON "PartnerGrant" ("accountId", "partnerId")
  WHERE "revokedAt" IS NULL AND "endsAt" IS NULL;
ALTER TABLE "Message" ADD CONSTRAINT "Message_one_author"
  CHECK (num_nonnulls("contactId", "staffId", "partnerPersonId") <= 1);

-- Partners are known to all who may let one act for them; what one may do for a customer is that customer's.
GRANT SELECT, INSERT, UPDATE ON "Partner", "PartnerGrant" TO tierline_app;
GRANT SELECT, INSERT ON "PartnerPerson", "PartnerCertification" TO tierline_app;
ALTER TABLE "PartnerGrant" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "PartnerGrant" USING (tierline_sees("accountId"));

-- What happens in a partner's own house belongs to no account, but to the partner.
DROP POLICY tenant ON "Event";
CREATE POLICY tenant ON "Event" USING (tierline_sees(coalesce("accountId", "subject")));
