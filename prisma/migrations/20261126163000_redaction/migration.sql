-- AlterEnum
ALTER TYPE "AttachmentState" ADD VALUE 'REDACTED';

-- AlterTable
ALTER TABLE "Attachment" ADD COLUMN     "redactedAt" TIMESTAMPTZ(3),
ADD COLUMN     "removedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "redactedAt" TIMESTAMPTZ(3);

-- Written by hand, from here on.

-- Messages are only ever added by the application's role. This function of the owner has one power: to put a fixed mark in
-- the place of a text. Who wrote it, when and for whom stays.
CREATE FUNCTION tierline_redact_message(message text, french boolean, at timestamptz) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "Message"
  SET "body" = CASE WHEN french THEN '[Texte retiré]' ELSE '[Text removed]' END, "redactedAt" = at
  WHERE "id" = message AND "redactedAt" IS NULL AND tierline_sees("accountId")
$$;

REVOKE ALL ON FUNCTION tierline_redact_message(text, boolean, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_redact_message(text, boolean, timestamptz) TO tierline_app;
