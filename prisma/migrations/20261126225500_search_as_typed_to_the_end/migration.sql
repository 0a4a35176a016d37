-- A beginning may reach into an ending that stemming takes away: “warehousi” begins “warehousing”, which is found as
-- “warehous”. So a ticket holds its words as they were written too, without accents and without those that say nothing in
-- either language.
CREATE TEXT SEARCH DICTIONARY tierline_not_english (TEMPLATE = pg_catalog.simple, STOPWORDS = english, ACCEPT = false);
CREATE TEXT SEARCH DICTIONARY tierline_not_french (TEMPLATE = pg_catalog.simple, STOPWORDS = french);
CREATE TEXT SEARCH CONFIGURATION tierline_plain (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION tierline_plain
  ADD MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  WITH unaccent, tierline_not_english, tierline_not_french;

-- Without places, which only phrases ask for; of a text of any length as much as a tsvector holds beside its stems.
CREATE FUNCTION tierline_text(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT public.tierline_words(said)
    || strip(to_tsvector('public.tierline_plain', left(said, 200000) || ' ' || public.tierline_code(left(said, 200000))))
$$;

CREATE OR REPLACE FUNCTION tierline_typed(asked text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN p.last IS NULL OR asked ~* '"|(^|\s)-|\sor\s' THEN ''::tsquery
    ELSE (websearch_to_tsquery('public.tierline_en', p.before) && p.begun)
      || (websearch_to_tsquery('public.tierline_fr', p.before) && p.begun) END
  FROM (SELECT last, before, to_tsquery('public.tierline_plain', last || ':*') AS begun
    FROM (SELECT substring(asked FROM '(?:^|\s)([[:alpha:]][[:alnum:]]{2,})\s*$') AS last,
      regexp_replace(asked, '[[:alnum:]]+\s*$', '') AS before) q) p
$$;

-- The words of a text that begin so, as a search for them: an excerpt is marked by stems.
CREATE FUNCTION tierline_completed(asked text, said text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(public.tierline_query(string_agg(DISTINCT w[1], ' or ')), ''::tsquery)
  FROM regexp_matches(lower(public.unaccent(said)), '\m(' || CASE WHEN numnode(public.tierline_typed(asked)) > 0
    THEN lower(public.unaccent(substring(asked FROM '([[:alnum:]]+)\s*$'))) END || '[[:alnum:]]*)', 'g') w
$$;

CREATE OR REPLACE FUNCTION tierline_write_text(ticket_id text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "TicketText" ("ticketId", "accountId", "visible", "complete")
  SELECT t."id", t."accountId",
    setweight(tierline_text(t."subject"), 'A') || tierline_text(left(coalesce(m.visible, ''), 500000)),
    setweight(tierline_text(t."subject"), 'A') || tierline_text(left(coalesce(m.complete, ''), 500000))
  FROM "Ticket" t, LATERAL (
    SELECT string_agg(m."body", E'\n' ORDER BY m."sentAt", m."id") FILTER (WHERE m."visibleToCustomer") AS visible,
      string_agg(m."body", E'\n' ORDER BY m."sentAt", m."id") AS complete
    FROM "Message" m WHERE m."ticketId" = t."id") m
  WHERE t."id" = ticket_id
  ON CONFLICT ("ticketId") DO UPDATE
    SET "accountId" = excluded."accountId", "visible" = excluded."visible", "complete" = excluded."complete"
$$;

CREATE OR REPLACE FUNCTION tierline_message_said() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  words tsvector;
BEGIN
  IF TG_OP = 'INSERT' THEN
    words := tierline_text(NEW."body");
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

SELECT tierline_write_text("id") FROM "Ticket";
