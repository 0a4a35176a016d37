-- AlterTable
ALTER TABLE "StaffMember" ADD COLUMN     "sandboxId" TEXT;

-- AlterTable
ALTER TABLE "TicketNoticeHead" DROP CONSTRAINT "TicketNoticeHead_pkey",
ALTER COLUMN "id" SET DEFAULT '1',
ALTER COLUMN "id" SET DATA TYPE TEXT,
ADD CONSTRAINT "TicketNoticeHead_pkey" PRIMARY KEY ("id");

-- CreateTable
CREATE TABLE "Sandbox" (
    "id" TEXT NOT NULL,
    "partnerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "planCode" "PlanCode" NOT NULL,
    "now" TIMESTAMPTZ(3) NOT NULL,
    "advancingTo" TIMESTAMPTZ(3),
    "claimedBy" TEXT,
    "claimedUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Sandbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Sandbox_partnerId_createdAt_idx" ON "Sandbox"("partnerId", "createdAt");

-- CreateIndex
CREATE INDEX "StaffMember_sandboxId_idx" ON "StaffMember"("sandboxId");

-- AddForeignKey
ALTER TABLE "StaffMember" ADD CONSTRAINT "StaffMember_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sandbox" ADD CONSTRAINT "Sandbox_id_fkey" FOREIGN KEY ("id") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sandbox" ADD CONSTRAINT "Sandbox_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

-- Two worlds: that of the vendor, and that of sandboxes (B22). Whoever sees every account sees none of a sandbox; whoever
-- acts in one, and says so by its id alone, sees nothing else. `**` is for finding out who calls: it sees both.
CREATE OR REPLACE FUNCTION tierline_sees(account_id text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (current_setting('tierline.accounts', true) = '*' AND (account_id IS NULL OR account_id NOT LIKE 'acc\_sandbox\_%'))
    OR account_id = ANY (string_to_array(current_setting('tierline.accounts', true), ','))
    OR current_setting('tierline.accounts', true) = '**'
$$;
CREATE FUNCTION tierline_in_sandbox() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('tierline.accounts', true) LIKE 'acc\_sandbox\_%'
    AND strpos(current_setting('tierline.accounts', true), ',') = 0, false)
$$;

ALTER TABLE "Sandbox" ADD CONSTRAINT "Sandbox_is_one" CHECK ("id" LIKE 'acc\_sandbox\_%');
CREATE INDEX "Sandbox_advancing" ON "Sandbox" ("claimedUntil") WHERE "advancingTo" IS NOT NULL;
ALTER TABLE "Sandbox" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Sandbox" USING (tierline_sees("partnerId") OR tierline_sees("id"));
GRANT SELECT, INSERT, UPDATE ON "Sandbox" TO tierline_app;
CREATE FUNCTION tierline_sandbox_partner() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT "partnerId" FROM "Sandbox" WHERE "id" = current_setting('tierline.accounts', true)
$$;

-- An argument that holds a query keeps the function from being inlined: it is called where there is no account only.
DROP POLICY tenant ON "Event";
CREATE POLICY tenant ON "Event" USING (CASE WHEN "accountId" IS NOT NULL THEN tierline_sees("accountId")
  ELSE tierline_sees(COALESCE(CASE WHEN "actorKind" = 'PARTNER' THEN (
    SELECT "partnerId" FROM "PartnerPerson" WHERE "PartnerPerson"."id" = "Event"."actorId") END, "subject")) END);
DROP POLICY status_subscription ON "Event";
CREATE POLICY status_subscription ON "Event"
  USING ("accountId" IS NULL AND starts_with("subject", 'sts_') AND NOT tierline_in_sandbox());
DROP POLICY tenant ON "Attachment";
CREATE POLICY tenant ON "Attachment" USING (CASE WHEN "accountId" IS NOT NULL THEN tierline_sees("accountId")
  ELSE tierline_sees((SELECT "partnerId" FROM "PartnerPerson" WHERE "PartnerPerson"."id" = "Attachment"."partnerPersonId")) END);

-- Each world has a feed without a gap: that of sandboxes begins far above what the other will reach.
INSERT INTO "EventHead" ("id", "position") VALUES (2, 1000000000000000);
ALTER TABLE "EventHead" ENABLE ROW LEVEL SECURITY;
CREATE POLICY world ON "EventHead" USING (
  "id" = CASE WHEN tierline_in_sandbox() THEN 2 ELSE 1 END OR current_setting('tierline.accounts', true) = '**');
ALTER TABLE "TicketNoticeHead" ENABLE ROW LEVEL SECURITY;
CREATE POLICY world ON "TicketNoticeHead" USING (tierline_sees("id"));
GRANT INSERT ON "TicketNoticeHead" TO tierline_app;

-- The people whom a partner plays work in its sandbox only, and there the vendor has no others.
ALTER TABLE "StaffMember" ENABLE ROW LEVEL SECURITY;
CREATE POLICY world ON "StaffMember" USING (
  CASE WHEN "sandboxId" IS NULL THEN NOT tierline_in_sandbox() ELSE tierline_sees("sandboxId") END);

-- What is nobody's business in a sandbox is not there.
DO $$
DECLARE place text;
BEGIN
  FOREACH place IN ARRAY ARRAY['Absence', 'PartnerCertification', 'ReportLink', 'SkillSet', 'StatusSubscription',
    'StatusSubscriptionRequest', 'Team', 'TeamMember', 'UndeliverableAddress'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', place);
    EXECUTE format('CREATE POLICY world ON %I USING (NOT tierline_in_sandbox())', place);
  END LOOP;
END $$;
ALTER TABLE "Partner" ENABLE ROW LEVEL SECURITY;
CREATE POLICY world ON "Partner" USING (NOT tierline_in_sandbox() OR "id" = tierline_sandbox_partner());
ALTER TABLE "PartnerPerson" ENABLE ROW LEVEL SECURITY;
CREATE POLICY world ON "PartnerPerson" USING (NOT tierline_in_sandbox() OR "partnerId" = tierline_sandbox_partner());

-- No mail leaves a sandbox, whatever writes one.
CREATE FUNCTION tierline_drop_in_sandbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE WHEN tierline_in_sandbox() THEN NULL ELSE NEW END;
END $$;
CREATE TRIGGER stays_in_sandbox BEFORE INSERT ON "OutgoingMail" FOR EACH ROW EXECUTE FUNCTION tierline_drop_in_sandbox();
ALTER TABLE "OutgoingMail" ENABLE ROW LEVEL SECURITY;
CREATE POLICY world ON "OutgoingMail" USING (NOT tierline_in_sandbox()) WITH CHECK (true);

-- What holds for everybody is not changed from within a sandbox.
CREATE FUNCTION tierline_refuse_in_sandbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tierline_in_sandbox() THEN
    RAISE EXCEPTION '% is not changed from within a sandbox', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
DO $$
DECLARE place text;
BEGIN
  FOREACH place IN ARRAY ARRAY['Absence', 'CourseLesson', 'EscalationRule', 'EscalationTable', 'HolidayCorrection', 'HolidayWithdrawal',
    'IntakeForm', 'Label', 'MailPreference', 'Partner', 'PartnerCertification', 'PartnerPerson', 'Rate', 'RateTable', 'RegionHours',
    'ReportLink', 'RoutingRule', 'RoutingTable', 'SkillSet', 'SolutionExclusion', 'StatusEvent', 'StatusEventComponent',
    'StatusSubscription', 'StatusSubscriptionRequest', 'StatusUpdate', 'Target', 'TargetRetirement', 'TargetVersion',
    'Team', 'TeamMember', 'TrainingCourse', 'TrainingSession', 'UndeliverableAddress'] LOOP
    EXECUTE format('CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox()', place);
  END LOOP;
END $$;

-- Nobody waits in the queue of the vendor's staff but its customers.
CREATE OR REPLACE FUNCTION tierline_requeue(ticket text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO "QueueEntry" ("ticketId", "accountId", "severityRank", "planRank", "dueAt", "receivedAt", "atRiskAt", "endedAt", "urgent", "assigneeId", "teamId")
  SELECT t."id", t."accountId",
    array_position(ARRAY['SEVERE', 'MODERATE', 'LIMITED'], t."severity"::text),
    array_position(ARRAY['PREMIUM', 'ENHANCED', 'BASIC'], t."planCode"::text),
    coalesce(c."dueAt", '9999-12-31T00:00:00Z'), t."receivedAt", c."atRiskAt", c."endedAt",
    c."atRiskToldAt" IS NOT NULL AND c."atRiskAt" IS NOT NULL AND c."endedAt" IS NULL,
    t."assigneeId", t."teamId"
  FROM "Ticket" t
  CROSS JOIN LATERAL (
    SELECT * FROM "Clock" i WHERE i."ticketId" = t."id" AND i."metric" = 'INITIAL_RESPONSE'
    ORDER BY i."endedAt" DESC NULLS FIRST, i."dueAt", i."id" LIMIT 1) c
  WHERE t."id" = ticket AND t."accountId" NOT LIKE 'acc\_sandbox\_%'
    AND (t."state" IN ('RECEIVED', 'IN_REVIEW', 'IN_PROGRESS') OR EXISTS (
      SELECT 1 FROM "Clock" n WHERE n."ticketId" = t."id" AND n."metric" <> 'RESOLUTION' AND n."endedAt" IS NULL))
  ON CONFLICT ("ticketId") DO UPDATE SET
    "severityRank" = excluded."severityRank", "planRank" = excluded."planRank", "dueAt" = excluded."dueAt",
    "atRiskAt" = excluded."atRiskAt", "endedAt" = excluded."endedAt", "urgent" = excluded."urgent",
    "assigneeId" = excluded."assigneeId", "teamId" = excluded."teamId";
  IF NOT FOUND THEN
    DELETE FROM "QueueEntry" WHERE "ticketId" = ticket;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION tierline_search(asked text) RETURNS TABLE("ticketId" text, rank integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path = public, pg_temp AS $$
DECLARE
  query tsquery := tierline_query(asked);
  own text := (SELECT t."id" FROM "Ticket" t
    WHERE asked ~ '^\s*\d{1,9}\s*$' AND t."number" = substring(asked FROM '\d{1,9}')::int AND tierline_sees(t."accountId"));
BEGIN
  IF own IS NOT NULL THEN
    RETURN QUERY SELECT own, 1000000;
  END IF;
  IF current_setting('tierline.accounts', true) = '*' THEN
    RETURN QUERY SELECT x."ticketId", (ts_rank(x."complete", query) * 1000000)::int
      FROM "TicketText" x WHERE x."complete" @@ query AND x."accountId" NOT LIKE 'acc\_sandbox\_%' AND x."ticketId" IS DISTINCT FROM own;
  ELSE
    RETURN QUERY SELECT x."ticketId", (ts_rank(x."visible", query) * 1000000)::int
      FROM "TicketText" x WHERE x."visible" @@ query AND tierline_sees(x."accountId") AND x."ticketId" IS DISTINCT FROM own;
  END IF;
END $$;

-- The role that serves requests deletes next to nothing: a sandbox is emptied by its owner, whom it asks. Rows go as soon
-- as no other needs them. `kept` tables stay as they are; without any, the sandbox is gone.
CREATE FUNCTION tierline_empty_sandbox(sandbox text, kept text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  place text;
  places text[] := ARRAY(
    SELECT c."relname" FROM pg_class c JOIN pg_attribute a ON a."attrelid" = c."oid" AND a."attname" = 'accountId'
    WHERE c."relkind" = 'r' AND c."relnamespace" = 'public'::regnamespace AND c."relname" <> ALL (kept) ORDER BY 1);
  left_over text[] := '{}';
BEGIN
  IF sandbox NOT LIKE 'acc\_sandbox\_%' OR NOT tierline_sees(sandbox) THEN
    RAISE EXCEPTION 'Not a sandbox at hand: %', sandbox;
  END IF;
  -- Nothing is added meanwhile.
  PERFORM 1 FROM "Account" WHERE "id" = sandbox FOR UPDATE;
  UPDATE "MonthlyReview" SET "completedAt" = NULL, "completedById" = NULL, "summary" = NULL WHERE "accountId" = sandbox;
  WHILE cardinality(places) > 0 LOOP
    left_over := '{}';
    FOREACH place IN ARRAY places LOOP
      BEGIN
        EXECUTE format('DELETE FROM %I WHERE "accountId" = $1', place) USING sandbox;
      EXCEPTION WHEN foreign_key_violation OR restrict_violation OR check_violation OR not_null_violation THEN
        left_over := left_over || place;
      END;
    END LOOP;
    IF left_over = places THEN
      RAISE EXCEPTION 'Sandbox % is not emptied of %', sandbox, places;
    END IF;
    places := left_over;
  END LOOP;
  IF cardinality(kept) = 0 THEN
    DELETE FROM "StaffMember" WHERE "sandboxId" = sandbox;
    DELETE FROM "TicketNoticeHead" WHERE "id" = sandbox;
    DELETE FROM "Sandbox" WHERE "id" = sandbox;
    DELETE FROM "Account" WHERE "id" = sandbox;
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION tierline_empty_sandbox(text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_empty_sandbox(text, text[]) TO tierline_app;
