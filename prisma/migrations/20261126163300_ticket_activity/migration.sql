-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "dueAt" TIMESTAMPTZ(3),
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "Ticket_updatedAt_id_idx" ON "Ticket"("updatedAt", "id");

-- CreateIndex
CREATE INDEX "Ticket_accountId_updatedAt_id_idx" ON "Ticket"("accountId", "updatedAt", "id");

-- Written by hand, from here on.

-- By the nearest promise that waits, those without one last; and by severity, whoever has waited longest first.
CREATE INDEX "Ticket_deadline" ON "Ticket" (coalesce("dueAt", '9999-12-31 00:00:00+00'::timestamptz), "id");
CREATE INDEX "Ticket_severity" ON "Ticket" (
  (CASE "severity" WHEN 'SEVERE' THEN 1 WHEN 'MODERATE' THEN 2 ELSE 3 END), "receivedAt", "id");

CREATE FUNCTION tierline_write_due(ticket text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "Ticket" t SET "dueAt" = c."dueAt"
  FROM (SELECT min("dueAt") AS "dueAt" FROM "Clock"
    WHERE "ticketId" = ticket AND "metric" = 'INITIAL_RESPONSE' AND "endedAt" IS NULL) c
  WHERE t."id" = ticket AND t."dueAt" IS DISTINCT FROM c."dueAt"
$$;
CREATE FUNCTION tierline_clock_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tierline_write_due(NEW."ticketId");
  IF TG_OP = 'UPDATE' AND OLD."ticketId" <> NEW."ticketId" THEN
    PERFORM tierline_write_due(OLD."ticketId");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Clock_due" AFTER INSERT OR UPDATE OF "ticketId", "dueAt", "endedAt" ON "Clock"
  FOR EACH ROW WHEN (NEW."metric" = 'INITIAL_RESPONSE') EXECUTE FUNCTION tierline_clock_due();

-- What both sides see moves a ticket up; an internal note is nothing that its customer can tell by the time.
CREATE FUNCTION tierline_ticket_active() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE "Ticket" t SET "updatedAt" = e."at"
  FROM (SELECT "subject", max("occurredAt") AS "at" FROM added WHERE "visibleToCustomer" GROUP BY "subject") e
  WHERE t."id" = e."subject" AND t."updatedAt" < e."at";
  RETURN NULL;
END $$;
CREATE TRIGGER "Event_active" AFTER INSERT ON "Event" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION tierline_ticket_active();

UPDATE "Ticket" t SET "updatedAt" = coalesce((
    SELECT max(e."occurredAt") FROM "Event" e WHERE e."subject" = t."id" AND e."visibleToCustomer"), t."receivedAt"),
  "dueAt" = (SELECT min(c."dueAt") FROM "Clock" c
    WHERE c."ticketId" = t."id" AND c."metric" = 'INITIAL_RESPONSE' AND c."endedAt" IS NULL);
