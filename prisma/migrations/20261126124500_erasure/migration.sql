-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "PartnerPerson" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

-- Written by hand, from here on.

GRANT UPDATE ON "PartnerPerson" TO tierline_app;

-- What people wrote can be forgotten (B24); what happened cannot be changed. Events and most records are only ever added by
-- the application's role, and a right to UPDATE them would be one to rewrite history. So these functions of the owner have a
-- right of their own, to do one thing: put `[erased]` where a text stood. No id, instant, number or code can be changed by them.

-- The columns that hold texts of people. A later migration that adds one replaces this function.
CREATE FUNCTION tierline_erasable(place text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT place IN (
    'AccountCalendarOverride.reason', 'ApiKey.name', 'ClockRepair.decisionReason', 'ClockRepair.reason', 'Message.body',
    'Rejection.reasonEn', 'Rejection.reasonFr', 'Satisfaction.comment', 'ScopeReview.description', 'ScopeReview.waiverReason',
    'SecondOpinion.reason', 'SecondOpinion.reasonEn', 'SecondOpinion.reasonFr', 'SeverityLowering.contestReason',
    'SeverityLowering.decisionReason', 'SeverityLowering.reason', 'TechnicalServicesEngagement.declineReason', 'Ticket.subject',
    'TicketMeeting.cancelReason', 'TicketMeeting.joinLink', 'WebhookEndpoint.description')
$$;

-- Erases whole texts, or with `words`, a regular expression, only these words in them. Answers how many texts.
CREATE FUNCTION tierline_erase_texts(place text, key text, ids text[], words text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  erased integer;
BEGIN
  IF NOT tierline_erasable(place) THEN
    RAISE EXCEPTION 'No column of texts of people: %', place;
  END IF;
  EXECUTE format($update$
    UPDATE %1$I SET %2$I = CASE WHEN $2 IS NULL THEN '[erased]' ELSE regexp_replace(%2$I, $2, '[erased]', 'gi') END
    WHERE %3$I = ANY ($1) AND tierline_sees("accountId") AND %2$I <> '[erased]' AND ($2 IS NULL OR %2$I ~* $2)
    $update$, split_part(place, '.', 1), split_part(place, '.', 2), key) USING ids, words;
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;

-- Erases a text in the payloads of events of one type: all of it where the person acted or the event is of one of `subjects`,
-- elsewhere in `places`, accounts or a partner, only `words`. Answers the ids of the events.
CREATE FUNCTION tierline_erase_payloads(
  event_type text, path text[], person text, subjects text[], places text[], words text
) RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "Event" SET "payload" = jsonb_set("payload", path, to_jsonb(
    CASE WHEN "actorId" = person OR "subject" = ANY (subjects) THEN '[erased]'
      ELSE regexp_replace("payload" #>> path, words, '[erased]', 'gi') END))
  WHERE ("accountId" = ANY (places) OR "subject" = ANY (places || subjects)) AND tierline_sees("accountId")
    AND "type" = event_type AND jsonb_typeof("payload" #> path) = 'string' AND "payload" #>> path <> '[erased]'
    AND ("actorId" = person OR "subject" = ANY (subjects) OR "payload" #>> path ~* words)
  RETURNING "id"
$$;

-- Forgets from where a person asked.
CREATE FUNCTION tierline_forget_addresses_of(person text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "Event" SET "address" = NULL WHERE "address" IS NOT NULL AND "actorId" = person AND tierline_sees("accountId")
$$;

-- Erases why days are closed, in the calendars that clocks of these accounts count on: all of it on `days`, elsewhere `words`.
-- When they are closed stays, so nothing is counted otherwise.
CREATE FUNCTION tierline_erase_calendars(accounts text[], days text[], words text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "Calendar" c SET "overrides" = (
    SELECT jsonb_agg(CASE
      WHEN NOT day ? 'reason' THEN day
      WHEN day ->> 'on' = ANY (days) THEN jsonb_set(day, '{reason}', '"[erased]"')
      ELSE jsonb_set(day, '{reason}', to_jsonb(regexp_replace(day ->> 'reason', words, '[erased]', 'gi'))) END
      ORDER BY number)
    FROM jsonb_array_elements(c."overrides") WITH ORDINALITY AS closed (day, number))
  WHERE c."overrides" <> '[]' AND c."id" IN (
    SELECT "calendarId" FROM "Clock" WHERE "accountId" = ANY (accounts) AND tierline_sees("accountId"))
$$;

REVOKE ALL ON FUNCTION tierline_erase_texts(text, text, text[], text),
  tierline_erase_payloads(text, text[], text, text[], text[], text), tierline_forget_addresses_of(text),
  tierline_erase_calendars(text[], text[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_erase_texts(text, text, text[], text),
  tierline_erase_payloads(text, text[], text, text[], text[], text), tierline_forget_addresses_of(text),
  tierline_erase_calendars(text[], text[], text) TO tierline_app;
