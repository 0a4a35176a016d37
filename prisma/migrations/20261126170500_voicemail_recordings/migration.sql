-- AlterTable
ALTER TABLE "PhoneCall" ADD COLUMN     "attachmentId" TEXT,
ADD COLUMN     "fetchAt" TIMESTAMPTZ(3),
ADD COLUMN     "fetchAttempts" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "PhoneCall_attachmentId_key" ON "PhoneCall"("attachmentId");

-- AddForeignKey
ALTER TABLE "PhoneCall" ADD CONSTRAINT "PhoneCall_attachmentId_fkey" FOREIGN KEY ("attachmentId") REFERENCES "Attachment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

CREATE INDEX "PhoneCall_to_fetch" ON "PhoneCall" ("fetchAt") WHERE "fetchAt" IS NOT NULL;
