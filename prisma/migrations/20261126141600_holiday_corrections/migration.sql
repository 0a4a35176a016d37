-- CreateEnum
CREATE TYPE "HolidayCorrectionAction" AS ENUM ('ADD', 'REMOVE', 'CLOSE_EARLY');

-- AlterTable
ALTER TABLE "Calendar" ADD COLUMN     "corrections" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "HolidayCorrection" (
    "version" INTEGER NOT NULL,
    "country" TEXT NOT NULL,
    "subdivision" TEXT,
    "action" "HolidayCorrectionAction" NOT NULL,
    "on" DATE NOT NULL,
    "closesFrom" TEXT,
    "nameFr" TEXT,
    "nameEn" TEXT,
    "reason" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" TEXT NOT NULL,

    CONSTRAINT "HolidayCorrection_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "HolidayWithdrawal" (
    "version" INTEGER NOT NULL,
    "correctionVersion" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnById" TEXT NOT NULL,

    CONSTRAINT "HolidayWithdrawal_pkey" PRIMARY KEY ("version")
);

-- CreateIndex
CREATE INDEX "HolidayCorrection_country_version_idx" ON "HolidayCorrection"("country", "version");

-- CreateIndex
CREATE UNIQUE INDEX "HolidayWithdrawal_correctionVersion_key" ON "HolidayWithdrawal"("correctionVersion");

-- AddForeignKey
ALTER TABLE "HolidayCorrection" ADD CONSTRAINT "HolidayCorrection_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HolidayWithdrawal" ADD CONSTRAINT "HolidayWithdrawal_correctionVersion_fkey" FOREIGN KEY ("correctionVersion") REFERENCES "HolidayCorrection"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HolidayWithdrawal" ADD CONSTRAINT "HolidayWithdrawal_withdrawnById_fkey" FOREIGN KEY ("withdrawnById") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

-- Corrections and withdrawals are numbered in one row, from 1 on.
ALTER TABLE "HolidayCorrection" ADD CONSTRAINT "HolidayCorrection_numbered" CHECK ("version" >= 1);
ALTER TABLE "HolidayWithdrawal" ADD CONSTRAINT "HolidayWithdrawal_follows" CHECK ("version" > "correctionVersion");

-- A day has its name in both languages unless it is removed, and a time exactly when the desk closes early (K9).
ALTER TABLE "HolidayCorrection" ADD CONSTRAINT "HolidayCorrection_whole" CHECK (
  ("action" = 'REMOVE') = ("nameFr" IS NULL) AND ("action" = 'REMOVE') = ("nameEn" IS NULL)
  AND ("action" = 'CLOSE_EARLY') = ("closesFrom" IS NOT NULL)
);

-- Everybody reads public holidays, of no account in particular; nothing that was published is changed.
GRANT SELECT, INSERT ON "HolidayCorrection", "HolidayWithdrawal" TO tierline_app;
