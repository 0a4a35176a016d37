-- CreateTable
CREATE TABLE "Label" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "colour" TEXT,

    CONSTRAINT "Label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TicketLabel" (
    "ticketId" TEXT NOT NULL,
    "labelId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TicketLabel_pkey" PRIMARY KEY ("ticketId","labelId")
);

-- CreateTable
CREATE TABLE "TicketWatcher" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "contactId" TEXT,
    "staffId" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TicketWatcher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SavedFilter" (
    "id" TEXT NOT NULL,
    "accountId" TEXT,
    "contactId" TEXT,
    "staffId" TEXT,
    "teamId" TEXT,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "orderBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SavedFilter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TicketText" (
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "visible" tsvector NOT NULL,
    "complete" tsvector NOT NULL,

    CONSTRAINT "TicketText_pkey" PRIMARY KEY ("ticketId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Label_name_key" ON "Label"("name");

-- CreateIndex
CREATE INDEX "TicketLabel_labelId_idx" ON "TicketLabel"("labelId");

-- CreateIndex
CREATE INDEX "TicketWatcher_contactId_idx" ON "TicketWatcher"("contactId");

-- CreateIndex
CREATE INDEX "TicketWatcher_staffId_idx" ON "TicketWatcher"("staffId");

-- CreateIndex
CREATE UNIQUE INDEX "TicketWatcher_ticketId_contactId_key" ON "TicketWatcher"("ticketId", "contactId");

-- CreateIndex
CREATE UNIQUE INDEX "TicketWatcher_ticketId_staffId_key" ON "TicketWatcher"("ticketId", "staffId");

-- CreateIndex
CREATE INDEX "SavedFilter_teamId_idx" ON "SavedFilter"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "SavedFilter_contactId_name_key" ON "SavedFilter"("contactId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "SavedFilter_staffId_name_key" ON "SavedFilter"("staffId", "name");

-- CreateIndex
CREATE INDEX "TicketText_visible_idx" ON "TicketText" USING GIN ("visible" tsvector_ops);

-- CreateIndex
CREATE INDEX "TicketText_complete_idx" ON "TicketText" USING GIN ("complete" tsvector_ops);

-- AddForeignKey
ALTER TABLE "TicketLabel" ADD CONSTRAINT "TicketLabel_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketLabel" ADD CONSTRAINT "TicketLabel_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketWatcher" ADD CONSTRAINT "TicketWatcher_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketWatcher" ADD CONSTRAINT "TicketWatcher_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketWatcher" ADD CONSTRAINT "TicketWatcher_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedFilter" ADD CONSTRAINT "SavedFilter_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedFilter" ADD CONSTRAINT "SavedFilter_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedFilter" ADD CONSTRAINT "SavedFilter_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketText" ADD CONSTRAINT "TicketText_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "TicketWatcher" ADD CONSTRAINT "TicketWatcher_one_person" CHECK (num_nonnulls("contactId", "staffId") = 1);
ALTER TABLE "SavedFilter" ADD CONSTRAINT "SavedFilter_one_owner" CHECK (num_nonnulls("contactId", "staffId") = 1);
ALTER TABLE "SavedFilter" ADD CONSTRAINT "SavedFilter_shared_by_staff" CHECK ("teamId" IS NULL OR "staffId" IS NOT NULL);

-- Labels are the vendor's, not an account's: everybody reads them, and the schema says to whom it shows them.
GRANT SELECT, INSERT, UPDATE ON "Label" TO tierline_app;
GRANT SELECT, INSERT, DELETE ON "TicketLabel", "TicketWatcher" TO tierline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "SavedFilter" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "TicketText" TO tierline_app;
ALTER TABLE "TicketLabel" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TicketLabel" USING (tierline_sees("accountId"));
ALTER TABLE "TicketWatcher" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TicketWatcher" USING (tierline_sees("accountId"));
ALTER TABLE "SavedFilter" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SavedFilter" USING (tierline_sees("accountId"));
ALTER TABLE "TicketText" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TicketText" USING (tierline_sees("accountId"));

-- Words are found inflected, with and without accents, in both languages of the programme.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH CONFIGURATION tierline_en (COPY = english);
ALTER TEXT SEARCH CONFIGURATION tierline_en
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION tierline_fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION tierline_fr
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;

CREATE FUNCTION tierline_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('public.tierline_en', said) || to_tsvector('public.tierline_fr', said)
$$;
CREATE FUNCTION tierline_query(asked text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT websearch_to_tsquery('public.tierline_en', asked) || websearch_to_tsquery('public.tierline_fr', asked)
$$;

-- Of a ticket with more than half a million characters, the rest is not found: a tsvector holds a megabyte.
CREATE FUNCTION tierline_write_text(ticket_id text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "TicketText" ("ticketId", "accountId", "visible", "complete")
  SELECT t."id", t."accountId",
    setweight(tierline_words(t."subject"), 'A') || tierline_words(left(coalesce(m.visible, ''), 500000)),
    setweight(tierline_words(t."subject"), 'A') || tierline_words(left(coalesce(m.complete, ''), 500000))
  FROM "Ticket" t, LATERAL (
    SELECT string_agg(m."body", E'\n' ORDER BY m."sentAt", m."id") FILTER (WHERE m."visibleToCustomer") AS visible,
      string_agg(m."body", E'\n' ORDER BY m."sentAt", m."id") AS complete
    FROM "Message" m WHERE m."ticketId" = t."id") m
  WHERE t."id" = ticket_id
  ON CONFLICT ("ticketId") DO UPDATE
    SET "accountId" = excluded."accountId", "visible" = excluded."visible", "complete" = excluded."complete"
$$;

CREATE FUNCTION tierline_ticket_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tierline_write_text(NEW."id");
  RETURN NULL;
END $$;
CREATE TRIGGER "Ticket_text" AFTER INSERT OR UPDATE OF "subject", "accountId" ON "Ticket"
  FOR EACH ROW EXECUTE FUNCTION tierline_ticket_said();

-- A new message, the ordinary case, is added to what is there; anything else writes the text of its ticket anew.
CREATE FUNCTION tierline_message_said() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  words tsvector;
BEGIN
  IF TG_OP = 'INSERT' THEN
    words := tierline_words(NEW."body");
    UPDATE "TicketText" SET
      "visible" = CASE WHEN NEW."visibleToCustomer" THEN "visible" || words ELSE "visible" END,
      "complete" = "complete" || words
    WHERE "ticketId" = NEW."ticketId" AND pg_column_size("complete") < 200000;
    RETURN NULL;
  END IF;
  PERFORM tierline_write_text(OLD."ticketId");
  IF TG_OP = 'UPDATE' AND NEW."ticketId" <> OLD."ticketId" THEN
    PERFORM tierline_write_text(NEW."ticketId");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Message_text" AFTER INSERT OR DELETE OR UPDATE OF "body", "visibleToCustomer", "ticketId" ON "Message"
  FOR EACH ROW EXECUTE FUNCTION tierline_message_said();

SELECT tierline_write_text("id") FROM "Ticket";

-- Under row-level security Postgres uses no index for a search: it must first know that the row may be seen. This runs as
-- its owner, searches by the index, and applies the same policy to what it found. Only staff search internal notes.
CREATE FUNCTION tierline_search(asked text) RETURNS TABLE ("ticketId" text, "rank" int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS $$
DECLARE
  query tsquery := tierline_query(asked);
BEGIN
  IF current_setting('tierline.accounts', true) = '*' THEN
    RETURN QUERY SELECT x."ticketId", (ts_rank(x."complete", query) * 1000000)::int
      FROM "TicketText" x WHERE x."complete" @@ query;
  ELSE
    RETURN QUERY SELECT x."ticketId", (ts_rank(x."visible", query) * 1000000)::int
      FROM "TicketText" x WHERE x."visible" @@ query AND tierline_sees(x."accountId");
  END IF;
END $$;
REVOKE ALL ON FUNCTION tierline_search(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_search(text) TO tierline_app;
