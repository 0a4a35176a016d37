-- The last word of a search as somebody types it: what begins with it, in both stemmings, beside what the words before it
-- find. Nothing for a phrase, an operator, a number, code, or fewer than three letters.
CREATE FUNCTION tierline_typed(asked text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT CASE WHEN p.last IS NULL OR asked ~* '"|(^|\s)-|\sor\s' THEN ''::tsquery
    ELSE (websearch_to_tsquery('tierline_en', p.before) && to_tsquery('tierline_en', p.last || ':*'))
      || (websearch_to_tsquery('tierline_fr', p.before) && to_tsquery('tierline_fr', p.last || ':*')) END
  FROM (SELECT substring(asked FROM '(?:^|\s)([[:alpha:]][[:alnum:]]{2,})\s*$') AS last,
    regexp_replace(asked, '[[:alnum:]]+\s*$', '') AS before) p
$function$;

-- Whole words come before beginnings of words.
CREATE OR REPLACE FUNCTION tierline_search(asked text)
 RETURNS TABLE("ticketId" text, rank integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  whole tsquery := tierline_query(asked);
  typed tsquery := tierline_typed(asked);
  query tsquery := whole || typed;
  own text := (SELECT t."id" FROM "Ticket" t
    WHERE asked ~ '^\s*\d{1,9}\s*$' AND t."number" = substring(asked FROM '\d{1,9}')::int AND tierline_sees(t."accountId"));
BEGIN
  IF own IS NOT NULL THEN
    RETURN QUERY SELECT own, 10000000;
  END IF;
  IF current_setting('tierline.accounts', true) = '*' THEN
    RETURN QUERY SELECT x."ticketId", (ts_rank(x."complete", whole) * 1000000 + ts_rank(x."complete", typed) * 1000)::int
      FROM "TicketText" x WHERE x."complete" @@ query AND x."accountId" NOT LIKE 'acc\_sandbox\_%' AND x."ticketId" IS DISTINCT FROM own;
  ELSE
    RETURN QUERY SELECT x."ticketId", (ts_rank(x."visible", whole) * 1000000 + ts_rank(x."visible", typed) * 1000)::int
      FROM "TicketText" x WHERE x."visible" @@ query AND tierline_sees(x."accountId") AND x."ticketId" IS DISTINCT FROM own;
  END IF;
END $function$;
