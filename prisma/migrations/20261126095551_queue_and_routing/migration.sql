-- CreateEnum
CREATE TYPE "Skill" AS ENUM ('REQUEST_TYPE', 'SOLUTION', 'LANGUAGE');

-- AlterTable
ALTER TABLE "Team" ADD COLUMN     "autoAssign" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "QueueEntry" (
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "severityRank" INTEGER NOT NULL,
    "planRank" INTEGER NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "atRiskAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "urgent" BOOLEAN NOT NULL,
    "assigneeId" TEXT,
    "teamId" TEXT,

    CONSTRAINT "QueueEntry_pkey" PRIMARY KEY ("ticketId")
);

-- CreateTable
CREATE TABLE "SkillSet" (
    "staffId" TEXT NOT NULL,
    "requestTypes" TEXT[],
    "solutions" TEXT[],
    "languages" "Locale"[],
    "capacity" INTEGER,

    CONSTRAINT "SkillSet_pkey" PRIMARY KEY ("staffId")
);

-- CreateTable
CREATE TABLE "RoutingTable" (
    "version" INTEGER NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "severeWeight" INTEGER NOT NULL,
    "moderateWeight" INTEGER NOT NULL,
    "limitedWeight" INTEGER NOT NULL,

    CONSTRAINT "RoutingTable_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "RoutingRule" (
    "version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "planCodes" "PlanCode"[],
    "severities" "Severity"[],
    "requestTypes" TEXT[],
    "teamId" TEXT,
    "skills" "Skill"[],

    CONSTRAINT "RoutingRule_pkey" PRIMARY KEY ("version","position")
);

-- CreateIndex
CREATE INDEX "QueueEntry_assigneeId_idx" ON "QueueEntry"("assigneeId");

-- AddForeignKey
ALTER TABLE "QueueEntry" ADD CONSTRAINT "QueueEntry_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SkillSet" ADD CONSTRAINT "SkillSet_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoutingRule" ADD CONSTRAINT "RoutingRule_version_fkey" FOREIGN KEY ("version") REFERENCES "RoutingTable"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoutingRule" ADD CONSTRAINT "RoutingRule_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand, from here on.

GRANT SELECT, INSERT, UPDATE ON "SkillSet" TO tierline_app;
ALTER TABLE "SkillSet" ADD CONSTRAINT "SkillSet_capacity_is_some" CHECK ("capacity" >= 0);
-- Published tables are only added to.
GRANT SELECT, INSERT ON "RoutingTable", "RoutingRule" TO tierline_app;

-- The queue: read by requests, written by triggers only.
GRANT SELECT ON "QueueEntry" TO tierline_app;
ALTER TABLE "QueueEntry" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "QueueEntry" USING (tierline_sees("accountId"));

-- Rule R1 as two ranges that are read one after the other: what is urgent by deadline, then the rest by rank.
CREATE INDEX "QueueEntry_urgent" ON "QueueEntry" ("dueAt", "severityRank", "planRank", "receivedAt", "ticketId") WHERE "urgent";
CREATE INDEX "QueueEntry_rest" ON "QueueEntry" ("severityRank", "planRank", "dueAt", "receivedAt", "ticketId") WHERE NOT "urgent";
CREATE INDEX "QueueEntry_rest_of_team" ON "QueueEntry" ("teamId", "severityRank", "planRank", "dueAt", "receivedAt", "ticketId") WHERE NOT "urgent";
-- What moves between the two as time passes, or as seen from an earlier instant: few rows.
CREATE INDEX "QueueEntry_untold" ON "QueueEntry" ("atRiskAt") WHERE NOT "urgent" AND "endedAt" IS NULL;
CREATE INDEX "QueueEntry_told_early" ON "QueueEntry" ("atRiskAt") WHERE "urgent";
CREATE INDEX "QueueEntry_ended" ON "QueueEntry" ("endedAt") WHERE "endedAt" IS NOT NULL;

-- To be worked on, or with somebody waiting for an answer, whatever the state.
CREATE FUNCTION tierline_requeue(ticket text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
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
  WHERE t."id" = ticket
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

CREATE FUNCTION tierline_requeue_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tierline_requeue(new."id");
  RETURN NULL;
END $$;
CREATE FUNCTION tierline_requeue_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tierline_requeue(new."ticketId");
  IF TG_OP = 'UPDATE' AND old."ticketId" <> new."ticketId" THEN
    PERFORM tierline_requeue(old."ticketId");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER requeue AFTER UPDATE OF "state", "severity", "planCode", "assigneeId", "teamId" ON "Ticket"
  FOR EACH ROW EXECUTE FUNCTION tierline_requeue_ticket();
CREATE TRIGGER requeue AFTER INSERT OR UPDATE OF "ticketId", "dueAt", "atRiskAt", "endedAt", "atRiskToldAt" ON "Clock"
  FOR EACH ROW WHEN (new."metric" <> 'RESOLUTION') EXECUTE FUNCTION tierline_requeue_clock();
SELECT tierline_requeue("id") FROM "Ticket";

-- What each of these members of the staff has at hand, by severity, whoever's tickets they are: a customer's request
-- that is assigned by rule sees no other customer, but its assignment must.
CREATE FUNCTION tierline_load(staff text[]) RETURNS TABLE ("staffId" text, "severity" text, "tickets" int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT t."assigneeId", t."severity"::text, count(*)::int FROM "Ticket" t
  WHERE t."assigneeId" = ANY (staff) AND t."endedAt" IS NULL
  GROUP BY 1, 2
$$;
