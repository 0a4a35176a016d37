-- A file that was taken out stays where it was attached, without its content.
ALTER TABLE "Attachment" DROP CONSTRAINT "Attachment_attached_when_complete";
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_attached_when_complete"
  CHECK ("attachedAt" IS NULL
    OR ("state" IN ('UNSCANNED', 'CLEAN', 'INFECTED', 'REDACTED') AND "accountId" IS NOT NULL));
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_redacted" CHECK ("state" <> 'REDACTED' OR "redactedAt" IS NOT NULL);

-- What is looked for each second: few rows, whatever the number of files.
CREATE INDEX "Attachment_to_remove" ON "Attachment" ("redactedAt") WHERE "state" = 'REDACTED' AND "removedAt" IS NULL;
