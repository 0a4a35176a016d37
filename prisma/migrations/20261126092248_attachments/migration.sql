-- CreateEnum
CREATE TYPE "AttachmentState" AS ENUM ('AWAITING_UPLOAD', 'UNSCANNED', 'CLEAN', 'INFECTED', 'EXPIRED');

-- CreateTable
CREATE TABLE "Attachment" (
    "id" TEXT NOT NULL,
    "accountId" TEXT,
    "contactId" TEXT,
    "staffId" TEXT,
    "key" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "state" "AttachmentState" NOT NULL,
    "threat" TEXT,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "completedAt" TIMESTAMPTZ(3),
    "attachedAt" TIMESTAMPTZ(3),
    "visibleToCustomer" BOOLEAN NOT NULL DEFAULT false,
    "messageId" TEXT,

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Attachment_key_key" ON "Attachment"("key");

-- CreateIndex
CREATE INDEX "Attachment_messageId_idx" ON "Attachment"("messageId");

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

-- Attached is only what is complete, and to one thing.
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_one_owner"
  CHECK (num_nonnulls("messageId") = CASE WHEN "attachedAt" IS NULL THEN 0 ELSE 1 END);
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_attached_when_complete"
  CHECK ("attachedAt" IS NULL OR ("state" IN ('UNSCANNED', 'CLEAN', 'INFECTED') AND "accountId" IS NOT NULL));
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_one_uploader" CHECK (num_nonnulls("contactId", "staffId") <= 1);
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_threat_when_infected"
  CHECK (("state" = 'INFECTED') = ("threat" IS NOT NULL) OR "state" = 'EXPIRED');

-- What is looked for each second: few rows, whatever the number of files.
CREATE INDEX "Attachment_loose" ON "Attachment" ("requestedAt") WHERE "attachedAt" IS NULL;

-- Without an account it is an upload of staff that is attached to nothing: theirs alone.
GRANT SELECT, INSERT, UPDATE, DELETE ON "Attachment" TO tierline_app;
ALTER TABLE "Attachment" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Attachment" USING (tierline_sees("accountId"));
