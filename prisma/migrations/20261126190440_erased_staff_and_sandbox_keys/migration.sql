-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "madeById" TEXT;

-- AlterTable
ALTER TABLE "StaffMember" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "ApiKey_madeById_idx" ON "ApiKey"("madeById");

-- Written by hand, from here on.

UPDATE "ApiKey" k SET "madeById" = e."actorId" FROM "Event" e
WHERE e."type" = 'sandbox.key_created' AND e."payload" ->> 'apiKeyId' = k."id";

-- A sandbox is a world of its own: this ends the keys that somebody made there, and nothing else.
CREATE FUNCTION tierline_end_sandbox_keys(maker text, at timestamptz)
RETURNS TABLE ("id" text, "sandboxId" text, "persona" text) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "ApiKey" k SET "revokedAt" = at
  WHERE k."madeById" = maker AND k."revokedAt" IS NULL AND k."accountId" LIKE 'acc\_sandbox\_%'
  RETURNING k."id", k."accountId", k."name"
$$;
REVOKE ALL ON FUNCTION tierline_end_sandbox_keys(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_end_sandbox_keys(text, timestamptz) TO tierline_app;
