-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "authorName" TEXT;
