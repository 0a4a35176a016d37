-- AlterEnum
ALTER TYPE "RetentionKind" ADD VALUE 'INCOMING_MAIL';

-- DropIndex
DROP INDEX "IncomingMail_messageId_key";

-- AlterTable
-- What those that are here said is in their files: they are known by their id alone.
ALTER TABLE "IncomingMail" ADD COLUMN     "fingerprint" TEXT NOT NULL DEFAULT '';
ALTER TABLE "IncomingMail" ALTER COLUMN "fingerprint" DROP DEFAULT;

-- CreateIndex
CREATE UNIQUE INDEX "IncomingMail_messageId_fingerprint_key" ON "IncomingMail"("messageId", "fingerprint");
