-- Staff find accounts by their name and by the domain of their people's addresses, and tickets by whose they are.
CREATE INDEX "Account_name_words" ON "Account" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "Contact_name_words" ON "Contact" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "Contact_domain" ON "Contact" (lower(split_part("email", '@', 2)) text_pattern_ops);
CREATE INDEX "Ticket_requesterId_idx" ON "Ticket"("requesterId");

-- Beginnings of words that a name must have, as regular expressions, the longest first; none for a text with operators of search.
CREATE FUNCTION tierline_beginnings(asked text) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT coalesce(array_agg('\m' || regexp_replace(word, '([^[:alnum:]])', '\\\1', 'g') ORDER BY length(word) DESC), '{}')
  FROM regexp_split_to_table(lower(btrim(asked)), '\s+') word
  WHERE length(btrim(asked)) >= 3 AND word ~ '^[[:alnum:]]' AND asked !~* '"|(^|\s)-|\sor\s'
$$;

CREATE FUNCTION tierline_named(name text, beginnings text[]) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT NOT EXISTS (SELECT 1 FROM unnest(beginnings) beginning WHERE lower(name) !~ beginning)
$$;

-- These read past the policies, whose functions would keep them from the indexes, and return what the policies let through.
CREATE FUNCTION tierline_accounts(asked text) RETURNS TABLE("accountId" text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
  SET search_path TO 'public', 'pg_temp'
AS $$
DECLARE
  words text[] := tierline_beginnings(asked);
  domain text := lower(substring(btrim(asked) FROM '^@?([[:alnum:].-]{3,})$'));
BEGIN
  RETURN QUERY SELECT found."id" FROM (
    SELECT a."id" FROM "Account" a WHERE lower(a."name") ~ words[1] AND tierline_named(a."name", words)
    UNION
    SELECT c."accountId" FROM "Contact" c WHERE lower(split_part(c."email", '@', 2)) LIKE domain || '%') found
  WHERE tierline_sees(found."id");
END $$;
REVOKE EXECUTE ON FUNCTION tierline_accounts(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_accounts(text) TO tierline_app;

CREATE OR REPLACE FUNCTION tierline_search(asked text) RETURNS TABLE("ticketId" text, rank integer)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
  SET search_path TO 'public', 'pg_temp'
AS $$
DECLARE
  whole tsquery := tierline_query(asked);
  typed tsquery := tierline_typed(asked);
  query tsquery := whole || typed;
  names text[] := tierline_beginnings(asked);
  own text := (SELECT t."id" FROM "Ticket" t
    WHERE asked ~ '^\s*\d{1,9}\s*$' AND t."number" = substring(asked FROM '\d{1,9}')::int AND tierline_sees(t."accountId"));
BEGIN
  IF own IS NOT NULL THEN
    RETURN QUERY SELECT own, 10000000;
  END IF;
  IF current_setting('tierline.accounts', true) = '*' THEN
    RETURN QUERY SELECT x."ticketId", (ts_rank(x."complete", whole) * 1000000 + ts_rank(x."complete", typed) * 1000)::int
      FROM "TicketText" x WHERE x."complete" @@ query AND x."accountId" NOT LIKE 'acc\_sandbox\_%' AND x."ticketId" IS DISTINCT FROM own;
    -- Whose it is, after what it says.
    RETURN QUERY SELECT t."id", 0 FROM "Ticket" t
      WHERE t."id" IN (
          SELECT b."id" FROM "Account" a JOIN "Ticket" b ON b."accountId" = a."id"
          WHERE lower(a."name") ~ names[1] AND tierline_named(a."name", names)
          UNION ALL
          SELECT b."id" FROM "Contact" c JOIN "Ticket" b ON b."requesterId" = c."id"
          WHERE lower(c."name") ~ names[1] AND tierline_named(c."name", names))
        AND t."accountId" NOT LIKE 'acc\_sandbox\_%' AND t."id" IS DISTINCT FROM own
        AND NOT EXISTS (SELECT 1 FROM "TicketText" x WHERE x."ticketId" = t."id" AND x."complete" @@ query);
  ELSE
    RETURN QUERY SELECT x."ticketId", (ts_rank(x."visible", whole) * 1000000 + ts_rank(x."visible", typed) * 1000)::int
      FROM "TicketText" x WHERE x."visible" @@ query AND tierline_sees(x."accountId") AND x."ticketId" IS DISTINCT FROM own;
  END IF;
END $$;
