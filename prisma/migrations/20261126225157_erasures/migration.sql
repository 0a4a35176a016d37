-- CreateEnum
CREATE TYPE "ErasedKind" AS ENUM ('CONTACT', 'PARTNER_PERSON', 'STAFF');

-- CreateTable
CREATE TABLE "Erasure" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" "ErasedKind" NOT NULL,
    "accountId" TEXT,
    "accounts" TEXT[],
    "words" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "place" TEXT,
    "after" TEXT,
    "texts" INTEGER NOT NULL,
    "files" INTEGER NOT NULL,
    "events" INTEGER NOT NULL,
    "keys" INTEGER NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "eventId" TEXT,

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Erasure_personId_requestedAt_idx" ON "Erasure"("personId", "requestedAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_eventId_idx" ON "WebhookDelivery"("eventId");

-- Written by hand, from here on.

ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_finished" CHECK (("finishedAt" IS NULL) = ("eventId" IS NULL)
  AND ("finishedAt" IS NULL OR ("words" = '' AND "place" IS NULL AND "after" IS NULL)));
CREATE INDEX "Erasure_unfinished" ON "Erasure" ("requestedAt") WHERE "finishedAt" IS NULL;
ALTER TABLE "Erasure" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Erasure" USING (tierline_sees("accountId"));
GRANT SELECT, INSERT, UPDATE ON "Erasure" TO tierline_app;

-- What the vendor says of its platform, in its forum and in articles may name people too (B24).
CREATE OR REPLACE FUNCTION tierline_erasable(place text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT place IN (
    'AccountCalendarOverride.reason', 'ActionItem.text', 'ApiKey.name', 'ArticleFeedback.comment',
    'ArticleText.body', 'ArticleText.summary', 'ArticleText.title', 'ArticleVersion.returnReason',
    'ChecklistStep.text', 'ClockRepair.decisionReason', 'ClockRepair.reason', 'ContextSection.text',
    'ForumPost.body', 'ForumPost.hiddenReason', 'ForumPostVersion.body', 'ForumTopic.title',
    'HealthFinding.finding', 'HealthFinding.recommendation', 'HealthReview.cancelReason', 'HealthReview.summary',
    'HealthReviewProfile.note', 'HolidayCorrection.reason', 'HolidayWithdrawal.reason', 'Meeting.agenda',
    'Meeting.cancelReason', 'Meeting.joinLink', 'Meeting.minutes',
    'Meeting.missedReason', 'Meeting.title', 'Message.authorName', 'Message.body', 'MonthlyReview.summary',
    'ObjectiveVersion.measure', 'ObjectiveVersion.note', 'ObjectiveVersion.outcome', 'Obligation.waiverReason',
    'Partner.suspensionReason', 'ProposedSlot.joinLink', 'Rejection.reasonEn', 'Rejection.reasonFr', 'ReviewCluster.action',
    'ReviewCluster.analysis', 'ReviewCluster.dismissReason', 'ReviewLine.note', 'RunbookContact.role',
    'Satisfaction.comment', 'ScopeReview.description', 'ScopeReview.waiverReason', 'SecondOpinion.reason',
    'SecondOpinion.reasonEn', 'SecondOpinion.reasonFr', 'SeverityLowering.contestReason',
    'SeverityLowering.decisionReason', 'SeverityLowering.reason', 'SolutionExclusion.reasonEn', 'SolutionExclusion.reasonFr',
    'StatusEvent.titleEn', 'StatusEvent.titleFr', 'StatusUpdate.bodyEn', 'StatusUpdate.bodyFr', 'TamEngagement.cancelReason',
    'TamEngagement.purpose', 'TamEngagement.title', 'TargetRetirement.reason', 'TechnicalServicesEngagement.declineReason',
    'Ticket.subject', 'TicketMeeting.cancelReason', 'TicketMeeting.joinLink', 'TrainingSession.cancelReason',
    'WebhookEndpoint.description')
$$;

-- Erases words in the texts of one column, in the next `size` rows after the one that is named, by id; in all of them where
-- rows have none. Without `accounts` in every one. `reached` is null when there is no further row.
CREATE FUNCTION tierline_sweep_texts(place text, words text, accounts text[], after text, size integer)
  RETURNS TABLE (erased integer, reached text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  relation text := split_part(place, '.', 1);
  has_id boolean;
  has_account boolean;
  last text;
  seen integer;
BEGIN
  IF NOT tierline_erasable(place) THEN
    RAISE EXCEPTION 'No column of texts of people: %', place;
  END IF;
  SELECT bool_or(attname = 'id'), bool_or(attname = 'accountId') INTO has_id, has_account
    FROM pg_attribute WHERE attrelid = format('public.%I', relation)::regclass AND NOT attisdropped;
  IF has_id THEN
    EXECUTE format('SELECT max("id"), count(*) FROM (SELECT "id" FROM %I WHERE "id" > $1 ORDER BY "id" LIMIT $2) one', relation)
      INTO last, seen USING after, size;
  END IF;
  EXECUTE format('UPDATE %1$I SET %2$I = regexp_replace(%2$I, $1, ''[erased]'', ''gi'') WHERE %2$I ~* $1', relation, split_part(place, '.', 2))
    || CASE WHEN has_account THEN ' AND tierline_sees("accountId") AND ($2 IS NULL OR "accountId" = ANY ($2))' ELSE '' END
    || CASE WHEN has_id THEN ' AND "id" > $3 AND "id" <= $4' ELSE '' END
    USING words, accounts, after, last;
  GET DIAGNOSTICS erased = ROW_COUNT;
  reached := CASE WHEN seen = size THEN last END;
  RETURN NEXT;
END $$;

-- A payload without some words, at the paths at which people's texts stand.
CREATE FUNCTION tierline_without(payload jsonb, paths jsonb, words text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  path text[];
BEGIN
  FOR path IN SELECT array(SELECT jsonb_array_elements_text(one)) FROM jsonb_array_elements(paths) one LOOP
    IF jsonb_typeof(payload #> path) = 'string' AND payload #>> path ~* words THEN
      payload := jsonb_set(payload, path, to_jsonb(regexp_replace(payload #>> path, words, '[erased]', 'gi')));
    END IF;
  END LOOP;
  RETURN payload;
END $$;

-- Erases words in the payloads of the next `size` events after a position: of some accounts and of none in particular, or
-- without `accounts` of all. `paths` says by type where texts stand. Answers which events, and how far it came.
CREATE FUNCTION tierline_sweep_payloads(paths jsonb, words text, accounts text[], after bigint, size integer)
  RETURNS TABLE (ids text[], reached bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last bigint;
  seen integer;
BEGIN
  SELECT max("position"), count(*) INTO last, seen
    FROM (SELECT "position" FROM "Event" WHERE "position" > after ORDER BY "position" LIMIT size) one;
  WITH changed AS (
    UPDATE "Event" e SET "payload" = n."payload" FROM (
      SELECT "position", tierline_without("payload", paths -> "type", words) AS "payload" FROM "Event"
      WHERE "position" > after AND "position" <= last AND paths ? "type" AND tierline_sees("accountId")
        AND (accounts IS NULL OR "accountId" IS NULL OR "accountId" = ANY (accounts))) n
    WHERE e."position" = n."position" AND e."payload" <> n."payload"
    RETURNING e."id")
  SELECT array(SELECT "id" FROM changed) INTO ids;
  reached := CASE WHEN seen = size THEN last END;
  RETURN NEXT;
END $$;

-- Erases all texts in the payloads of events that are of one of `subjects`, or that somebody brought about in these accounts.
CREATE FUNCTION tierline_erase_payloads_of(paths jsonb, person text, subjects text[], accounts text[])
  RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "Event" e SET "payload" = n."payload" FROM (
    SELECT "position", tierline_without("payload", paths -> "type", '^.*$') AS "payload" FROM "Event"
    WHERE paths ? "type" AND tierline_sees("accountId")
      AND ("subject" = ANY (subjects) OR ("actorId" = person AND "accountId" = ANY (accounts)))) n
  WHERE e."position" = n."position" AND e."payload" <> n."payload"
  RETURNING e."id"
$$;

-- Names of articles in addresses go too where they name a person: the article has another one from then on, and nothing leads
-- there by the former. `words` matches what stands before the name too, as \1.
CREATE FUNCTION tierline_erase_slugs(words text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  former record;
  base text;
  name text;
  number integer;
  erased integer := 0;
BEGIN
  FOR former IN SELECT "locale", "slug" FROM "ArticleSlug" WHERE "slug" ~ words ORDER BY "since", "slug" FOR UPDATE LOOP
    base := regexp_replace(former."slug", words, '\1erased', 'g');
    name := base;
    number := 1;
    WHILE EXISTS (SELECT FROM "ArticleSlug" s WHERE s."locale" = former."locale" AND s."slug" = name) LOOP
      number := number + 1;
      name := base || '-' || number;
    END LOOP;
    UPDATE "ArticleSlug" SET "slug" = name WHERE "locale" = former."locale" AND "slug" = former."slug";
    UPDATE "ArticleText" SET "slug" = name WHERE "locale" = former."locale" AND "slug" = former."slug";
    erased := erased + 1;
  END LOOP;
  RETURN erased;
END $$;

-- Forgets the words of a name by which mistyped ones were put right, unless an article still uses them.
CREATE FUNCTION tierline_unlearn_words(name text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM "ArticleWord" k
  WHERE k."word" IN (SELECT w.lexeme FROM unnest(to_tsvector('simple', unaccent(name))) w)
    AND NOT EXISTS (SELECT FROM "ArticleText" t
      WHERE unaccent(concat_ws(' ', t."title", t."summary", t."body")) ~* ('\m' || k."word" || '\M'))
$$;

REVOKE ALL ON FUNCTION tierline_sweep_texts(text, text, text[], text, integer),
  tierline_sweep_payloads(jsonb, text, text[], bigint, integer), tierline_erase_payloads_of(jsonb, text, text[], text[]),
  tierline_erase_slugs(text), tierline_unlearn_words(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_sweep_texts(text, text, text[], text, integer),
  tierline_sweep_payloads(jsonb, text, text[], bigint, integer), tierline_erase_payloads_of(jsonb, text, text[], text[]),
  tierline_erase_slugs(text), tierline_unlearn_words(text) TO tierline_app;
