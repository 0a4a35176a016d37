-- Words of code are found by their parts: the parser takes `dataLayer.push()` or `/lib/utag.js` for one name of a host or a
-- file. `tierline_code` is what of a text is written like that, in parts.
CREATE FUNCTION tierline_code(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(regexp_replace(code[1], '[^[:alnum:]]+', ' ', 'g'), ' '), '')
  FROM regexp_matches(said, '([[:alnum:]]+(?:[._/\\:@=?&#%~-]+[[:alnum:]]+)+)', 'g') AS code
$$;

-- A text in which the parser meets those parts one by one, each sign between them in U+0001, which no text holds.
CREATE FUNCTION tierline_spaced(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(said, '([[:alnum:]])([._/\\:@=?&#%~-]+)(?=[[:alnum:]])', E'\\1\x01\\2\x01', 'g')
$$;

CREATE OR REPLACE FUNCTION tierline_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('public.tierline_en', said) || to_tsvector('public.tierline_fr', said)
    || to_tsvector('public.tierline_en', public.tierline_code(said)) || to_tsvector('public.tierline_fr', public.tierline_code(said))
$$;

-- Asked for without operators, code is looked for in parts as well: `dataLayer.push` is in `window.dataLayer.push`.
CREATE OR REPLACE FUNCTION tierline_query(asked text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT websearch_to_tsquery('public.tierline_en', asked) || websearch_to_tsquery('public.tierline_fr', asked)
    || CASE WHEN public.tierline_code(asked) = '' OR asked ~* '"|(^|\s)-|\sor\s' THEN ''::tsquery
      ELSE plainto_tsquery('public.tierline_en', public.tierline_spaced(asked))
        || plainto_tsquery('public.tierline_fr', public.tierline_spaced(asked)) END
$$;

-- A bare number finds the ticket of that number too, before what only says it.
CREATE OR REPLACE FUNCTION tierline_search(asked text) RETURNS TABLE ("ticketId" text, "rank" int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS $$
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
      FROM "TicketText" x WHERE x."complete" @@ query AND x."ticketId" IS DISTINCT FROM own;
  ELSE
    RETURN QUERY SELECT x."ticketId", (ts_rank(x."visible", query) * 1000000)::int
      FROM "TicketText" x WHERE x."visible" @@ query AND tierline_sees(x."accountId") AND x."ticketId" IS DISTINCT FROM own;
  END IF;
END $$;

SELECT tierline_write_text("id") FROM "Ticket";
