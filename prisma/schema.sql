-- Written by `npm run db:schema` from the migrations.

CREATE EXTENSION btree_gist;

CREATE EXTENSION pg_trgm;

CREATE EXTENSION unaccent;

CREATE TYPE "ActorKind" AS ENUM (
  'CONTACT',
  'STAFF',
  'SYSTEM',
  'PARTNER'
);

CREATE TYPE "ArticleVersionState" AS ENUM (
  'DRAFT',
  'IN_REVIEW',
  'SCHEDULED',
  'PUBLISHED',
  'SUPERSEDED'
);

CREATE TYPE "AttachmentState" AS ENUM (
  'AWAITING_UPLOAD',
  'UNSCANNED',
  'CLEAN',
  'INFECTED',
  'EXPIRED',
  'REDACTED'
);

CREATE TYPE "BenefitClass" AS ENUM (
  'RESOURCE',
  'ADVICE',
  'SUPPORT'
);

CREATE TYPE "CertificationLevel" AS ENUM (
  'ASSOCIATE',
  'PROFESSIONAL',
  'EXPERT'
);

CREATE TYPE "Channel" AS ENUM (
  'WEB',
  'EMAIL',
  'PHONE'
);

CREATE TYPE "ClockCancellation" AS ENUM (
  'WITHDRAWN',
  'MERGED',
  'SPAM',
  'DUPLICATE',
  'IMPORTED',
  'REPAIRED'
);

CREATE TYPE "ClockCorrection" AS ENUM (
  'RESPONDED_AT',
  'DUE_AT',
  'CANCEL'
);

CREATE TYPE "ContactRole" AS ENUM (
  'REQUESTER',
  'ADMINISTRATOR'
);

CREATE TYPE "ContestDecision" AS ENUM (
  'UPHELD',
  'RESTORED'
);

CREATE TYPE "ContextTopic" AS ENUM (
  'USAGE',
  'ARCHITECTURE',
  'CONTACTS',
  'CONSTRAINTS'
);

CREATE TYPE "ContractDeadlineKind" AS ENUM (
  'RENEWAL_REMINDER',
  'AUTO_RENEWAL'
);

CREATE TYPE "ContractLineKind" AS ENUM (
  'SERVICE_ORDER',
  'AMENDMENT',
  'RENEWAL',
  'TERMINATION'
);

CREATE TYPE "CourseKind" AS ENUM (
  'SELF_PACED',
  'INSTRUCTOR_LED'
);

CREATE TYPE "CoverageVerdict" AS ENUM (
  'COVERED',
  'NOT_COVERED',
  'EXCLUDED'
);

CREATE TYPE "EngagementState" AS ENUM (
  'OFFERED',
  'ACCEPTED',
  'DECLINED',
  'WITHDRAWN'
);

CREATE TYPE "ErasedKind" AS ENUM (
  'CONTACT',
  'PARTNER_PERSON',
  'STAFF'
);

CREATE TYPE "EscalationRecipient" AS ENUM (
  'ASSIGNEE',
  'TEAM_LEAD',
  'TEAM',
  'ON_DUTY_MANAGERS',
  'TAM',
  'ADMINISTRATORS'
);

CREATE TYPE "EscalationTrigger" AS ENUM (
  'AT_RISK',
  'BREACHED',
  'ASSIGNEE_SILENT'
);

CREATE TYPE "ForumReactionKind" AS ENUM (
  'THANKS',
  'SAME_HERE',
  'WORKS'
);

CREATE TYPE "ForumReportReason" AS ENUM (
  'SPAM',
  'OFFENSIVE',
  'PERSONAL_DATA',
  'OFF_TOPIC'
);

CREATE TYPE "HolidayCorrectionAction" AS ENUM (
  'ADD',
  'REMOVE',
  'CLOSE_EARLY'
);

CREATE TYPE "IncomingMailState" AS ENUM (
  'RECEIVED',
  'ACCEPTED',
  'QUARANTINED',
  'DISCARDED'
);

CREATE TYPE "InvitationMethod" AS ENUM (
  'REQUEST',
  'CANCEL'
);

CREATE TYPE "LedgerCause" AS ENUM (
  'CONTRACT_YEAR',
  'PLAN_CHANGE',
  'TICKET',
  'BOOKING',
  'HEALTH_REVIEW'
);

CREATE TYPE "LedgerLineKind" AS ENUM (
  'GRANT',
  'RESERVE',
  'CONSUME',
  'RELEASE',
  'EXPIRE'
);

CREATE TYPE "Locale" AS ENUM (
  'FR',
  'EN'
);

CREATE TYPE "MeetingDecision" AS ENUM (
  'NOT_NEEDED',
  'NEEDED'
);

CREATE TYPE "MeetingProvider" AS ENUM (
  'OWN_LINK',
  'ZOOM'
);

CREATE TYPE "MeetingPurpose" AS ENUM (
  'CLARIFY',
  'DISCUSS'
);

CREATE TYPE "MeetingRoomFailure" AS ENUM (
  'NOT_AUTHORISED',
  'UNKNOWN_HOST',
  'REFUSED',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'NO_ANSWER'
);

CREATE TYPE "MeetingRoomState" AS ENUM (
  'PENDING',
  'READY',
  'FAILED',
  'REMOVED'
);

CREATE TYPE "MeetingState" AS ENUM (
  'REQUESTED',
  'SCHEDULED',
  'CANCELLED'
);

CREATE TYPE "MeetingStatus" AS ENUM (
  'SCHEDULED',
  'HELD',
  'MISSED',
  'CANCELLED'
);

CREATE TYPE "MessageKind" AS ENUM (
  'REPLY',
  'CALL',
  'INTERNAL_NOTE',
  'SYSTEM'
);

CREATE TYPE "Metric" AS ENUM (
  'INITIAL_RESPONSE',
  'NEXT_RESPONSE',
  'RESOLUTION'
);

CREATE TYPE "NoShowRule" AS ENUM (
  'CONSUMED',
  'RELEASED'
);

CREATE TYPE "NoticeMail" AS ENUM (
  'PENDING',
  'QUEUED',
  'HELD',
  'NONE'
);

CREATE TYPE "ObjectiveStatus" AS ENUM (
  'PROPOSED',
  'AGREED',
  'DECLINED',
  'ACHIEVED',
  'NOT_ACHIEVED',
  'DROPPED'
);

CREATE TYPE "ObligationKind" AS ENUM (
  'TAM_ASSIGNMENT',
  'MONTHLY_REVIEW',
  'ANNUAL_HEALTH_REVIEW',
  'TECHNICAL_MEETING',
  'FEATURE_PRESENTATION',
  'CHECK_IN',
  'SEATS_EXPIRE'
);

CREATE TYPE "ObligationProof" AS ENUM (
  'TAM_ASSIGNMENT',
  'MONTHLY_REVIEW',
  'HEALTH_REVIEW',
  'ENGAGEMENT',
  'LEDGER_LINE'
);

CREATE TYPE "ObligationWithdrawal" AS ENUM (
  'PLAN_CHANGED',
  'CONTRACT_CHANGED',
  'ACCOUNT_MOVED',
  'TAM_CHANGED'
);

CREATE TYPE "OutgoingMailState" AS ENUM (
  'QUEUED',
  'SENT',
  'FAILED',
  'SUPPRESSED'
);

CREATE TYPE "PartnerRole" AS ENUM (
  'PARTNER_AGENT',
  'PARTNER_ADMINISTRATOR'
);

CREATE TYPE "PartnerScope" AS ENUM (
  'READ',
  'SUBMIT',
  'REPLY'
);

CREATE TYPE "PhoneCallDiscardReason" AS ENUM (
  'WRONG_NUMBER',
  'SPAM',
  'SILENCE',
  'DUPLICATE'
);

CREATE TYPE "PhoneCallState" AS ENUM (
  'IN_PROGRESS',
  'RECORDED',
  'OPENED',
  'DRAFT',
  'UNASSIGNED',
  'ABANDONED',
  'DISCARDED'
);

CREATE TYPE "PlanCode" AS ENUM (
  'BASIC',
  'ENHANCED',
  'PREMIUM'
);

CREATE TYPE "QuarantineReason" AS ENUM (
  'UNREADABLE',
  'BOUNCE',
  'AUTO_REPLY',
  'LOOP',
  'LIST',
  'SPAM',
  'SENDER_NOT_PROVEN',
  'UNKNOWN_SENDER',
  'AMBIGUOUS_SENDER',
  'NOT_THEIR_TICKET',
  'UNCLEAR',
  'NOT_ADMITTED'
);

CREATE TYPE "RepairState" AS ENUM (
  'PROPOSED',
  'APPROVED',
  'REFUSED'
);

CREATE TYPE "RetentionKind" AS ENUM (
  'IDEMPOTENCY_KEY',
  'REQUEST_ADDRESS',
  'WEBHOOK_DELIVERY',
  'OUTGOING_MAIL',
  'INCOMING_MAIL',
  'PHONE_CALL',
  'QUARANTINED_MAIL'
);

CREATE TYPE "ScopeVerdict" AS ENUM (
  'IN_SCOPE',
  'OUT_OF_SCOPE',
  'WAIVED'
);

CREATE TYPE "SecondOpinionState" AS ENUM (
  'REQUESTED',
  'UPHELD',
  'OVERTURNED',
  'RENOUNCED'
);

CREATE TYPE "Severity" AS ENUM (
  'SEVERE',
  'MODERATE',
  'LIMITED'
);

CREATE TYPE "Skill" AS ENUM (
  'REQUEST_TYPE',
  'SOLUTION',
  'LANGUAGE'
);

CREATE TYPE "StaffRole" AS ENUM (
  'ENGINEER',
  'TAM',
  'MANAGER'
);

CREATE TYPE "StatusEventKind" AS ENUM (
  'OUTAGE',
  'INCIDENT',
  'MAINTENANCE'
);

CREATE TYPE "StatusStage" AS ENUM (
  'INVESTIGATING',
  'IDENTIFIED',
  'MONITORING',
  'RESOLVED',
  'SCHEDULED',
  'IN_PROGRESS',
  'VERIFYING',
  'COMPLETED',
  'CANCELLED'
);

CREATE TYPE "TamEngagementState" AS ENUM (
  'REQUESTED',
  'PROPOSED',
  'PLANNED',
  'HELD',
  'MISSED',
  'CANCELLED'
);

CREATE TYPE "TamEngagementType" AS ENUM (
  'NEW_FEATURE_PRESENTATION',
  'RECURRING_TECHNICAL_MEETING',
  'CUSTOM_INCIDENT_MANAGEMENT',
  'REGULAR_CHECK_IN',
  'AD_HOC_QUESTION',
  'OTHER_MEETING',
  'SUPPORT_REQUEST_REVIEW'
);

CREATE TYPE "TicketCancellation" AS ENUM (
  'SPAM',
  'DUPLICATE',
  'MERGED'
);

CREATE TYPE "TicketKind" AS ENUM (
  'INCIDENT',
  'SERVICE_REQUEST',
  'TAM_REQUEST'
);

CREATE TYPE "TicketState" AS ENUM (
  'RECEIVED',
  'IN_REVIEW',
  'IN_PROGRESS',
  'WAITING_ON_CUSTOMER',
  'WAITING_ON_THIRD_PARTY',
  'RESOLVED',
  'CLOSED',
  'REJECTED_OUT_OF_SCOPE',
  'WITHDRAWN',
  'CANCELLED'
);

CREATE TYPE "UndeliverableCause" AS ENUM (
  'REFUSED',
  'BOUNCED'
);

CREATE TYPE "WebhookDeliveryState" AS ENUM (
  'PENDING',
  'DELIVERED',
  'FAILED'
);

CREATE TYPE "WebhookDisabling" AS ENUM (
  'GONE',
  'EXHAUSTED',
  'STOPPED'
);

CREATE SEQUENCE "Contract_number_seq" AS integer START 1 INCREMENT 1;

CREATE SEQUENCE "Ticket_number_seq" AS integer START 1 INCREMENT 1;

CREATE OR REPLACE FUNCTION tierline_accounts(asked text)
 RETURNS TABLE("accountId" text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  words text[] := tierline_beginnings(asked);
  domain text := lower(substring(btrim(asked) FROM '^@?([[:alnum:].-]{3,})$'));
BEGIN
  RETURN QUERY SELECT found."id" FROM (
    SELECT a."id" FROM "Account" a WHERE lower(a."name") ~ words[1] AND tierline_named(a."name", words)
    UNION
    SELECT c."accountId" FROM "Contact" c WHERE lower(split_part(c."email", '@', 2)) LIKE domain || '%') found
  WHERE tierline_sees(found."id");
END $function$;

CREATE OR REPLACE FUNCTION tierline_article_said()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW."words" := setweight(tierline_words(NEW."title"), 'A') || setweight(tierline_words(NEW."summary"), 'B')
    || tierline_words(NEW."body");
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION tierline_beginnings(asked text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT coalesce(array_agg('\m' || regexp_replace(word, '([^[:alnum:]])', '\\\1', 'g') ORDER BY length(word) DESC), '{}')
  FROM regexp_split_to_table(lower(btrim(asked)), '\s+') word
  WHERE length(btrim(asked)) >= 3 AND word ~ '^[[:alnum:]]' AND asked !~* '"|(^|\s)-|\sor\s'
$function$;

CREATE OR REPLACE FUNCTION tierline_clock_due()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM tierline_write_due(NEW."ticketId");
  IF TG_OP = 'UPDATE' AND OLD."ticketId" <> NEW."ticketId" THEN
    PERFORM tierline_write_due(OLD."ticketId");
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION tierline_code(said text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT coalesce(string_agg(regexp_replace(code[1], '[^[:alnum:]]+', ' ', 'g'), ' '), '')
  FROM regexp_matches(said, '([[:alnum:]]+(?:[._/\\:@=?&#%~-]+[[:alnum:]]+)+)', 'g') AS code
$function$;

CREATE OR REPLACE FUNCTION tierline_completed(asked text, said text)
 RETURNS tsquery
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT coalesce(tierline_query(string_agg(DISTINCT w[1], ' or ')), ''::tsquery)
  FROM regexp_matches(lower(unaccent(said)), '\m(' || CASE WHEN numnode(tierline_typed(asked)) > 0
    THEN lower(unaccent(substring(asked FROM '([[:alnum:]]+)\s*$'))) END || '[[:alnum:]]*)', 'g') w
$function$;

CREATE OR REPLACE FUNCTION tierline_corrected(asked text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  SELECT coalesce(string_agg(coalesce(near.word, w.word), ' ' ORDER BY w.place), '')
  FROM regexp_split_to_table(left(asked, 500), '[^[:alnum:]]+') WITH ORDINALITY w(word, place)
  LEFT JOIN LATERAL (
    SELECT k."word" FROM "ArticleWord" k
    WHERE length(w.word) >= 4 AND k."word" % lower(unaccent(w.word))
    ORDER BY similarity(k."word", lower(unaccent(w.word))) DESC, k."word" LIMIT 1) near ON true
  WHERE w.word <> ''
$function$;

CREATE OR REPLACE FUNCTION tierline_drop_in_sandbox()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RETURN CASE WHEN tierline_in_sandbox() THEN NULL ELSE NEW END;
END $function$;

CREATE OR REPLACE FUNCTION tierline_empty_sandbox(sandbox text, kept text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION tierline_end_sandbox_keys(maker text, at timestamp with time zone)
 RETURNS TABLE(id text, "sandboxId" text, persona text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  UPDATE "ApiKey" k SET "revokedAt" = at
  WHERE k."madeById" = maker AND k."revokedAt" IS NULL AND k."accountId" LIKE 'acc\_sandbox\_%'
  RETURNING k."id", k."accountId", k."name"
$function$;

CREATE OR REPLACE FUNCTION tierline_erasable(place text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION tierline_erase_calendars(accounts text[], days text[], words text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  UPDATE "Calendar" c SET "overrides" = (
    SELECT jsonb_agg(CASE
      WHEN NOT day ? 'reason' THEN day
      WHEN day ->> 'on' = ANY (days) THEN jsonb_set(day, '{reason}', '"[erased]"')
      ELSE jsonb_set(day, '{reason}', to_jsonb(regexp_replace(day ->> 'reason', words, '[erased]', 'gi'))) END
      ORDER BY number)
    FROM jsonb_array_elements(c."overrides") WITH ORDINALITY AS closed (day, number))
  WHERE c."overrides" <> '[]' AND c."id" IN (
    SELECT "calendarId" FROM "Clock" WHERE "accountId" = ANY (accounts) AND tierline_sees("accountId"))
$function$;

CREATE OR REPLACE FUNCTION tierline_erase_lists(accounts text[], words text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  UPDATE "Meeting" SET "decisions" = array(SELECT regexp_replace(one, words, '[erased]', 'gi') FROM unnest("decisions") one)
  WHERE "accountId" = ANY (accounts) AND tierline_sees("accountId") AND array_to_string("decisions", ' ') ~* words;
  UPDATE "Runbook" SET "steps" = array(SELECT regexp_replace(one, words, '[erased]', 'gi') FROM unnest("steps") one)
  WHERE "accountId" = ANY (accounts) AND tierline_sees("accountId") AND array_to_string("steps", ' ') ~* words;
$function$;

CREATE OR REPLACE FUNCTION tierline_erase_payloads(event_type text, path text[], person text, subjects text[], places text[], words text)
 RETURNS SETOF text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  UPDATE "Event" SET "payload" = jsonb_set("payload", path, to_jsonb(
    CASE WHEN "actorId" = person OR "subject" = ANY (subjects) THEN '[erased]'
      ELSE regexp_replace("payload" #>> path, words, '[erased]', 'gi') END))
  WHERE ("accountId" = ANY (places) OR "subject" = ANY (places || subjects)) AND tierline_sees("accountId")
    AND "type" = event_type AND jsonb_typeof("payload" #> path) = 'string' AND "payload" #>> path <> '[erased]'
    AND ("actorId" = person OR "subject" = ANY (subjects) OR "payload" #>> path ~* words)
  RETURNING "id"
$function$;

CREATE OR REPLACE FUNCTION tierline_erase_payloads_of(paths jsonb, person text, subjects text[], accounts text[])
 RETURNS SETOF text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  UPDATE "Event" e SET "payload" = n."payload" FROM (
    SELECT "position", tierline_without("payload", paths -> "type", '^.*$') AS "payload" FROM "Event"
    WHERE paths ? "type" AND tierline_sees("accountId")
      AND ("subject" = ANY (subjects) OR ("actorId" = person AND "accountId" = ANY (accounts)))) n
  WHERE e."position" = n."position" AND e."payload" <> n."payload"
  RETURNING e."id"
$function$;

CREATE OR REPLACE FUNCTION tierline_erase_slugs(words text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION tierline_erase_texts(place text, key text, ids text[], words text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION tierline_forget_addresses(before timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  UPDATE "Event" SET "address" = NULL WHERE "address" IS NOT NULL AND "recordedAt" < before
$function$;

CREATE OR REPLACE FUNCTION tierline_forget_addresses_of(person text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  UPDATE "Event" SET "address" = NULL WHERE "address" IS NOT NULL AND "actorId" = person AND tierline_sees("accountId")
$function$;

CREATE OR REPLACE FUNCTION tierline_forum_said()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW."words" := tierline_words(NEW."body");
  IF NEW."isQuestion" THEN
    NEW."words" := setweight(tierline_words((SELECT "title" FROM "ForumTopic" WHERE "id" = NEW."topicId")), 'A') || NEW."words";
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION tierline_forum_titled()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE "ForumPost" SET "body" = "body" WHERE "topicId" = NEW."id" AND "isQuestion";
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION tierline_health_review_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user <> 'tierline_app' THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'HealthFinding' AND to_jsonb(NEW) - 'doneAt' = to_jsonb(OLD) - 'doneAt' THEN RETURN NEW; END IF;
  IF EXISTS (SELECT 1 FROM "HealthReview" r WHERE r."id" = coalesce(NEW."reviewId", OLD."reviewId") AND r."completedAt" IS NOT NULL) THEN
    RAISE EXCEPTION 'a completed review is not changed';
  END IF;
  RETURN coalesce(NEW, OLD);
END $function$;

CREATE OR REPLACE FUNCTION tierline_in_sandbox()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT coalesce(current_setting('tierline.accounts', true) LIKE 'acc\_sandbox\_%'
    AND strpos(current_setting('tierline.accounts', true), ',') = 0, false)
$function$;

CREATE OR REPLACE FUNCTION tierline_learn_words(version_id text)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO "ArticleWord" ("word")
  SELECT DISTINCT w.lexeme FROM "ArticleText" t,
    unnest(to_tsvector('simple', unaccent(concat_ws(' ', t."title", t."summary", t."body")))) w
  WHERE t."versionId" = version_id AND w.lexeme ~ '^[[:alpha:]]{4,40}$'
  ON CONFLICT DO NOTHING
$function$;

CREATE OR REPLACE FUNCTION tierline_ledger_due()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  period "PlanPeriod" := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  UPDATE "Account" SET "ledgerDueAt" = least("ledgerDueAt", period."startsAt", period."endsAt")
  WHERE "id" = period."accountId";
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION tierline_load(staff text[])
 RETURNS TABLE("staffId" text, severity text, tickets integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  SELECT t."assigneeId", t."severity"::text, count(*)::int FROM "Ticket" t
  WHERE t."assigneeId" = ANY (staff) AND t."endedAt" IS NULL
  GROUP BY 1, 2
$function$;

CREATE OR REPLACE FUNCTION tierline_message_said()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION tierline_named(name text, beginnings text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT NOT EXISTS (SELECT 1 FROM unnest(beginnings) beginning WHERE lower(name) !~ beginning)
$function$;

CREATE OR REPLACE FUNCTION tierline_query(asked text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT websearch_to_tsquery('tierline_en', asked) || websearch_to_tsquery('tierline_fr', asked)
    || CASE WHEN tierline_code(asked) = '' OR asked ~* '"|(^|\s)-|\sor\s' THEN ''::tsquery
      ELSE plainto_tsquery('tierline_en', tierline_spaced(asked))
        || plainto_tsquery('tierline_fr', tierline_spaced(asked)) END
$function$;

CREATE OR REPLACE FUNCTION tierline_redact_message(message text, french boolean, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  UPDATE "Message"
  SET "body" = CASE WHEN french THEN '[Texte retiré]' ELSE '[Text removed]' END, "redactedAt" = at
  WHERE "id" = message AND "redactedAt" IS NULL AND tierline_sees("accountId")
$function$;

CREATE OR REPLACE FUNCTION tierline_refuse_in_sandbox()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF tierline_in_sandbox() THEN
    RAISE EXCEPTION '% is not changed from within a sandbox', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION tierline_requeue(ticket text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION tierline_requeue_clock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM tierline_requeue(new."ticketId");
  IF TG_OP = 'UPDATE' AND old."ticketId" <> new."ticketId" THEN
    PERFORM tierline_requeue(old."ticketId");
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION tierline_requeue_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM tierline_requeue(new."id");
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION tierline_review_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user = 'tierline_app'
    AND EXISTS (SELECT 1 FROM "MonthlyReview" r WHERE r."id" = coalesce(NEW."reviewId", OLD."reviewId") AND r."completedAt" IS NOT NULL) THEN
    RAISE EXCEPTION 'a completed review is not changed';
  END IF;
  RETURN coalesce(NEW, OLD);
END $function$;

CREATE OR REPLACE FUNCTION tierline_sandbox_partner()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT "partnerId" FROM "Sandbox" WHERE "id" = current_setting('tierline.accounts', true)
$function$;

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
END $function$;

CREATE OR REPLACE FUNCTION tierline_sees(account_id text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT (current_setting('tierline.accounts', true) = '*' AND (account_id IS NULL OR account_id NOT LIKE 'acc\_sandbox\_%'))
    OR account_id = ANY (string_to_array(current_setting('tierline.accounts', true), ','))
    OR current_setting('tierline.accounts', true) = '**'
$function$;

CREATE OR REPLACE FUNCTION tierline_spaced(said text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT regexp_replace(said, '([[:alnum:]])([._/\\:@=?&#%~-]+)(?=[[:alnum:]])', E'\\1\x01\\2\x01', 'g')
$function$;

CREATE OR REPLACE FUNCTION tierline_staff_busy(staff_id text, from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  SELECT m."startsAt", m."endsAt" FROM "Meeting" m JOIN "MeetingAttendee" a ON a."meetingId" = m."id"
  WHERE a."staffId" = staff_id AND m."status" <> 'CANCELLED' AND m."startsAt" < to_at AND m."endsAt" > from_at
  UNION ALL
  SELECT t."startsAt", t."startsAt" + t."durationMinutes" * interval '1 minute' FROM "TicketMeeting" t
  WHERE t."organizerId" = staff_id AND t."state" = 'SCHEDULED' AND t."startsAt" < to_at
    AND t."startsAt" + t."durationMinutes" * interval '1 minute' > from_at
$function$;

CREATE OR REPLACE FUNCTION tierline_sweep_payloads(paths jsonb, words text, accounts text[], after bigint, size integer)
 RETURNS TABLE(ids text[], reached bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION tierline_sweep_texts(place text, words text, accounts text[], after text, size integer)
 RETURNS TABLE(erased integer, reached text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
    FROM pg_attribute WHERE attrelid = format('%I', relation)::regclass AND NOT attisdropped;
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
END $function$;

CREATE OR REPLACE FUNCTION tierline_text(said text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT tierline_words(said)
    || strip(to_tsvector('tierline_plain', left(said, 200000) || ' ' || tierline_code(left(said, 200000))))
$function$;

CREATE OR REPLACE FUNCTION tierline_ticket_active()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE "Ticket" t SET "updatedAt" = e."at"
  FROM (SELECT "subject", max("occurredAt") AS "at" FROM added WHERE "visibleToCustomer" GROUP BY "subject") e
  WHERE t."id" = e."subject" AND t."updatedAt" < e."at";
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION tierline_ticket_said()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM tierline_write_text(NEW."id");
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION tierline_training_occupancy(session_id text)
 RETURNS TABLE(booked integer, waiting integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  SELECT count(*) FILTER (WHERE "bookedAt" IS NOT NULL)::int,
    count(*) FILTER (WHERE "bookedAt" IS NULL AND "passedOverAt" IS NULL)::int
  FROM "TrainingBooking" WHERE "sessionId" = session_id AND "cancelledAt" IS NULL
$function$;

CREATE OR REPLACE FUNCTION tierline_typed(asked text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT CASE WHEN p.last IS NULL OR asked ~* '"|(^|\s)-|\sor\s' THEN ''::tsquery
    ELSE (websearch_to_tsquery('tierline_en', p.before) && p.begun)
      || (websearch_to_tsquery('tierline_fr', p.before) && p.begun) END
  FROM (SELECT last, before, to_tsquery('tierline_plain', last || ':*') AS begun
    FROM (SELECT substring(asked FROM '(?:^|\s)([[:alpha:]][[:alnum:]]{2,})\s*$') AS last,
      regexp_replace(asked, '[[:alnum:]]+\s*$', '') AS before) q) p
$function$;

CREATE OR REPLACE FUNCTION tierline_unlearn_words(name text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  DELETE FROM "ArticleWord" k
  WHERE k."word" IN (SELECT w.lexeme FROM unnest(to_tsvector('simple', unaccent(name))) w)
    AND NOT EXISTS (SELECT FROM "ArticleText" t
      WHERE unaccent(concat_ws(' ', t."title", t."summary", t."body")) ~* ('\m' || k."word" || '\M'))
$function$;

CREATE OR REPLACE FUNCTION tierline_without(payload jsonb, paths jsonb, words text)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
DECLARE
  path text[];
BEGIN
  FOR path IN SELECT array(SELECT jsonb_array_elements_text(one)) FROM jsonb_array_elements(paths) one LOOP
    IF jsonb_typeof(payload #> path) = 'string' AND payload #>> path ~* words THEN
      payload := jsonb_set(payload, path, to_jsonb(regexp_replace(payload #>> path, words, '[erased]', 'gi')));
    END IF;
  END LOOP;
  RETURN payload;
END $function$;

CREATE OR REPLACE FUNCTION tierline_words(said text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT to_tsvector('tierline_en', said) || to_tsvector('tierline_fr', said)
    || to_tsvector('tierline_en', tierline_code(said)) || to_tsvector('tierline_fr', tierline_code(said))
$function$;

CREATE OR REPLACE FUNCTION tierline_write_due(ticket text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  UPDATE "Ticket" t SET "dueAt" = c."dueAt"
  FROM (SELECT min("dueAt") AS "dueAt" FROM "Clock"
    WHERE "ticketId" = ticket AND "metric" = 'INITIAL_RESPONSE' AND "endedAt" IS NULL) c
  WHERE t."id" = ticket AND t."dueAt" IS DISTINCT FROM c."dueAt"
$function$;

CREATE OR REPLACE FUNCTION tierline_write_text(ticket_id text)
 RETURNS void
 LANGUAGE sql
AS $function$
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
$function$;

CREATE TABLE "Absence" (
  id text NOT NULL,
  "staffId" text NOT NULL,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "Absence_pkey" PRIMARY KEY (id),
  CONSTRAINT "Absence_runs_forward" CHECK (("endsAt" > "startsAt")),
  CONSTRAINT "Absence_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Absence" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Absence_staffId_endsAt_idx" ON "Absence" USING btree ("staffId", "endsAt");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "Absence" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "Absence" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox()));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "Absence" TO tierline_app;

CREATE TABLE "Account" (
  id text NOT NULL,
  name text NOT NULL,
  "timeZone" text NOT NULL,
  country text NOT NULL,
  subdivision text,
  locale "Locale" NOT NULL,
  industry text,
  regulated boolean NOT NULL DEFAULT false,
  "goLiveAt" timestamp(3) with time zone,
  "acceptedTermsVersion" integer NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "ledgerDueAt" timestamp(3) with time zone,
  "enforceFrom" timestamp(3) with time zone,
  "obligationsDueAt" timestamp(3) with time zone,
  CONSTRAINT "Account_pkey" PRIMARY KEY (id),
  CONSTRAINT "Account_acceptedTermsVersion_fkey" FOREIGN KEY ("acceptedTermsVersion") REFERENCES "TermsVersion"(version) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Account" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Account_createdAt_id_idx" ON "Account" USING btree ("createdAt", id);
CREATE INDEX "Account_ledger_due" ON "Account" USING btree ("ledgerDueAt") WHERE ("ledgerDueAt" IS NOT NULL);
CREATE INDEX "Account_name_words" ON "Account" USING gin (lower(name) gin_trgm_ops);
CREATE INDEX "Account_obligations_due" ON "Account" USING btree ("obligationsDueAt") WHERE ("obligationsDueAt" IS NOT NULL);
CREATE POLICY tenant ON "Account" FOR ALL TO PUBLIC USING (tierline_sees(id));
GRANT INSERT, SELECT, UPDATE ON TABLE "Account" TO tierline_app;

CREATE TABLE "AccountCalendarOverride" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "on" date NOT NULL,
  "opensAt" text,
  "closesAt" text,
  reason text NOT NULL,
  CONSTRAINT "AccountCalendarOverride_pkey" PRIMARY KEY (id),
  CONSTRAINT "AccountCalendarOverride_closed_or_shorter" CHECK ((("opensAt" IS NULL) OR ("closesAt" IS NULL) OR ("opensAt" < "closesAt"))),
  CONSTRAINT "AccountCalendarOverride_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "AccountCalendarOverride" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "AccountCalendarOverride_accountId_on_key" ON "AccountCalendarOverride" USING btree ("accountId", "on");
CREATE POLICY tenant ON "AccountCalendarOverride" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "AccountCalendarOverride" TO tierline_app;

CREATE TABLE "ActionItem" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "meetingId" text NOT NULL,
  text text NOT NULL,
  "ownerContactId" text,
  "ownerStaffId" text,
  "dueOn" date NOT NULL,
  "addedAt" timestamp(3) with time zone NOT NULL,
  "doneAt" timestamp(3) with time zone,
  CONSTRAINT "ActionItem_pkey" PRIMARY KEY (id),
  CONSTRAINT "ActionItem_one_owner" CHECK ((num_nonnulls("ownerContactId", "ownerStaffId") = 1)),
  CONSTRAINT "ActionItem_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ActionItem_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ActionItem_ownerContactId_fkey" FOREIGN KEY ("ownerContactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ActionItem_ownerStaffId_fkey" FOREIGN KEY ("ownerStaffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "ActionItem" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ActionItem_accountId_dueOn_id_idx" ON "ActionItem" USING btree ("accountId", "dueOn", id);
CREATE INDEX "ActionItem_meetingId_idx" ON "ActionItem" USING btree ("meetingId");
CREATE POLICY tenant ON "ActionItem" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "ActionItem" TO tierline_app;

CREATE TABLE "AnnualFees" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "amountMinor" bigint NOT NULL,
  currency text NOT NULL,
  "effectiveOn" date NOT NULL,
  "recordedAt" timestamp(3) with time zone NOT NULL,
  "recordedById" text,
  CONSTRAINT "AnnualFees_pkey" PRIMARY KEY (id),
  CONSTRAINT "AnnualFees_never_negative" CHECK (("amountMinor" >= 0)),
  CONSTRAINT "AnnualFees_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "AnnualFees" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "AnnualFees_accountId_effectiveOn_idx" ON "AnnualFees" USING btree ("accountId", "effectiveOn");
CREATE POLICY tenant ON "AnnualFees" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "AnnualFees" TO tierline_app;

CREATE TABLE "ApiKey" (
  id text NOT NULL,
  "accountId" text,
  name text NOT NULL,
  "actsForId" text NOT NULL,
  scopes text[],
  "createdAt" timestamp(3) with time zone NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  "revokedAt" timestamp(3) with time zone,
  "lastUsedAt" timestamp(3) with time zone,
  "partnerId" text,
  "knownDocumentsOnly" boolean NOT NULL DEFAULT false,
  "expiryToldAt" timestamp(3) with time zone,
  "madeById" text,
  CONSTRAINT "ApiKey_pkey" PRIMARY KEY (id),
  CONSTRAINT "ApiKey_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "ApiKey" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ApiKey_accountId_createdAt_id_idx" ON "ApiKey" USING btree ("accountId", "createdAt", id);
CREATE INDEX "ApiKey_createdAt_id_idx" ON "ApiKey" USING btree ("createdAt", id);
CREATE INDEX "ApiKey_expiring" ON "ApiKey" USING btree ("expiresAt") WHERE (("revokedAt" IS NULL) AND ("expiryToldAt" IS NULL));
CREATE INDEX "ApiKey_madeById_idx" ON "ApiKey" USING btree ("madeById");
CREATE INDEX "ApiKey_partnerId_idx" ON "ApiKey" USING btree ("partnerId");
CREATE POLICY tenant ON "ApiKey" FOR ALL TO PUBLIC USING (tierline_sees(COALESCE("accountId", "partnerId")));
GRANT INSERT, SELECT, UPDATE ON TABLE "ApiKey" TO tierline_app;

CREATE TABLE "ApiKeySecret" (
  hash text NOT NULL,
  "keyId" text NOT NULL,
  "accountId" text,
  hint text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  "partnerId" text,
  CONSTRAINT "ApiKeySecret_pkey" PRIMARY KEY (hash),
  CONSTRAINT "ApiKeySecret_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "ApiKey"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ApiKeySecret" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ApiKeySecret_keyId_idx" ON "ApiKeySecret" USING btree ("keyId");
CREATE POLICY tenant ON "ApiKeySecret" FOR ALL TO PUBLIC USING (tierline_sees(COALESCE("accountId", "partnerId")));
GRANT INSERT, SELECT, UPDATE ON TABLE "ApiKeySecret" TO tierline_app;

CREATE TABLE "Article" (
  id text NOT NULL,
  "categoryCode" text NOT NULL,
  "planCode" "PlanCode",
  skus text[],
  "requestTypes" text[],
  "createdAt" timestamp(3) with time zone NOT NULL,
  "publishedVersionId" text,
  "archivedAt" timestamp(3) with time zone,
  "successorId" text,
  CONSTRAINT "Article_pkey" PRIMARY KEY (id),
  CONSTRAINT "Article_categoryCode_fkey" FOREIGN KEY ("categoryCode") REFERENCES "ArticleCategory"(code) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Article_publishedVersionId_fkey" FOREIGN KEY ("publishedVersionId") REFERENCES "ArticleVersion"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Article_successorId_fkey" FOREIGN KEY ("successorId") REFERENCES "Article"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
CREATE INDEX "Article_categoryCode_idx" ON "Article" USING btree ("categoryCode");
CREATE INDEX "Article_createdAt_id_idx" ON "Article" USING btree ("createdAt", id);
CREATE UNIQUE INDEX "Article_publishedVersionId_key" ON "Article" USING btree ("publishedVersionId");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "Article" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "Article" TO tierline_app;

CREATE TABLE "ArticleCategory" (
  code text NOT NULL,
  "position" integer NOT NULL,
  "nameFr" text NOT NULL,
  "nameEn" text NOT NULL,
  "parentCode" text,
  CONSTRAINT "ArticleCategory_pkey" PRIMARY KEY (code),
  CONSTRAINT "ArticleCategory_parentCode_fkey" FOREIGN KEY ("parentCode") REFERENCES "ArticleCategory"(code) ON UPDATE CASCADE ON DELETE SET NULL
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ArticleCategory" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "ArticleCategory" TO tierline_app;

CREATE TABLE "ArticleFeedback" (
  id text NOT NULL,
  "contactId" text NOT NULL,
  "accountId" text NOT NULL,
  "articleId" text NOT NULL,
  "versionId" text NOT NULL,
  "isHelpful" boolean NOT NULL,
  comment text,
  "givenAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "ArticleFeedback_pkey" PRIMARY KEY (id),
  CONSTRAINT "ArticleFeedback_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ArticleFeedback" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ArticleFeedback_articleId_givenAt_idx" ON "ArticleFeedback" USING btree ("articleId", "givenAt");
CREATE UNIQUE INDEX "ArticleFeedback_contactId_versionId_key" ON "ArticleFeedback" USING btree ("contactId", "versionId");
CREATE POLICY tenant ON "ArticleFeedback" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "ArticleFeedback" TO tierline_app;

CREATE TABLE "ArticleRead" (
  "contactId" text NOT NULL,
  "accountId" text NOT NULL,
  "articleId" text NOT NULL,
  "on" date NOT NULL,
  "readAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "ArticleRead_pkey" PRIMARY KEY ("contactId", "articleId", "on"),
  CONSTRAINT "ArticleRead_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ArticleRead" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ArticleRead_articleId_readAt_idx" ON "ArticleRead" USING btree ("articleId", "readAt");
CREATE POLICY tenant ON "ArticleRead" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "ArticleRead" TO tierline_app;

CREATE TABLE "ArticleSlug" (
  locale "Locale" NOT NULL,
  slug text NOT NULL,
  "articleId" text NOT NULL,
  since timestamp(3) with time zone NOT NULL,
  CONSTRAINT "ArticleSlug_pkey" PRIMARY KEY (locale, slug),
  CONSTRAINT "ArticleSlug_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "ArticleSlug_articleId_idx" ON "ArticleSlug" USING btree ("articleId");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ArticleSlug" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "ArticleSlug" TO tierline_app;

CREATE TABLE "ArticleText" (
  "versionId" text NOT NULL,
  locale "Locale" NOT NULL,
  slug text NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  body text NOT NULL,
  words tsvector,
  CONSTRAINT "ArticleText_pkey" PRIMARY KEY ("versionId", locale),
  CONSTRAINT "ArticleText_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ArticleVersion"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "ArticleText_words_idx" ON "ArticleText" USING gin (words);
CREATE TRIGGER "ArticleText_words" BEFORE INSERT OR UPDATE OF title, summary, body ON "ArticleText" FOR EACH ROW EXECUTE FUNCTION tierline_article_said();
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ArticleText" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "ArticleText" TO tierline_app;

CREATE TABLE "ArticleVersion" (
  id text NOT NULL,
  "articleId" text NOT NULL,
  number integer NOT NULL,
  state "ArticleVersionState" NOT NULL,
  "authorIds" text[],
  "writtenAt" timestamp(3) with time zone NOT NULL,
  "submittedAt" timestamp(3) with time zone,
  "reviewerId" text,
  "reviewedAt" timestamp(3) with time zone,
  "returnReason" text,
  "publishAt" timestamp(3) with time zone,
  "publishedAt" timestamp(3) with time zone,
  "supersededAt" timestamp(3) with time zone,
  CONSTRAINT "ArticleVersion_pkey" PRIMARY KEY (id),
  CONSTRAINT "ArticleVersion_number" CHECK ((number >= 1)),
  CONSTRAINT "ArticleVersion_published" CHECK ((("publishedAt" IS NOT NULL) = (state = ANY (ARRAY['PUBLISHED'::"ArticleVersionState", 'SUPERSEDED'::"ArticleVersionState"])))),
  CONSTRAINT "ArticleVersion_superseded" CHECK ((("supersededAt" IS NOT NULL) = (state = 'SUPERSEDED'::"ArticleVersionState"))),
  CONSTRAINT "ArticleVersion_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ArticleVersion_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
CREATE UNIQUE INDEX "ArticleVersion_articleId_number_key" ON "ArticleVersion" USING btree ("articleId", number);
CREATE UNIQUE INDEX "ArticleVersion_current" ON "ArticleVersion" USING btree ("articleId") WHERE (state = 'PUBLISHED'::"ArticleVersionState");
CREATE INDEX "ArticleVersion_due" ON "ArticleVersion" USING btree ("publishAt") WHERE (state = 'SCHEDULED'::"ArticleVersionState");
CREATE UNIQUE INDEX "ArticleVersion_open" ON "ArticleVersion" USING btree ("articleId") WHERE (state = ANY (ARRAY['DRAFT'::"ArticleVersionState", 'IN_REVIEW'::"ArticleVersionState", 'SCHEDULED'::"ArticleVersionState"]));
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ArticleVersion" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "ArticleVersion" TO tierline_app;

CREATE TABLE "ArticleWord" (
  word text NOT NULL,
  CONSTRAINT "ArticleWord_pkey" PRIMARY KEY (word)
);
CREATE INDEX "ArticleWord_word_idx" ON "ArticleWord" USING gin (word gin_trgm_ops);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ArticleWord" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "ArticleWord" TO tierline_app;

CREATE TABLE "Attachment" (
  id text NOT NULL,
  "accountId" text,
  "contactId" text,
  "staffId" text,
  key text NOT NULL,
  "fileName" text NOT NULL,
  "mediaType" text NOT NULL,
  "sizeBytes" integer NOT NULL,
  sha256 text NOT NULL,
  state "AttachmentState" NOT NULL,
  threat text,
  "requestedAt" timestamp(3) with time zone NOT NULL,
  "completedAt" timestamp(3) with time zone,
  "attachedAt" timestamp(3) with time zone,
  "visibleToCustomer" boolean NOT NULL DEFAULT false,
  "messageId" text,
  "partnerPersonId" text,
  "meetingId" text,
  "redactedAt" timestamp(3) with time zone,
  "removedAt" timestamp(3) with time zone,
  CONSTRAINT "Attachment_pkey" PRIMARY KEY (id),
  CONSTRAINT "Attachment_attached_when_complete" CHECK ((("attachedAt" IS NULL) OR ((state = ANY (ARRAY['UNSCANNED'::"AttachmentState", 'CLEAN'::"AttachmentState", 'INFECTED'::"AttachmentState", 'REDACTED'::"AttachmentState"])) AND ("accountId" IS NOT NULL)))),
  CONSTRAINT "Attachment_one_owner" CHECK ((num_nonnulls("messageId", "meetingId") =
CASE
    WHEN ("attachedAt" IS NULL) THEN 0
    ELSE 1
END)),
  CONSTRAINT "Attachment_one_uploader" CHECK ((num_nonnulls("contactId", "staffId", "partnerPersonId") <= 1)),
  CONSTRAINT "Attachment_redacted" CHECK (((state <> 'REDACTED'::"AttachmentState") OR ("redactedAt" IS NOT NULL))),
  CONSTRAINT "Attachment_threat_when_infected" CHECK ((((state = 'INFECTED'::"AttachmentState") = (threat IS NOT NULL)) OR (state = 'EXPIRED'::"AttachmentState"))),
  CONSTRAINT "Attachment_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Attachment_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Attachment_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Attachment_partnerPersonId_fkey" FOREIGN KEY ("partnerPersonId") REFERENCES "PartnerPerson"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Attachment_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "Attachment" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "Attachment_key_key" ON "Attachment" USING btree (key);
CREATE INDEX "Attachment_loose" ON "Attachment" USING btree ("requestedAt") WHERE ("attachedAt" IS NULL);
CREATE INDEX "Attachment_meetingId_idx" ON "Attachment" USING btree ("meetingId");
CREATE INDEX "Attachment_messageId_idx" ON "Attachment" USING btree ("messageId");
CREATE INDEX "Attachment_to_remove" ON "Attachment" USING btree ("redactedAt") WHERE ((state = 'REDACTED'::"AttachmentState") AND ("removedAt" IS NULL));
CREATE POLICY tenant ON "Attachment" FOR ALL TO PUBLIC USING (
CASE
    WHEN ("accountId" IS NOT NULL) THEN tierline_sees("accountId")
    ELSE tierline_sees(( SELECT "PartnerPerson"."partnerId"
       FROM "PartnerPerson"
      WHERE ("PartnerPerson".id = "Attachment"."partnerPersonId")))
END);
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "Attachment" TO tierline_app;

CREATE TABLE "Calendar" (
  id text NOT NULL,
  "timeZone" text NOT NULL,
  country text NOT NULL,
  subdivision text,
  overrides jsonb NOT NULL,
  corrections jsonb NOT NULL DEFAULT '[]'::jsonb,
  CONSTRAINT "Calendar_pkey" PRIMARY KEY (id)
);
GRANT INSERT, SELECT ON TABLE "Calendar" TO tierline_app;

CREATE TABLE "CalendarFeed" (
  id text NOT NULL,
  "accountId" text,
  "contactId" text,
  "staffId" text,
  hash text,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "rotatedAt" timestamp(3) with time zone NOT NULL,
  "revokedAt" timestamp(3) with time zone,
  CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY (id),
  CONSTRAINT "CalendarFeed_one_person" CHECK ((num_nonnulls("contactId", "staffId") = 1)),
  CONSTRAINT "CalendarFeed_revoked" CHECK (((hash IS NULL) = ("revokedAt" IS NOT NULL))),
  CONSTRAINT "CalendarFeed_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "CalendarFeed_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "CalendarFeed" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "CalendarFeed_contactId_key" ON "CalendarFeed" USING btree ("contactId");
CREATE UNIQUE INDEX "CalendarFeed_hash_key" ON "CalendarFeed" USING btree (hash);
CREATE UNIQUE INDEX "CalendarFeed_staffId_key" ON "CalendarFeed" USING btree ("staffId");
CREATE POLICY tenant ON "CalendarFeed" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "CalendarFeed" TO tierline_app;

CREATE TABLE "CatalogueBeginning" (
  name text NOT NULL,
  CONSTRAINT "CatalogueBeginning_pkey" PRIMARY KEY (name)
);

CREATE TABLE "ChecklistStep" (
  id text NOT NULL,
  "checklistId" text NOT NULL,
  "accountId" text NOT NULL,
  "position" integer NOT NULL,
  text text NOT NULL,
  "tickedAt" timestamp(3) with time zone,
  "tickedById" text,
  CONSTRAINT "ChecklistStep_pkey" PRIMARY KEY (id),
  CONSTRAINT "ChecklistStep_ticked" CHECK ((("tickedAt" IS NULL) = ("tickedById" IS NULL))),
  CONSTRAINT "ChecklistStep_checklistId_fkey" FOREIGN KEY ("checklistId") REFERENCES "IncidentChecklist"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ChecklistStep_tickedById_fkey" FOREIGN KEY ("tickedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "ChecklistStep" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "ChecklistStep_checklistId_position_key" ON "ChecklistStep" USING btree ("checklistId", "position");
CREATE POLICY tenant ON "ChecklistStep" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "ChecklistStep" TO tierline_app;

CREATE TABLE "Clause" (
  id text NOT NULL,
  version integer NOT NULL,
  number text NOT NULL,
  "parentId" text,
  "position" integer NOT NULL,
  "textFr" text NOT NULL,
  "textEn" text NOT NULL,
  "planCodes" "PlanCode"[],
  "exclusionCode" text,
  CONSTRAINT "Clause_pkey" PRIMARY KEY (id),
  CONSTRAINT "Clause_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Clause"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Clause_version_fkey" FOREIGN KEY (version) REFERENCES "TermsVersion"(version) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "Clause_version_number_key" ON "Clause" USING btree (version, number);
GRANT SELECT ON TABLE "Clause" TO tierline_app;

CREATE TABLE "Clock" (
  id text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  metric "Metric" NOT NULL,
  "calendarId" text NOT NULL,
  "startedAt" timestamp(3) with time zone NOT NULL,
  "targetSeconds" integer,
  "targetVersion" integer,
  "countedFrom" timestamp(3) with time zone,
  "promisedAt" timestamp(3) with time zone,
  "atRiskAt" timestamp(3) with time zone,
  "dueAt" timestamp(3) with time zone,
  "endedAt" timestamp(3) with time zone,
  cancelled "ClockCancellation",
  "atRiskToldAt" timestamp(3) with time zone,
  "breachToldAt" timestamp(3) with time zone,
  "countedOn" text NOT NULL DEFAULT ''::text,
  "owedFrom" timestamp(3) with time zone,
  version integer NOT NULL DEFAULT 1,
  "silenceAt" timestamp(3) with time zone,
  "silenceTold" integer NOT NULL DEFAULT 0,
  "silenceVersion" integer NOT NULL DEFAULT '-1'::integer,
  CONSTRAINT "Clock_pkey" PRIMARY KEY (id),
  CONSTRAINT "Clock_target_whole" CHECK ((num_nulls("owedFrom", "targetSeconds", "countedFrom", "promisedAt", "atRiskAt", "dueAt") = ANY (ARRAY[0, 6]))),
  CONSTRAINT "Clock_calendarId_fkey" FOREIGN KEY ("calendarId") REFERENCES "Calendar"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Clock_targetVersion_fkey" FOREIGN KEY ("targetVersion") REFERENCES "TargetVersion"(version) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Clock_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Clock" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Clock_counted_on" ON "Clock" USING btree ("countedOn" COLLATE "C") WHERE ("endedAt" IS NULL);
CREATE INDEX "Clock_deadlines" ON "Clock" USING btree ("atRiskAt") WHERE (("endedAt" IS NULL) AND ("breachToldAt" IS NULL));
CREATE INDEX "Clock_metric_dueAt_idx" ON "Clock" USING btree (metric, "dueAt");
CREATE INDEX "Clock_silence_by_older_table" ON "Clock" USING btree ("silenceVersion") WHERE (("endedAt" IS NULL) AND (metric <> 'RESOLUTION'::"Metric"));
CREATE INDEX "Clock_silence_due" ON "Clock" USING btree ("silenceAt") WHERE (("endedAt" IS NULL) AND (metric <> 'RESOLUTION'::"Metric"));
CREATE INDEX "Clock_ticketId_metric_idx" ON "Clock" USING btree ("ticketId", metric);
CREATE TRIGGER "Clock_due" AFTER INSERT OR UPDATE OF "ticketId", "dueAt", "endedAt" ON "Clock" FOR EACH ROW WHEN ((new.metric = 'INITIAL_RESPONSE'::"Metric")) EXECUTE FUNCTION tierline_clock_due();
CREATE TRIGGER requeue AFTER INSERT OR UPDATE OF "ticketId", "dueAt", "atRiskAt", "endedAt", "atRiskToldAt" ON "Clock" FOR EACH ROW WHEN ((new.metric <> 'RESOLUTION'::"Metric")) EXECUTE FUNCTION tierline_requeue_clock();
CREATE POLICY tenant ON "Clock" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Clock" TO tierline_app;

CREATE TABLE "ClockRepair" (
  id text NOT NULL,
  "clockId" text NOT NULL,
  "accountId" text NOT NULL,
  correction "ClockCorrection" NOT NULL,
  "correctedTo" timestamp(3) with time zone,
  reason text NOT NULL,
  "clockVersion" integer NOT NULL,
  before jsonb NOT NULL,
  after jsonb,
  state "RepairState" NOT NULL,
  "proposedById" text NOT NULL,
  "proposedAt" timestamp(3) with time zone NOT NULL,
  "decidedById" text,
  "decidedAt" timestamp(3) with time zone,
  "decisionReason" text,
  CONSTRAINT "ClockRepair_pkey" PRIMARY KEY (id),
  CONSTRAINT "ClockRepair_decided_whole" CHECK ((((state = 'PROPOSED'::"RepairState") = ("decidedAt" IS NULL)) AND ((state = 'APPROVED'::"RepairState") = (after IS NOT NULL)))),
  CONSTRAINT "ClockRepair_instant_unless_cancelled" CHECK (((correction = 'CANCEL'::"ClockCorrection") = ("correctedTo" IS NULL))),
  CONSTRAINT "ClockRepair_two_people" CHECK (("decidedById" <> "proposedById")),
  CONSTRAINT "ClockRepair_clockId_fkey" FOREIGN KEY ("clockId") REFERENCES "Clock"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ClockRepair_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ClockRepair_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ClockRepair" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ClockRepair_clockId_idx" ON "ClockRepair" USING btree ("clockId");
CREATE INDEX "ClockRepair_state_proposedAt_id_idx" ON "ClockRepair" USING btree (state, "proposedAt", id);
CREATE POLICY tenant ON "ClockRepair" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "ClockRepair" TO tierline_app;

CREATE TABLE "Contact" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "siteId" text,
  name text NOT NULL,
  email text NOT NULL,
  phone text,
  locale "Locale",
  roles "ContactRole"[],
  subject text,
  "erasedAt" timestamp(3) with time zone,
  "accessEndedAt" timestamp(3) with time zone,
  CONSTRAINT "Contact_pkey" PRIMARY KEY (id),
  CONSTRAINT "Contact_ended_without_roles" CHECK ((("accessEndedAt" IS NULL) OR (cardinality(roles) = 0))),
  CONSTRAINT "Contact_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Contact_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "Contact" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "Contact_accountId_email_key" ON "Contact" USING btree ("accountId", email);
CREATE INDEX "Contact_domain" ON "Contact" USING btree (lower(split_part(email, '@'::text, 2)) text_pattern_ops);
CREATE INDEX "Contact_name_words" ON "Contact" USING gin (lower(name) gin_trgm_ops);
CREATE UNIQUE INDEX "Contact_subject_key" ON "Contact" USING btree (subject);
CREATE POLICY tenant ON "Contact" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Contact" TO tierline_app;

CREATE TABLE "ContactPoint" (
  code text NOT NULL,
  "position" integer NOT NULL,
  value text NOT NULL,
  "labelFr" text NOT NULL,
  "labelEn" text NOT NULL,
  CONSTRAINT "ContactPoint_pkey" PRIMARY KEY (code)
);
GRANT SELECT ON TABLE "ContactPoint" TO tierline_app;

CREATE TABLE "ContextSection" (
  "accountId" text NOT NULL,
  topic "ContextTopic" NOT NULL,
  version integer NOT NULL,
  text text NOT NULL,
  shared boolean NOT NULL,
  "writtenAt" timestamp(3) with time zone NOT NULL,
  "writtenById" text NOT NULL,
  CONSTRAINT "ContextSection_pkey" PRIMARY KEY ("accountId", topic, version),
  CONSTRAINT "ContextSection_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ContextSection_writtenById_fkey" FOREIGN KEY ("writtenById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ContextSection" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ContextSection" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "ContextSection" TO tierline_app;

CREATE TABLE "Contract" (
  id text NOT NULL,
  number integer NOT NULL DEFAULT nextval('"Contract_number_seq"'::regclass),
  "accountId" text NOT NULL,
  currency text NOT NULL,
  "timeZone" text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "Contract_pkey" PRIMARY KEY (id),
  CONSTRAINT "Contract_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Contract" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Contract_accountId_createdAt_id_idx" ON "Contract" USING btree ("accountId", "createdAt", id);
CREATE UNIQUE INDEX "Contract_number_key" ON "Contract" USING btree (number);
CREATE POLICY tenant ON "Contract" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "Contract" TO tierline_app;

CREATE TABLE "ContractDeadline" (
  id text NOT NULL,
  "contractId" text NOT NULL,
  "accountId" text NOT NULL,
  kind "ContractDeadlineKind" NOT NULL,
  "daysBefore" integer NOT NULL,
  "lastDay" date NOT NULL,
  "dueAt" timestamp(3) with time zone NOT NULL,
  "doneAt" timestamp(3) with time zone,
  CONSTRAINT "ContractDeadline_pkey" PRIMARY KEY (id),
  CONSTRAINT "ContractDeadline_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ContractDeadline" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "ContractDeadline_contractId_lastDay_kind_daysBefore_key" ON "ContractDeadline" USING btree ("contractId", "lastDay", kind, "daysBefore");
CREATE INDEX "ContractDeadline_not_done" ON "ContractDeadline" USING btree ("dueAt") WHERE ("doneAt" IS NULL);
CREATE POLICY tenant ON "ContractDeadline" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "ContractDeadline" TO tierline_app;

CREATE TABLE "ContractLine" (
  id text NOT NULL,
  "contractId" text NOT NULL,
  "accountId" text NOT NULL,
  sequence integer NOT NULL,
  kind "ContractLineKind" NOT NULL,
  "quoteId" text,
  "termsVersion" integer NOT NULL,
  "orderedAt" timestamp(3) with time zone NOT NULL,
  "orderedOn" date NOT NULL,
  "orderedByKind" "ActorKind" NOT NULL,
  "orderedById" text,
  "effectiveOn" date NOT NULL,
  "effectiveAt" timestamp(3) with time zone NOT NULL,
  "firstDay" date NOT NULL,
  "lastDay" date NOT NULL,
  "planBefore" "PlanCode" NOT NULL,
  "planCode" "PlanCode" NOT NULL,
  "annualFeesMinor" bigint NOT NULL,
  "rateVersion" integer NOT NULL,
  "basisPoints" integer NOT NULL,
  "annualPriceMinor" bigint NOT NULL,
  "assessedMinor" bigint NOT NULL,
  "priceBeforeMinor" bigint NOT NULL,
  "priceMinor" bigint NOT NULL,
  days integer NOT NULL,
  "termDays" integer NOT NULL,
  "dueMinor" bigint NOT NULL,
  "refundMinor" bigint,
  "nonRefundable" boolean NOT NULL,
  "autoRenew" boolean NOT NULL,
  "terminationReason" text,
  "endsChosenPlan" boolean NOT NULL,
  CONSTRAINT "ContractLine_pkey" PRIMARY KEY (id),
  CONSTRAINT "ContractLine_basic_needs_no_order" CHECK (("planCode" <> 'BASIC'::"PlanCode")),
  CONSTRAINT "ContractLine_days_in_term" CHECK (((days >= 0) AND (days <= "termDays"))),
  CONSTRAINT "ContractLine_in_its_term" CHECK ((("firstDay" <= "effectiveOn") AND ("effectiveOn" <= "lastDay"))),
  CONSTRAINT "ContractLine_never_falls_in_its_term" CHECK (((kind = 'RENEWAL'::"ContractLineKind") OR ("priceMinor" >= "priceBeforeMinor"))),
  CONSTRAINT "ContractLine_never_negative" CHECK ((("annualFeesMinor" >= 0) AND ("dueMinor" >= 0) AND ("priceBeforeMinor" >= 0) AND ("priceMinor" >= 0))),
  CONSTRAINT "ContractLine_never_refunded" CHECK (("nonRefundable" AND (COALESCE("refundMinor", (0)::bigint) = 0))),
  CONSTRAINT "ContractLine_termination_whole" CHECK ((num_nonnulls("refundMinor", "terminationReason") =
CASE
    WHEN (kind = 'TERMINATION'::"ContractLineKind") THEN 2
    ELSE 0
END)),
  CONSTRAINT "ContractLine_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ContractLine_quoteId_fkey" FOREIGN KEY ("quoteId") REFERENCES "Quote"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ContractLine_rateVersion_fkey" FOREIGN KEY ("rateVersion") REFERENCES "RateTable"(version) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ContractLine_termsVersion_fkey" FOREIGN KEY ("termsVersion") REFERENCES "TermsVersion"(version) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ContractLine" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ContractLine_accountId_orderedAt_idx" ON "ContractLine" USING btree ("accountId", "orderedAt");
CREATE UNIQUE INDEX "ContractLine_contractId_sequence_key" ON "ContractLine" USING btree ("contractId", sequence);
CREATE UNIQUE INDEX "ContractLine_quoteId_key" ON "ContractLine" USING btree ("quoteId");
CREATE POLICY tenant ON "ContractLine" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "ContractLine" TO tierline_app;

CREATE TABLE "ContractYear" (
  "accountId" text NOT NULL,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone NOT NULL,
  ordinal integer NOT NULL,
  "anchorLocal" timestamp(3) without time zone NOT NULL,
  "timeZone" text NOT NULL,
  CONSTRAINT "ContractYear_pkey" PRIMARY KEY ("accountId", "startsAt"),
  CONSTRAINT "ContractYear_ends_after_start" CHECK (("endsAt" > "startsAt")),
  CONSTRAINT "ContractYear_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ContractYear" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ContractYear" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "ContractYear" TO tierline_app;

CREATE UNLOGGED TABLE "CostBudget" (
  id text NOT NULL,
  "wholeAt" timestamp(6) with time zone NOT NULL,
  CONSTRAINT "CostBudget_pkey" PRIMARY KEY (id)
) WITH (fillfactor=50);
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "CostBudget" TO tierline_app;

CREATE TABLE "CourseLesson" (
  id text NOT NULL,
  "courseId" text NOT NULL,
  "position" integer NOT NULL,
  "titleFr" text NOT NULL,
  "titleEn" text NOT NULL,
  url text NOT NULL,
  minutes integer NOT NULL,
  "withdrawnAt" timestamp(3) with time zone,
  CONSTRAINT "CourseLesson_pkey" PRIMARY KEY (id),
  CONSTRAINT "CourseLesson_minutes" CHECK (((minutes >= 1) AND (minutes <= 600))),
  CONSTRAINT "CourseLesson_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "TrainingCourse"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "CourseLesson_courseId_position_key" ON "CourseLesson" USING btree ("courseId", "position");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "CourseLesson" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "CourseLesson" TO tierline_app;

CREATE TABLE "CourseProgress" (
  id text NOT NULL,
  "contactId" text NOT NULL,
  "accountId" text NOT NULL,
  "courseId" text NOT NULL,
  "startedAt" timestamp(3) with time zone NOT NULL,
  "lastAt" timestamp(3) with time zone NOT NULL,
  "lastLessonId" text NOT NULL,
  "completedAt" timestamp(3) with time zone,
  CONSTRAINT "CourseProgress_pkey" PRIMARY KEY (id),
  CONSTRAINT "CourseProgress_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "CourseProgress_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "CourseProgress_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "TrainingCourse"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "CourseProgress_lastLessonId_fkey" FOREIGN KEY ("lastLessonId") REFERENCES "CourseLesson"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "CourseProgress" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "CourseProgress_accountId_lastAt_id_idx" ON "CourseProgress" USING btree ("accountId", "lastAt", id);
CREATE UNIQUE INDEX "CourseProgress_contactId_courseId_key" ON "CourseProgress" USING btree ("contactId", "courseId");
CREATE POLICY tenant ON "CourseProgress" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "CourseProgress" TO tierline_app;

CREATE TABLE "Coverage" (
  "planCode" "PlanCode" NOT NULL,
  "requestTypeCode" text NOT NULL,
  verdict "CoverageVerdict" NOT NULL,
  "clauseId" text,
  CONSTRAINT "Coverage_pkey" PRIMARY KEY ("planCode", "requestTypeCode"),
  CONSTRAINT "Coverage_clause_when_excluded" CHECK (((verdict = 'EXCLUDED'::"CoverageVerdict") = ("clauseId" IS NOT NULL))),
  CONSTRAINT "Coverage_clauseId_fkey" FOREIGN KEY ("clauseId") REFERENCES "Clause"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Coverage_planCode_fkey" FOREIGN KEY ("planCode") REFERENCES "Plan"(code) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Coverage_requestTypeCode_fkey" FOREIGN KEY ("requestTypeCode") REFERENCES "RequestType"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
GRANT SELECT ON TABLE "Coverage" TO tierline_app;

CREATE TABLE "DraftRead" (
  "contactId" text NOT NULL,
  "accountId" text NOT NULL,
  draft text NOT NULL,
  "articleId" text NOT NULL,
  "readAt" timestamp(3) with time zone NOT NULL,
  "helpedAt" timestamp(3) with time zone,
  CONSTRAINT "DraftRead_pkey" PRIMARY KEY ("contactId", draft, "articleId"),
  CONSTRAINT "DraftRead_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "DraftRead" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "DraftRead_readAt_idx" ON "DraftRead" USING btree ("readAt");
CREATE POLICY tenant ON "DraftRead" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "DraftRead" TO tierline_app;

CREATE TABLE "Erasure" (
  id text NOT NULL,
  "personId" text NOT NULL,
  kind "ErasedKind" NOT NULL,
  "accountId" text,
  accounts text[],
  words text NOT NULL,
  "requestedById" text NOT NULL,
  "requestedAt" timestamp(3) with time zone NOT NULL,
  place text,
  after text,
  texts integer NOT NULL,
  files integer NOT NULL,
  events integer NOT NULL,
  keys integer NOT NULL,
  "finishedAt" timestamp(3) with time zone,
  "eventId" text,
  CONSTRAINT "Erasure_pkey" PRIMARY KEY (id),
  CONSTRAINT "Erasure_finished" CHECK (((("finishedAt" IS NULL) = ("eventId" IS NULL)) AND (("finishedAt" IS NULL) OR ((words = ''::text) AND (place IS NULL) AND (after IS NULL)))))
);
ALTER TABLE "Erasure" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Erasure_personId_requestedAt_idx" ON "Erasure" USING btree ("personId", "requestedAt");
CREATE INDEX "Erasure_unfinished" ON "Erasure" USING btree ("requestedAt") WHERE ("finishedAt" IS NULL);
CREATE POLICY tenant ON "Erasure" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Erasure" TO tierline_app;

CREATE TABLE "EscalationRule" (
  version integer NOT NULL,
  "position" integer NOT NULL,
  trigger "EscalationTrigger" NOT NULL,
  "afterBusinessMinutes" integer,
  "planCodes" "PlanCode"[],
  severities "Severity"[],
  tell "EscalationRecipient"[],
  CONSTRAINT "EscalationRule_pkey" PRIMARY KEY (version, "position"),
  CONSTRAINT "EscalationRule_minutes_of_silence" CHECK ((((trigger = 'ASSIGNEE_SILENT'::"EscalationTrigger") = ("afterBusinessMinutes" IS NOT NULL)) AND ("afterBusinessMinutes" > 0))),
  CONSTRAINT "EscalationRule_version_fkey" FOREIGN KEY (version) REFERENCES "EscalationTable"(version) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "EscalationRule" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "EscalationRule" TO tierline_app;

CREATE TABLE "EscalationTable" (
  version integer NOT NULL,
  "publishedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "EscalationTable_pkey" PRIMARY KEY (version)
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "EscalationTable" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "EscalationTable" TO tierline_app;

CREATE TABLE "Event" (
  "position" bigint NOT NULL,
  id text NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  sequence integer NOT NULL,
  "accountId" text,
  "visibleToCustomer" boolean NOT NULL,
  "actorKind" "ActorKind" NOT NULL,
  "actorId" text,
  "requestId" text NOT NULL,
  "occurredAt" timestamp(3) with time zone NOT NULL,
  "recordedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  payload jsonb NOT NULL,
  "accountPosition" bigint,
  address text,
  "apiKeyId" text,
  version text NOT NULL,
  CONSTRAINT "Event_pkey" PRIMARY KEY ("position")
);
ALTER TABLE "Event" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "Event_accountId_accountPosition_key" ON "Event" USING btree ("accountId", "accountPosition");
CREATE INDEX "Event_accountId_position_idx" ON "Event" USING btree ("accountId", "position");
CREATE UNIQUE INDEX "Event_id_key" ON "Event" USING btree (id);
CREATE UNIQUE INDEX "Event_subject_sequence_key" ON "Event" USING btree (subject, sequence);
CREATE INDEX "Event_with_address" ON "Event" USING btree ("recordedAt") WHERE (address IS NOT NULL);
CREATE TRIGGER "Event_active" AFTER INSERT ON "Event" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tierline_ticket_active();
CREATE POLICY forum ON "Event" FOR ALL TO PUBLIC USING ((("accountId" IS NULL) AND (starts_with(subject, 'top_'::text) OR starts_with(subject, 'fmb_'::text)) AND (NOT tierline_in_sandbox())));
CREATE POLICY status_subscription ON "Event" FOR ALL TO PUBLIC USING ((("accountId" IS NULL) AND starts_with(subject, 'sts_'::text) AND (NOT tierline_in_sandbox())));
CREATE POLICY tenant ON "Event" FOR ALL TO PUBLIC USING (
CASE
    WHEN ("accountId" IS NOT NULL) THEN tierline_sees("accountId")
    ELSE tierline_sees(COALESCE(
    CASE
        WHEN ("actorKind" = 'PARTNER'::"ActorKind") THEN ( SELECT "PartnerPerson"."partnerId"
           FROM "PartnerPerson"
          WHERE ("PartnerPerson".id = "Event"."actorId"))
        ELSE NULL::text
    END, subject))
END);
GRANT INSERT, SELECT ON TABLE "Event" TO tierline_app;

CREATE TABLE "EventHead" (
  id integer NOT NULL DEFAULT 1,
  "position" bigint NOT NULL,
  CONSTRAINT "EventHead_pkey" PRIMARY KEY (id)
);
ALTER TABLE "EventHead" ENABLE ROW LEVEL SECURITY;
CREATE POLICY world ON "EventHead" FOR ALL TO PUBLIC USING (((id =
CASE
    WHEN tierline_in_sandbox() THEN 2
    ELSE 1
END) OR (current_setting('tierline.accounts'::text, true) = '**'::text)));
GRANT SELECT, UPDATE ON TABLE "EventHead" TO tierline_app;

CREATE TABLE "ForumCategory" (
  code text NOT NULL,
  "position" integer NOT NULL,
  "nameFr" text NOT NULL,
  "nameEn" text NOT NULL,
  CONSTRAINT "ForumCategory_pkey" PRIMARY KEY (code)
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ForumCategory" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "ForumCategory" TO tierline_app;

CREATE TABLE "ForumFollow" (
  "topicId" text NOT NULL,
  "memberId" text NOT NULL,
  since timestamp(3) with time zone NOT NULL,
  CONSTRAINT "ForumFollow_pkey" PRIMARY KEY ("topicId", "memberId"),
  CONSTRAINT "ForumFollow_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "ForumMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ForumFollow_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "ForumTopic"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ForumFollow" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT DELETE, INSERT, SELECT ON TABLE "ForumFollow" TO tierline_app;

CREATE TABLE "ForumLimit" (
  act text NOT NULL,
  "perHour" integer,
  CONSTRAINT "ForumLimit_pkey" PRIMARY KEY (act)
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ForumLimit" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "ForumLimit" TO tierline_app;

CREATE TABLE "ForumMember" (
  id text NOT NULL,
  "contactId" text,
  "staffId" text,
  name text NOT NULL,
  since timestamp(3) with time zone NOT NULL,
  CONSTRAINT "ForumMember_pkey" PRIMARY KEY (id),
  CONSTRAINT "ForumMember_person" CHECK ((("contactId" IS NULL) <> ("staffId" IS NULL)))
);
CREATE UNIQUE INDEX "ForumMember_contactId_key" ON "ForumMember" USING btree ("contactId");
CREATE UNIQUE INDEX "ForumMember_staffId_key" ON "ForumMember" USING btree ("staffId");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ForumMember" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "ForumMember" TO tierline_app;

CREATE TABLE "ForumPost" (
  id text NOT NULL,
  "topicId" text NOT NULL,
  "memberId" text NOT NULL,
  "isQuestion" boolean NOT NULL,
  body text NOT NULL,
  "postedAt" timestamp(3) with time zone NOT NULL,
  "editedAt" timestamp(3) with time zone,
  "heldAt" timestamp(3) with time zone,
  "hiddenAt" timestamp(3) with time zone,
  "hiddenReason" text,
  "deletedAt" timestamp(3) with time zone,
  "toldAt" timestamp(3) with time zone,
  words tsvector,
  CONSTRAINT "ForumPost_pkey" PRIMARY KEY (id),
  CONSTRAINT "ForumPost_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "ForumMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ForumPost_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "ForumTopic"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "ForumPost_held" ON "ForumPost" USING btree ("postedAt", id) WHERE ("heldAt" IS NOT NULL);
CREATE INDEX "ForumPost_memberId_postedAt_idx" ON "ForumPost" USING btree ("memberId", "postedAt");
CREATE UNIQUE INDEX "ForumPost_question" ON "ForumPost" USING btree ("topicId") WHERE "isQuestion";
CREATE INDEX "ForumPost_to_tell" ON "ForumPost" USING btree ("postedAt", id) WHERE ("toldAt" IS NULL);
CREATE INDEX "ForumPost_topicId_postedAt_id_idx" ON "ForumPost" USING btree ("topicId", "postedAt", id);
CREATE INDEX "ForumPost_words_idx" ON "ForumPost" USING gin (words);
CREATE TRIGGER "ForumPost_words" BEFORE INSERT OR UPDATE OF body ON "ForumPost" FOR EACH ROW EXECUTE FUNCTION tierline_forum_said();
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ForumPost" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "ForumPost" TO tierline_app;

CREATE TABLE "ForumPostVersion" (
  id text NOT NULL,
  "postId" text NOT NULL,
  body text NOT NULL,
  since timestamp(3) with time zone NOT NULL,
  until timestamp(3) with time zone NOT NULL,
  CONSTRAINT "ForumPostVersion_pkey" PRIMARY KEY (id),
  CONSTRAINT "ForumPostVersion_postId_fkey" FOREIGN KEY ("postId") REFERENCES "ForumPost"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "ForumPostVersion_postId_until_id_idx" ON "ForumPostVersion" USING btree ("postId", until, id);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ForumPostVersion" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "ForumPostVersion" TO tierline_app;

CREATE TABLE "ForumReaction" (
  "postId" text NOT NULL,
  "memberId" text NOT NULL,
  kind "ForumReactionKind" NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT "ForumReaction_pkey" PRIMARY KEY ("postId", "memberId", kind),
  CONSTRAINT "ForumReaction_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "ForumMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ForumReaction_postId_fkey" FOREIGN KEY ("postId") REFERENCES "ForumPost"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "ForumReaction_memberId_at_idx" ON "ForumReaction" USING btree ("memberId", at);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ForumReaction" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT DELETE, INSERT, SELECT ON TABLE "ForumReaction" TO tierline_app;

CREATE TABLE "ForumReport" (
  id text NOT NULL,
  "postId" text NOT NULL,
  "memberId" text NOT NULL,
  reason "ForumReportReason" NOT NULL,
  "reportedAt" timestamp(3) with time zone NOT NULL,
  "settledAt" timestamp(3) with time zone,
  CONSTRAINT "ForumReport_pkey" PRIMARY KEY (id),
  CONSTRAINT "ForumReport_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "ForumMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ForumReport_postId_fkey" FOREIGN KEY ("postId") REFERENCES "ForumPost"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "ForumReport_memberId_reportedAt_idx" ON "ForumReport" USING btree ("memberId", "reportedAt");
CREATE INDEX "ForumReport_open" ON "ForumReport" USING btree ("postId") WHERE ("settledAt" IS NULL);
CREATE UNIQUE INDEX "ForumReport_postId_memberId_key" ON "ForumReport" USING btree ("postId", "memberId");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ForumReport" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "ForumReport" TO tierline_app;

CREATE TABLE "ForumTopic" (
  id text NOT NULL,
  "categoryCode" text NOT NULL,
  "memberId" text NOT NULL,
  title text NOT NULL,
  "startedAt" timestamp(3) with time zone NOT NULL,
  "lastPostAt" timestamp(3) with time zone NOT NULL,
  "answerId" text,
  "lockedAt" timestamp(3) with time zone,
  CONSTRAINT "ForumTopic_pkey" PRIMARY KEY (id),
  CONSTRAINT "ForumTopic_answerId_fkey" FOREIGN KEY ("answerId") REFERENCES "ForumPost"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ForumTopic_categoryCode_fkey" FOREIGN KEY ("categoryCode") REFERENCES "ForumCategory"(code) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ForumTopic_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "ForumMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ForumTopic_answerId_key" ON "ForumTopic" USING btree ("answerId");
CREATE INDEX "ForumTopic_categoryCode_lastPostAt_id_idx" ON "ForumTopic" USING btree ("categoryCode", "lastPostAt", id);
CREATE INDEX "ForumTopic_lastPostAt_id_idx" ON "ForumTopic" USING btree ("lastPostAt", id);
CREATE TRIGGER "ForumTopic_words" AFTER UPDATE OF title ON "ForumTopic" FOR EACH ROW EXECUTE FUNCTION tierline_forum_titled();
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ForumTopic" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "ForumTopic" TO tierline_app;

CREATE TABLE "HealthFinding" (
  id text NOT NULL,
  "reviewId" text NOT NULL,
  "profileId" text NOT NULL,
  "accountId" text NOT NULL,
  "position" integer NOT NULL,
  severity "Severity" NOT NULL,
  finding text NOT NULL,
  recommendation text NOT NULL,
  "doneAt" timestamp(3) with time zone,
  CONSTRAINT "HealthFinding_pkey" PRIMARY KEY (id),
  CONSTRAINT "HealthFinding_reviewId_profileId_fkey" FOREIGN KEY ("reviewId", "profileId") REFERENCES "HealthReviewProfile"("reviewId", "profileId") ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "HealthFinding" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "HealthFinding_reviewId_profileId_position_idx" ON "HealthFinding" USING btree ("reviewId", "profileId", "position");
CREATE TRIGGER stands BEFORE INSERT OR DELETE OR UPDATE ON "HealthFinding" FOR EACH ROW EXECUTE FUNCTION tierline_health_review_stands();
CREATE POLICY tenant ON "HealthFinding" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "HealthFinding" TO tierline_app;

CREATE TABLE "HealthReview" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "yearStartsAt" timestamp(3) with time zone NOT NULL,
  "ticketId" text,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "plannedOn" date,
  "startedAt" timestamp(3) with time zone,
  "completedAt" timestamp(3) with time zone,
  "completedById" text,
  summary text,
  "cancelledAt" timestamp(3) with time zone,
  "cancelReason" text,
  CONSTRAINT "HealthReview_pkey" PRIMARY KEY (id),
  CONSTRAINT "HealthReview_cancelled_with_reason" CHECK ((("cancelledAt" IS NULL) = ("cancelReason" IS NULL))),
  CONSTRAINT "HealthReview_completed_by_somebody" CHECK (((("completedAt" IS NULL) = ("completedById" IS NULL)) AND (("completedAt" IS NULL) = (summary IS NULL)))),
  CONSTRAINT "HealthReview_ends_once" CHECK ((("completedAt" IS NULL) OR ("cancelledAt" IS NULL))),
  CONSTRAINT "HealthReview_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "HealthReview_completedById_fkey" FOREIGN KEY ("completedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "HealthReview_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "HealthReview" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "HealthReview_accountId_createdAt_id_idx" ON "HealthReview" USING btree ("accountId", "createdAt", id);
CREATE UNIQUE INDEX "HealthReview_ticketId_key" ON "HealthReview" USING btree ("ticketId");
CREATE POLICY tenant ON "HealthReview" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "HealthReview" TO tierline_app;

CREATE TABLE "HealthReviewProfile" (
  "reviewId" text NOT NULL,
  "profileId" text NOT NULL,
  "accountId" text NOT NULL,
  revision integer NOT NULL DEFAULT 0,
  note text,
  "examinedAt" timestamp(3) with time zone,
  "examinedById" text,
  CONSTRAINT "HealthReviewProfile_pkey" PRIMARY KEY ("reviewId", "profileId"),
  CONSTRAINT "HealthReviewProfile_examined" CHECK (((("examinedAt" IS NULL) = ("examinedById" IS NULL)) AND (("examinedAt" IS NULL) = (note IS NULL)))),
  CONSTRAINT "HealthReviewProfile_examinedById_fkey" FOREIGN KEY ("examinedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "HealthReviewProfile_profileId_fkey" FOREIGN KEY ("profileId") REFERENCES "Profile"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "HealthReviewProfile_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "HealthReview"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "HealthReviewProfile" ENABLE ROW LEVEL SECURITY;
CREATE TRIGGER stands BEFORE INSERT OR DELETE OR UPDATE ON "HealthReviewProfile" FOR EACH ROW EXECUTE FUNCTION tierline_health_review_stands();
CREATE POLICY tenant ON "HealthReviewProfile" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "HealthReviewProfile" TO tierline_app;

CREATE TABLE "HolidayCorrection" (
  version integer NOT NULL,
  country text NOT NULL,
  subdivision text,
  action "HolidayCorrectionAction" NOT NULL,
  "on" date NOT NULL,
  "closesFrom" text,
  "nameFr" text,
  "nameEn" text,
  reason text NOT NULL,
  source text NOT NULL,
  "publishedAt" timestamp(3) with time zone NOT NULL,
  "publishedById" text NOT NULL,
  CONSTRAINT "HolidayCorrection_pkey" PRIMARY KEY (version),
  CONSTRAINT "HolidayCorrection_numbered" CHECK ((version >= 1)),
  CONSTRAINT "HolidayCorrection_whole" CHECK ((((action = 'REMOVE'::"HolidayCorrectionAction") = ("nameFr" IS NULL)) AND ((action = 'REMOVE'::"HolidayCorrectionAction") = ("nameEn" IS NULL)) AND ((action = 'CLOSE_EARLY'::"HolidayCorrectionAction") = ("closesFrom" IS NOT NULL)))),
  CONSTRAINT "HolidayCorrection_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "HolidayCorrection_country_version_idx" ON "HolidayCorrection" USING btree (country, version);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "HolidayCorrection" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "HolidayCorrection" TO tierline_app;

CREATE TABLE "HolidayWithdrawal" (
  version integer NOT NULL,
  "correctionVersion" integer NOT NULL,
  reason text NOT NULL,
  "withdrawnAt" timestamp(3) with time zone NOT NULL,
  "withdrawnById" text NOT NULL,
  CONSTRAINT "HolidayWithdrawal_pkey" PRIMARY KEY (version),
  CONSTRAINT "HolidayWithdrawal_follows" CHECK ((version > "correctionVersion")),
  CONSTRAINT "HolidayWithdrawal_correctionVersion_fkey" FOREIGN KEY ("correctionVersion") REFERENCES "HolidayCorrection"(version) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "HolidayWithdrawal_withdrawnById_fkey" FOREIGN KEY ("withdrawnById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "HolidayWithdrawal_correctionVersion_key" ON "HolidayWithdrawal" USING btree ("correctionVersion");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "HolidayWithdrawal" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "HolidayWithdrawal" TO tierline_app;

CREATE TABLE "IdempotencyKey" (
  "actorId" text NOT NULL,
  key text NOT NULL,
  change integer NOT NULL,
  fingerprint text NOT NULL,
  value jsonb NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("actorId", key, change)
);
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey" USING btree ("createdAt");
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "IdempotencyKey" TO tierline_app;

CREATE TABLE "IncidentChecklist" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "ticketId" text NOT NULL,
  "runbookId" text,
  "cadenceMinutes" integer NOT NULL,
  "openedAt" timestamp(3) with time zone NOT NULL,
  "closedAt" timestamp(3) with time zone,
  "communicatedAt" timestamp(3) with time zone,
  "nextUpdateDueAt" timestamp(3) with time zone,
  "tellAt" timestamp(3) with time zone,
  CONSTRAINT "IncidentChecklist_pkey" PRIMARY KEY (id),
  CONSTRAINT "IncidentChecklist_closed" CHECK ((("closedAt" IS NULL) OR ("tellAt" IS NULL))),
  CONSTRAINT "IncidentChecklist_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "IncidentChecklist_runbookId_fkey" FOREIGN KEY ("runbookId") REFERENCES "Runbook"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "IncidentChecklist_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "IncidentChecklist" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "IncidentChecklist_accountId_openedAt_id_idx" ON "IncidentChecklist" USING btree ("accountId", "openedAt", id);
CREATE UNIQUE INDEX "IncidentChecklist_ticketId_key" ON "IncidentChecklist" USING btree ("ticketId");
CREATE INDEX "IncidentChecklist_to_tell" ON "IncidentChecklist" USING btree ("tellAt") WHERE ("tellAt" IS NOT NULL);
CREATE POLICY tenant ON "IncidentChecklist" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "IncidentChecklist" TO tierline_app;

CREATE TABLE "IncomingMail" (
  id text NOT NULL,
  "messageId" text NOT NULL,
  key text,
  "sizeBytes" integer NOT NULL,
  "envelopeFrom" text NOT NULL,
  recipients text[],
  "remoteAddress" text,
  helo text,
  "receivedAt" timestamp(3) with time zone NOT NULL,
  state "IncomingMailState" NOT NULL DEFAULT 'RECEIVED'::"IncomingMailState",
  reason "QuarantineReason",
  detail text,
  attempts integer NOT NULL DEFAULT 0,
  "claimedUntil" timestamp(3) with time zone,
  "fromAddress" text,
  subject text,
  text text,
  quoted text,
  "fileNames" text[],
  spf text,
  dkim text,
  dmarc text,
  "ticketId" text,
  released jsonb,
  "decidedById" text,
  "decidedAt" timestamp(3) with time zone,
  "erasedAt" timestamp(3) with time zone,
  fingerprint text NOT NULL,
  CONSTRAINT "IncomingMail_pkey" PRIMARY KEY (id),
  CONSTRAINT "IncomingMail_has_reason" CHECK (((reason IS NOT NULL) = (state = 'QUARANTINED'::"IncomingMailState"))),
  CONSTRAINT "IncomingMail_has_ticket" CHECK ((("ticketId" IS NOT NULL) = (state = 'ACCEPTED'::"IncomingMailState"))),
  CONSTRAINT "IncomingMail_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "IncomingMail_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "IncomingMail" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "IncomingMail_erased" ON "IncomingMail" USING btree (id) WHERE (("erasedAt" IS NOT NULL) AND (key IS NOT NULL));
CREATE UNIQUE INDEX "IncomingMail_key_key" ON "IncomingMail" USING btree (key);
CREATE UNIQUE INDEX "IncomingMail_messageId_fingerprint_key" ON "IncomingMail" USING btree ("messageId", fingerprint);
CREATE INDEX "IncomingMail_quarantined" ON "IncomingMail" USING btree ("receivedAt", id) WHERE (state = 'QUARANTINED'::"IncomingMailState");
CREATE INDEX "IncomingMail_receivedAt_id_idx" ON "IncomingMail" USING btree ("receivedAt", id);
CREATE INDEX "IncomingMail_ticketId_idx" ON "IncomingMail" USING btree ("ticketId");
CREATE INDEX "IncomingMail_to_read" ON "IncomingMail" USING btree ("receivedAt") WHERE (state = 'RECEIVED'::"IncomingMailState");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "IncomingMail" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "IncomingMail" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox()));
GRANT INSERT, SELECT, UPDATE ON TABLE "IncomingMail" TO tierline_app;

CREATE TABLE "IntakeForm" (
  "requestTypeCode" text NOT NULL,
  version integer NOT NULL,
  "publishedAt" timestamp(3) with time zone NOT NULL,
  "promptFr" text NOT NULL,
  "promptEn" text NOT NULL,
  fields jsonb NOT NULL DEFAULT '[]'::jsonb,
  "publishedById" text,
  CONSTRAINT "IntakeForm_pkey" PRIMARY KEY ("requestTypeCode", version),
  CONSTRAINT "IntakeForm_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "IntakeForm_requestTypeCode_fkey" FOREIGN KEY ("requestTypeCode") REFERENCES "RequestType"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "IntakeForm" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "IntakeForm" TO tierline_app;

CREATE TABLE "KnownEvent" (
  "ticketId" text NOT NULL,
  "eventId" text NOT NULL,
  "accountId" text NOT NULL,
  "linkedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "KnownEvent_pkey" PRIMARY KEY ("ticketId", "eventId"),
  CONSTRAINT "KnownEvent_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "StatusEvent"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "KnownEvent_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "KnownEvent" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "KnownEvent_eventId_ticketId_idx" ON "KnownEvent" USING btree ("eventId", "ticketId");
CREATE POLICY tenant ON "KnownEvent" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "KnownEvent" TO tierline_app;

CREATE TABLE "Label" (
  id text NOT NULL,
  name text NOT NULL,
  colour text,
  CONSTRAINT "Label_pkey" PRIMARY KEY (id)
);
CREATE UNIQUE INDEX "Label_name_key" ON "Label" USING btree (name);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "Label" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "Label" TO tierline_app;

CREATE TABLE "LedgerLine" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  sequence integer NOT NULL,
  "benefitCode" text NOT NULL,
  kind "LedgerLineKind" NOT NULL,
  units integer NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  "yearStartsAt" timestamp(3) with time zone NOT NULL,
  cause "LedgerCause" NOT NULL,
  "ticketId" text,
  "bookingId" text,
  "healthReviewId" text,
  CONSTRAINT "LedgerLine_pkey" PRIMARY KEY (id),
  CONSTRAINT "LedgerLine_units" CHECK ((units > 0)),
  CONSTRAINT "LedgerLine_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "LedgerLine_accountId_yearStartsAt_fkey" FOREIGN KEY ("accountId", "yearStartsAt") REFERENCES "ContractYear"("accountId", "startsAt") ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "LedgerLine_bookingId_fkey" FOREIGN KEY ("bookingId") REFERENCES "TrainingBooking"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "LedgerLine_healthReviewId_fkey" FOREIGN KEY ("healthReviewId") REFERENCES "HealthReview"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "LedgerLine_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "LedgerLine" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "LedgerLine_accountId_sequence_key" ON "LedgerLine" USING btree ("accountId", sequence);
CREATE UNIQUE INDEX "LedgerLine_bookingId_kind_key" ON "LedgerLine" USING btree ("bookingId", kind);
CREATE UNIQUE INDEX "LedgerLine_healthReviewId_kind_key" ON "LedgerLine" USING btree ("healthReviewId", kind);
CREATE UNIQUE INDEX "LedgerLine_ticketId_kind_key" ON "LedgerLine" USING btree ("ticketId", kind);
CREATE POLICY tenant ON "LedgerLine" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "LedgerLine" TO tierline_app;

CREATE TABLE "LessonCompletion" (
  "progressId" text NOT NULL,
  "lessonId" text NOT NULL,
  "accountId" text NOT NULL,
  "completedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "LessonCompletion_pkey" PRIMARY KEY ("progressId", "lessonId"),
  CONSTRAINT "LessonCompletion_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "CourseLesson"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "LessonCompletion_progressId_fkey" FOREIGN KEY ("progressId") REFERENCES "CourseProgress"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "LessonCompletion" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "LessonCompletion" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "LessonCompletion" TO tierline_app;

CREATE TABLE "MailPolicy" (
  id integer NOT NULL DEFAULT 1,
  "mailsPerHour" integer NOT NULL,
  secret text NOT NULL,
  CONSTRAINT "MailPolicy_pkey" PRIMARY KEY (id),
  CONSTRAINT "MailPolicy_one_row" CHECK (((id = 1) AND ("mailsPerHour" > 0)))
);
GRANT SELECT ON TABLE "MailPolicy" TO tierline_app;

CREATE TABLE "MailPreference" (
  "personId" text NOT NULL,
  kind text NOT NULL,
  "byMail" boolean NOT NULL,
  CONSTRAINT "MailPreference_pkey" PRIMARY KEY ("personId", kind)
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "MailPreference" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "MailPreference" TO tierline_app;

CREATE TABLE "Meeting" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "engagementId" text,
  "seriesId" text,
  "recurrenceAt" timestamp(3) with time zone,
  "organizerId" text NOT NULL,
  title text NOT NULL,
  agenda text,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone NOT NULL,
  status "MeetingStatus" NOT NULL,
  provider "MeetingProvider" NOT NULL,
  "joinLink" text,
  sequence integer NOT NULL DEFAULT 0,
  "scheduledAt" timestamp(3) with time zone NOT NULL,
  "cancelledAt" timestamp(3) with time zone,
  "cancelReason" text,
  "recordedAt" timestamp(3) with time zone,
  "recordedById" text,
  minutes text,
  decisions text[],
  "missedReason" text,
  CONSTRAINT "Meeting_pkey" PRIMARY KEY (id),
  CONSTRAINT "Meeting_cancelled" CHECK (((status = 'CANCELLED'::"MeetingStatus") = ("cancelledAt" IS NOT NULL))),
  CONSTRAINT "Meeting_of_a_series" CHECK ((("seriesId" IS NULL) = ("recurrenceAt" IS NULL))),
  CONSTRAINT "Meeting_recorded" CHECK (((status = ANY (ARRAY['HELD'::"MeetingStatus", 'MISSED'::"MeetingStatus"])) = ("recordedAt" IS NOT NULL))),
  CONSTRAINT "Meeting_runs_forward" CHECK (("endsAt" > "startsAt")),
  CONSTRAINT "Meeting_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Meeting_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "TamEngagement"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Meeting_organizerId_fkey" FOREIGN KEY ("organizerId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Meeting_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Meeting_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "MeetingSeries"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "Meeting" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Meeting_accountId_startsAt_id_idx" ON "Meeting" USING btree ("accountId", "startsAt", id);
CREATE INDEX "Meeting_engagementId_startsAt_id_idx" ON "Meeting" USING btree ("engagementId", "startsAt", id);
CREATE UNIQUE INDEX "Meeting_seriesId_recurrenceAt_key" ON "Meeting" USING btree ("seriesId", "recurrenceAt");
CREATE POLICY tenant ON "Meeting" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Meeting" TO tierline_app;

CREATE TABLE "MeetingAttendee" (
  id text NOT NULL,
  "meetingId" text NOT NULL,
  "accountId" text NOT NULL,
  "contactId" text,
  "staffId" text,
  attended boolean,
  CONSTRAINT "MeetingAttendee_pkey" PRIMARY KEY (id),
  CONSTRAINT "MeetingAttendee_one_person" CHECK ((num_nonnulls("contactId", "staffId") = 1)),
  CONSTRAINT "MeetingAttendee_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "MeetingAttendee_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "MeetingAttendee_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "MeetingAttendee" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "MeetingAttendee_contactId_idx" ON "MeetingAttendee" USING btree ("contactId");
CREATE UNIQUE INDEX "MeetingAttendee_meetingId_contactId_key" ON "MeetingAttendee" USING btree ("meetingId", "contactId");
CREATE UNIQUE INDEX "MeetingAttendee_meetingId_staffId_key" ON "MeetingAttendee" USING btree ("meetingId", "staffId");
CREATE INDEX "MeetingAttendee_staffId_idx" ON "MeetingAttendee" USING btree ("staffId");
CREATE POLICY tenant ON "MeetingAttendee" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "MeetingAttendee" TO tierline_app;

CREATE TABLE "MeetingInvitation" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  subject text NOT NULL,
  "meetingId" text,
  method "InvitationMethod" NOT NULL,
  sequence integer NOT NULL,
  "contactId" text,
  "staffId" text,
  calendar text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "MeetingInvitation_pkey" PRIMARY KEY (id),
  CONSTRAINT "MeetingInvitation_one_person" CHECK ((num_nonnulls("contactId", "staffId") = 1)),
  CONSTRAINT "MeetingInvitation_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "MeetingInvitation_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "MeetingInvitation_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "MeetingInvitation_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "MeetingInvitation" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "MeetingInvitation_meetingId_idx" ON "MeetingInvitation" USING btree ("meetingId");
CREATE UNIQUE INDEX "MeetingInvitation_subject_sequence_method_contactId_key" ON "MeetingInvitation" USING btree (subject, sequence, method, "contactId");
CREATE UNIQUE INDEX "MeetingInvitation_subject_sequence_method_staffId_key" ON "MeetingInvitation" USING btree (subject, sequence, method, "staffId");
CREATE POLICY tenant ON "MeetingInvitation" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "MeetingInvitation" TO tierline_app;

CREATE TABLE "MeetingRoom" (
  "meetingId" text NOT NULL,
  "accountId" text NOT NULL,
  state "MeetingRoomState" NOT NULL,
  wanted integer NOT NULL DEFAULT 1,
  "providerId" text,
  "maybeMadeAt" timestamp(3) with time zone,
  attempts integer NOT NULL DEFAULT 0,
  failure "MeetingRoomFailure",
  "failedAt" timestamp(3) with time zone,
  "nextAttemptAt" timestamp(3) with time zone,
  "claimedUntil" timestamp(3) with time zone,
  CONSTRAINT "MeetingRoom_pkey" PRIMARY KEY ("meetingId"),
  CONSTRAINT "MeetingRoom_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "MeetingRoom" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "MeetingRoom_due" ON "MeetingRoom" USING btree ("nextAttemptAt") WHERE ("nextAttemptAt" IS NOT NULL);
CREATE POLICY tenant ON "MeetingRoom" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "MeetingRoom" TO tierline_app;

CREATE TABLE "MeetingSeries" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "engagementId" text NOT NULL,
  rule text NOT NULL,
  "startsAtLocal" text NOT NULL,
  "timeZone" text NOT NULL,
  "durationMinutes" integer NOT NULL,
  "writtenUntil" timestamp(3) with time zone NOT NULL,
  "completeAt" timestamp(3) with time zone,
  "endedAt" timestamp(3) with time zone,
  sequence integer NOT NULL DEFAULT 0,
  CONSTRAINT "MeetingSeries_pkey" PRIMARY KEY (id),
  CONSTRAINT "MeetingSeries_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "TamEngagement"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "MeetingSeries" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "MeetingSeries_engagementId_key" ON "MeetingSeries" USING btree ("engagementId");
CREATE INDEX "MeetingSeries_to_write" ON "MeetingSeries" USING btree ("writtenUntil") WHERE ("completeAt" IS NULL);
CREATE POLICY tenant ON "MeetingSeries" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "MeetingSeries" TO tierline_app;

CREATE TABLE "Message" (
  id text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  kind "MessageKind" NOT NULL,
  "visibleToCustomer" boolean NOT NULL,
  "contactId" text,
  "staffId" text,
  body text NOT NULL,
  "sentAt" timestamp(3) with time zone NOT NULL,
  "partnerPersonId" text,
  "authorName" text,
  "redactedAt" timestamp(3) with time zone,
  CONSTRAINT "Message_pkey" PRIMARY KEY (id),
  CONSTRAINT "Message_one_author" CHECK ((num_nonnulls("contactId", "staffId", "partnerPersonId") <= 1)),
  CONSTRAINT "Message_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Message_partnerPersonId_fkey" FOREIGN KEY ("partnerPersonId") REFERENCES "PartnerPerson"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Message_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Message_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Message" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Message_ticketId_sentAt_id_idx" ON "Message" USING btree ("ticketId", "sentAt", id);
CREATE TRIGGER "Message_text" AFTER INSERT OR DELETE OR UPDATE OF body, "visibleToCustomer", "ticketId" ON "Message" FOR EACH ROW EXECUTE FUNCTION tierline_message_said();
CREATE POLICY tenant ON "Message" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Message" TO tierline_app;

CREATE TABLE "MonthlyReview" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  month text NOT NULL,
  "timeZone" text NOT NULL,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone NOT NULL,
  "openedAt" timestamp(3) with time zone NOT NULL,
  "openedById" text NOT NULL,
  "completedAt" timestamp(3) with time zone,
  "completedById" text,
  summary text,
  CONSTRAINT "MonthlyReview_pkey" PRIMARY KEY (id),
  CONSTRAINT "MonthlyReview_completed_by_somebody" CHECK (((("completedAt" IS NULL) = ("completedById" IS NULL)) AND (("completedAt" IS NULL) = (summary IS NULL)))),
  CONSTRAINT "MonthlyReview_runs_forward" CHECK (("endsAt" > "startsAt")),
  CONSTRAINT "MonthlyReview_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "MonthlyReview_completedById_fkey" FOREIGN KEY ("completedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "MonthlyReview_openedById_fkey" FOREIGN KEY ("openedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "MonthlyReview" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "MonthlyReview_accountId_month_key" ON "MonthlyReview" USING btree ("accountId", month);
CREATE POLICY tenant ON "MonthlyReview" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "MonthlyReview" TO tierline_app;

CREATE TABLE "Notice" (
  id text NOT NULL,
  "staffId" text,
  "contactId" text,
  "accountId" text,
  "ticketId" text,
  kind text NOT NULL,
  "causeId" text NOT NULL,
  data jsonb NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "deliverAt" timestamp(3) with time zone NOT NULL,
  "deliveredAt" timestamp(3) with time zone,
  "readAt" timestamp(3) with time zone,
  mail "NoticeMail" NOT NULL DEFAULT 'PENDING'::"NoticeMail",
  "mailId" text,
  CONSTRAINT "Notice_pkey" PRIMARY KEY (id),
  CONSTRAINT "Notice_one_recipient" CHECK ((num_nonnulls("staffId", "contactId") = 1)),
  CONSTRAINT "Notice_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Notice_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Notice_mailId_fkey" FOREIGN KEY ("mailId") REFERENCES "OutgoingMail"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Notice_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Notice_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "Notice" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Notice_contactId_deliverAt_id_idx" ON "Notice" USING btree ("contactId", "deliverAt", id);
CREATE UNIQUE INDEX "Notice_contactId_kind_causeId_key" ON "Notice" USING btree ("contactId", kind, "causeId");
CREATE INDEX "Notice_mailId_idx" ON "Notice" USING btree ("mailId");
CREATE INDEX "Notice_staffId_deliverAt_id_idx" ON "Notice" USING btree ("staffId", "deliverAt", id);
CREATE UNIQUE INDEX "Notice_staffId_kind_causeId_key" ON "Notice" USING btree ("staffId", kind, "causeId");
CREATE INDEX "Notice_ticketId_idx" ON "Notice" USING btree ("ticketId");
CREATE INDEX "Notice_to_mail" ON "Notice" USING btree ("deliverAt") WHERE (mail = ANY (ARRAY['PENDING'::"NoticeMail", 'HELD'::"NoticeMail"]));
CREATE POLICY tenant ON "Notice" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Notice" TO tierline_app;

CREATE TABLE "ObjectiveLink" (
  id text NOT NULL,
  "objectiveId" text NOT NULL,
  "accountId" text NOT NULL,
  "meetingId" text,
  "monthlyReviewId" text,
  "healthReviewId" text,
  "linkedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "ObjectiveLink_pkey" PRIMARY KEY (id),
  CONSTRAINT "ObjectiveLink_one" CHECK ((num_nonnulls("meetingId", "monthlyReviewId", "healthReviewId") = 1)),
  CONSTRAINT "ObjectiveLink_healthReviewId_fkey" FOREIGN KEY ("healthReviewId") REFERENCES "HealthReview"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ObjectiveLink_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ObjectiveLink_monthlyReviewId_fkey" FOREIGN KEY ("monthlyReviewId") REFERENCES "MonthlyReview"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ObjectiveLink_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "SuccessObjective"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ObjectiveLink" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "ObjectiveLink_objectiveId_healthReviewId_key" ON "ObjectiveLink" USING btree ("objectiveId", "healthReviewId");
CREATE UNIQUE INDEX "ObjectiveLink_objectiveId_meetingId_key" ON "ObjectiveLink" USING btree ("objectiveId", "meetingId");
CREATE UNIQUE INDEX "ObjectiveLink_objectiveId_monthlyReviewId_key" ON "ObjectiveLink" USING btree ("objectiveId", "monthlyReviewId");
CREATE POLICY tenant ON "ObjectiveLink" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "ObjectiveLink" TO tierline_app;

CREATE TABLE "ObjectiveVersion" (
  "objectiveId" text NOT NULL,
  version integer NOT NULL,
  "accountId" text NOT NULL,
  outcome text NOT NULL,
  measure text NOT NULL,
  "targetOn" date NOT NULL,
  "ownerContactId" text,
  "ownerStaffId" text,
  status "ObjectiveStatus" NOT NULL,
  progress integer NOT NULL,
  note text,
  at timestamp(3) with time zone NOT NULL,
  "byContactId" text,
  "byStaffId" text,
  CONSTRAINT "ObjectiveVersion_pkey" PRIMARY KEY ("objectiveId", version),
  CONSTRAINT "ObjectiveVersion_one_author" CHECK ((num_nonnulls("byContactId", "byStaffId") = 1)),
  CONSTRAINT "ObjectiveVersion_one_owner" CHECK ((num_nonnulls("ownerContactId", "ownerStaffId") = 1)),
  CONSTRAINT "ObjectiveVersion_progress" CHECK (((progress >= 0) AND (progress <= 100))),
  CONSTRAINT "ObjectiveVersion_byContactId_fkey" FOREIGN KEY ("byContactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ObjectiveVersion_byStaffId_fkey" FOREIGN KEY ("byStaffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ObjectiveVersion_objectiveId_fkey" FOREIGN KEY ("objectiveId") REFERENCES "SuccessObjective"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ObjectiveVersion_ownerContactId_fkey" FOREIGN KEY ("ownerContactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ObjectiveVersion_ownerStaffId_fkey" FOREIGN KEY ("ownerStaffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "ObjectiveVersion" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ObjectiveVersion" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "ObjectiveVersion" TO tierline_app;

CREATE TABLE "Obligation" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  kind "ObligationKind" NOT NULL,
  key text NOT NULL,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone NOT NULL,
  "dueAt" timestamp(3) with time zone NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "tellAt" timestamp(3) with time zone,
  "doneAt" timestamp(3) with time zone,
  proof "ObligationProof",
  "proofId" text,
  "waivedAt" timestamp(3) with time zone,
  "waivedByKind" "ActorKind",
  "waivedById" text,
  "waiverReason" text,
  "withdrawnAt" timestamp(3) with time zone,
  "withdrawnFor" "ObligationWithdrawal",
  CONSTRAINT "Obligation_pkey" PRIMARY KEY (id),
  CONSTRAINT "Obligation_kept_with_proof" CHECK (((("doneAt" IS NULL) = (proof IS NULL)) AND (("doneAt" IS NULL) = ("proofId" IS NULL)))),
  CONSTRAINT "Obligation_runs_forward" CHECK ((("endsAt" > "startsAt") AND ("dueAt" >= "endsAt"))),
  CONSTRAINT "Obligation_settled_once" CHECK (((num_nonnulls("doneAt", "waivedAt", "withdrawnAt") <= 1) AND (("tellAt" IS NULL) OR (num_nonnulls("doneAt", "waivedAt", "withdrawnAt") = 0)))),
  CONSTRAINT "Obligation_waived_with_reason" CHECK (((("waivedAt" IS NULL) = ("waiverReason" IS NULL)) AND (("waivedAt" IS NULL) = ("waivedById" IS NULL)))),
  CONSTRAINT "Obligation_withdrawn_for" CHECK ((("withdrawnAt" IS NULL) = ("withdrawnFor" IS NULL))),
  CONSTRAINT "Obligation_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Obligation" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Obligation_accountId_dueAt_id_idx" ON "Obligation" USING btree ("accountId", "dueAt", id);
CREATE INDEX "Obligation_dueAt_id_idx" ON "Obligation" USING btree ("dueAt", id);
CREATE UNIQUE INDEX "Obligation_kind_proof_proofId_key" ON "Obligation" USING btree (kind, proof, "proofId");
CREATE UNIQUE INDEX "Obligation_stands_once" ON "Obligation" USING btree ("accountId", kind, key) WHERE ("withdrawnAt" IS NULL);
CREATE INDEX "Obligation_to_tell" ON "Obligation" USING btree ("tellAt", id) WHERE ("tellAt" IS NOT NULL);
CREATE POLICY tenant ON "Obligation" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Obligation" TO tierline_app;

CREATE TABLE "OutgoingMail" (
  id text NOT NULL,
  "messageId" text NOT NULL,
  address text NOT NULL,
  locale "Locale" NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  "unsubscribeUrl" text,
  cause text NOT NULL,
  state "OutgoingMailState" NOT NULL DEFAULT 'QUEUED'::"OutgoingMailState",
  "createdAt" timestamp(3) with time zone NOT NULL,
  "sentAt" timestamp(3) with time zone,
  calendar text,
  "calendarMethod" "InvitationMethod",
  "invitationId" text,
  attempts integer NOT NULL DEFAULT 0,
  "bounceKey" text,
  "claimedUntil" timestamp(3) with time zone,
  failure text,
  "inReplyTo" text,
  "nextAttemptAt" timestamp(3) with time zone,
  "replyTo" text,
  "ticketId" text,
  CONSTRAINT "OutgoingMail_pkey" PRIMARY KEY (id),
  CONSTRAINT "OutgoingMail_calendar" CHECK (((calendar IS NULL) = ("calendarMethod" IS NULL))),
  CONSTRAINT "OutgoingMail_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "MeetingInvitation"(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT "OutgoingMail_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "OutgoingMail" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "OutgoingMail_bounceKey_key" ON "OutgoingMail" USING btree ("bounceKey");
CREATE UNIQUE INDEX "OutgoingMail_cause_address_key" ON "OutgoingMail" USING btree (cause, address);
CREATE INDEX "OutgoingMail_createdAt_id_idx" ON "OutgoingMail" USING btree ("createdAt", id);
CREATE UNIQUE INDEX "OutgoingMail_invitationId_key" ON "OutgoingMail" USING btree ("invitationId");
CREATE UNIQUE INDEX "OutgoingMail_messageId_key" ON "OutgoingMail" USING btree ("messageId");
CREATE INDEX "OutgoingMail_ticketId_idx" ON "OutgoingMail" USING btree ("ticketId");
CREATE INDEX "OutgoingMail_to_send" ON "OutgoingMail" USING btree ("createdAt") WHERE (state = 'QUEUED'::"OutgoingMailState");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT ON "OutgoingMail" FOR EACH ROW EXECUTE FUNCTION tierline_drop_in_sandbox();
CREATE POLICY world ON "OutgoingMail" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox())) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "OutgoingMail" TO tierline_app;

CREATE TABLE "Partner" (
  id text NOT NULL,
  name text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "suspendedAt" timestamp(3) with time zone,
  "suspensionReason" text,
  CONSTRAINT "Partner_pkey" PRIMARY KEY (id),
  CONSTRAINT "Partner_suspended_for_a_reason" CHECK ((("suspendedAt" IS NULL) = ("suspensionReason" IS NULL)))
);
ALTER TABLE "Partner" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "Partner_name_key" ON "Partner" USING btree (name);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "Partner" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "Partner" FOR ALL TO PUBLIC USING (((NOT tierline_in_sandbox()) OR (id = tierline_sandbox_partner())));
GRANT INSERT, SELECT, UPDATE ON TABLE "Partner" TO tierline_app;

CREATE TABLE "PartnerCertification" (
  id text NOT NULL,
  "partnerId" text NOT NULL,
  level "CertificationLevel" NOT NULL,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "PartnerCertification_pkey" PRIMARY KEY (id),
  CONSTRAINT "PartnerCertification_expires_after_start" CHECK (("expiresAt" > "startsAt")),
  CONSTRAINT "PartnerCertification_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "PartnerCertification" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "PartnerCertification_partnerId_expiresAt_idx" ON "PartnerCertification" USING btree ("partnerId", "expiresAt");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "PartnerCertification" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "PartnerCertification" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox()));
GRANT INSERT, SELECT ON TABLE "PartnerCertification" TO tierline_app;

CREATE TABLE "PartnerGrant" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "partnerId" text NOT NULL,
  scopes "PartnerScope"[],
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone,
  "grantedById" text NOT NULL,
  "revokedAt" timestamp(3) with time zone,
  CONSTRAINT "PartnerGrant_pkey" PRIMARY KEY (id),
  CONSTRAINT "PartnerGrant_ends_after_start" CHECK (("endsAt" > "startsAt")),
  CONSTRAINT "PartnerGrant_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "PartnerGrant_grantedById_fkey" FOREIGN KEY ("grantedById") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "PartnerGrant_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "PartnerGrant" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "PartnerGrant_accountId_startsAt_idx" ON "PartnerGrant" USING btree ("accountId", "startsAt");
CREATE UNIQUE INDEX "PartnerGrant_one_open" ON "PartnerGrant" USING btree ("accountId", "partnerId") WHERE (("revokedAt" IS NULL) AND ("endsAt" IS NULL));
CREATE INDEX "PartnerGrant_partnerId_idx" ON "PartnerGrant" USING btree ("partnerId");
CREATE POLICY tenant ON "PartnerGrant" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "PartnerGrant" TO tierline_app;

CREATE TABLE "PartnerPerson" (
  id text NOT NULL,
  "partnerId" text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  roles "PartnerRole"[],
  subject text,
  "erasedAt" timestamp(3) with time zone,
  "accessEndedAt" timestamp(3) with time zone,
  CONSTRAINT "PartnerPerson_pkey" PRIMARY KEY (id),
  CONSTRAINT "PartnerPerson_ended_without_roles" CHECK ((("accessEndedAt" IS NULL) OR (cardinality(roles) = 0))),
  CONSTRAINT "PartnerPerson_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "PartnerPerson" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "PartnerPerson_email_key" ON "PartnerPerson" USING btree (email);
CREATE INDEX "PartnerPerson_partnerId_idx" ON "PartnerPerson" USING btree ("partnerId");
CREATE UNIQUE INDEX "PartnerPerson_subject_key" ON "PartnerPerson" USING btree (subject);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "PartnerPerson" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "PartnerPerson" FOR ALL TO PUBLIC USING (((NOT tierline_in_sandbox()) OR ("partnerId" = tierline_sandbox_partner())));
GRANT INSERT, SELECT, UPDATE ON TABLE "PartnerPerson" TO tierline_app;

CREATE TABLE "Pause" (
  id text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  "startedAt" timestamp(3) with time zone NOT NULL,
  "endedAt" timestamp(3) with time zone,
  "whileEnded" boolean NOT NULL DEFAULT false,
  CONSTRAINT "Pause_pkey" PRIMARY KEY (id),
  CONSTRAINT "Pause_ends_after_start" CHECK (("endedAt" >= "startedAt")),
  CONSTRAINT "Pause_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Pause" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "Pause_one_at_a_time" ON "Pause" USING btree ("ticketId") WHERE ("endedAt" IS NULL);
CREATE INDEX "Pause_ticketId_startedAt_idx" ON "Pause" USING btree ("ticketId", "startedAt");
CREATE POLICY tenant ON "Pause" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Pause" TO tierline_app;

CREATE TABLE "PhoneCall" (
  id text NOT NULL,
  "callSid" text NOT NULL,
  "fromNumber" text,
  "accountId" text,
  "contactId" text,
  locale "Locale",
  severity "Severity",
  state "PhoneCallState" NOT NULL,
  "startedAt" timestamp(3) with time zone NOT NULL,
  "receivedAt" timestamp(3) with time zone,
  "recordingUrl" text,
  "recordingSeconds" integer,
  transcript text,
  "settleAt" timestamp(3) with time zone,
  "refusalCode" text,
  "ticketId" text,
  "attachmentId" text,
  "fetchAt" timestamp(3) with time zone,
  "fetchAttempts" integer NOT NULL DEFAULT 0,
  "deleteAt" timestamp(3) with time zone,
  "deleteAttempts" integer NOT NULL DEFAULT 0,
  "discardReason" "PhoneCallDiscardReason",
  CONSTRAINT "PhoneCall_pkey" PRIMARY KEY (id),
  CONSTRAINT "PhoneCall_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "PhoneCall_attachmentId_fkey" FOREIGN KEY ("attachmentId") REFERENCES "Attachment"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "PhoneCall_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "PhoneCall_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "PhoneCall" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "PhoneCall_attachmentId_key" ON "PhoneCall" USING btree ("attachmentId");
CREATE UNIQUE INDEX "PhoneCall_callSid_key" ON "PhoneCall" USING btree ("callSid");
CREATE INDEX "PhoneCall_contactId_idx" ON "PhoneCall" USING btree ("contactId");
CREATE INDEX "PhoneCall_due" ON "PhoneCall" USING btree ("settleAt") WHERE ("settleAt" IS NOT NULL);
CREATE INDEX "PhoneCall_in_progress" ON "PhoneCall" USING btree ("startedAt") WHERE (state = 'IN_PROGRESS'::"PhoneCallState");
CREATE INDEX "PhoneCall_startedAt_id_idx" ON "PhoneCall" USING btree ("startedAt", id);
CREATE INDEX "PhoneCall_ticketId_idx" ON "PhoneCall" USING btree ("ticketId");
CREATE INDEX "PhoneCall_to_delete" ON "PhoneCall" USING btree ("deleteAt") WHERE ("deleteAt" IS NOT NULL);
CREATE INDEX "PhoneCall_to_fetch" ON "PhoneCall" USING btree ("fetchAt") WHERE ("fetchAt" IS NOT NULL);
CREATE POLICY tenant ON "PhoneCall" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "PhoneCall" TO tierline_app;

CREATE TABLE "Plan" (
  code "PlanCode" NOT NULL,
  rank integer NOT NULL,
  "mostPopular" boolean NOT NULL,
  free boolean NOT NULL,
  "includesCode" "PlanCode",
  "nameFr" text NOT NULL,
  "nameEn" text NOT NULL,
  "summaryFr" text NOT NULL,
  "summaryEn" text NOT NULL,
  CONSTRAINT "Plan_pkey" PRIMARY KEY (code),
  CONSTRAINT "Plan_includesCode_fkey" FOREIGN KEY ("includesCode") REFERENCES "Plan"(code) ON UPDATE CASCADE ON DELETE SET NULL
);
CREATE UNIQUE INDEX "Plan_one_most_popular" ON "Plan" USING btree ("mostPopular") WHERE "mostPopular";
CREATE UNIQUE INDEX "Plan_rank_key" ON "Plan" USING btree (rank);
GRANT SELECT ON TABLE "Plan" TO tierline_app;

CREATE TABLE "PlanBenefit" (
  "planCode" "PlanCode" NOT NULL,
  code text NOT NULL,
  "position" integer NOT NULL,
  class "BenefitClass" NOT NULL,
  quantity integer,
  "labelFr" text NOT NULL,
  "labelEn" text NOT NULL,
  CONSTRAINT "PlanBenefit_pkey" PRIMARY KEY ("planCode", code),
  CONSTRAINT "PlanBenefit_planCode_fkey" FOREIGN KEY ("planCode") REFERENCES "Plan"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
GRANT SELECT ON TABLE "PlanBenefit" TO tierline_app;

CREATE TABLE "PlanChannel" (
  "planCode" "PlanCode" NOT NULL,
  channel "Channel" NOT NULL,
  severities "Severity"[],
  CONSTRAINT "PlanChannel_pkey" PRIMARY KEY ("planCode", channel),
  CONSTRAINT "PlanChannel_planCode_fkey" FOREIGN KEY ("planCode") REFERENCES "Plan"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
GRANT SELECT ON TABLE "PlanChannel" TO tierline_app;

CREATE TABLE "PlanIdealFor" (
  "planCode" "PlanCode" NOT NULL,
  code text NOT NULL,
  "position" integer NOT NULL,
  "labelFr" text NOT NULL,
  "labelEn" text NOT NULL,
  CONSTRAINT "PlanIdealFor_pkey" PRIMARY KEY ("planCode", code),
  CONSTRAINT "PlanIdealFor_planCode_fkey" FOREIGN KEY ("planCode") REFERENCES "Plan"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
GRANT SELECT ON TABLE "PlanIdealFor" TO tierline_app;

CREATE TABLE "PlanPeriod" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "planCode" "PlanCode" NOT NULL,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone,
  "begunAt" timestamp(3) with time zone,
  "opensContract" boolean NOT NULL DEFAULT false,
  "contractId" text,
  "endedAt" timestamp(3) with time zone,
  CONSTRAINT "PlanPeriod_pkey" PRIMARY KEY (id),
  CONSTRAINT "PlanPeriod_no_overlap" EXCLUDE USING gist ("accountId" WITH =, tstzrange("startsAt", "endsAt", '[)'::text) WITH &&),
  CONSTRAINT "PlanPeriod_runs_forward" CHECK (("endsAt" > "startsAt")),
  CONSTRAINT "PlanPeriod_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "PlanPeriod_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "PlanPeriod" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "PlanPeriod_accountId_startsAt_idx" ON "PlanPeriod" USING btree ("accountId", "startsAt");
CREATE INDEX "PlanPeriod_contractId_idx" ON "PlanPeriod" USING btree ("contractId");
CREATE INDEX "PlanPeriod_not_begun" ON "PlanPeriod" USING btree ("startsAt") WHERE ("begunAt" IS NULL);
CREATE INDEX "PlanPeriod_not_ended" ON "PlanPeriod" USING btree ("endsAt") WHERE ("endedAt" IS NULL);
CREATE TRIGGER ledger_due AFTER INSERT OR DELETE OR UPDATE OF "planCode", "startsAt", "endsAt", "opensContract" ON "PlanPeriod" FOR EACH ROW EXECUTE FUNCTION tierline_ledger_due();
CREATE POLICY tenant ON "PlanPeriod" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "PlanPeriod" TO tierline_app;

CREATE TABLE "Profile" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  name text NOT NULL,
  CONSTRAINT "Profile_pkey" PRIMARY KEY (id),
  CONSTRAINT "Profile_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Profile" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "Profile_accountId_name_key" ON "Profile" USING btree ("accountId", name);
CREATE POLICY tenant ON "Profile" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Profile" TO tierline_app;

CREATE TABLE "Programme" (
  id integer NOT NULL DEFAULT 1,
  vendor text NOT NULL,
  "nameFr" text NOT NULL,
  "nameEn" text NOT NULL,
  "summaryFr" text NOT NULL,
  "summaryEn" text NOT NULL,
  "currentTermsVersion" integer NOT NULL,
  "reopenedWithinDays" integer NOT NULL DEFAULT 30,
  CONSTRAINT "Programme_pkey" PRIMARY KEY (id),
  CONSTRAINT "Programme_reopened_within" CHECK ((("reopenedWithinDays" >= 0) AND ("reopenedWithinDays" <= 3650))),
  CONSTRAINT "Programme_currentTermsVersion_fkey" FOREIGN KEY ("currentTermsVersion") REFERENCES "TermsVersion"(version) ON UPDATE CASCADE ON DELETE RESTRICT
);
GRANT SELECT ON TABLE "Programme" TO tierline_app;

CREATE TABLE "ProposedSlot" (
  id text NOT NULL,
  "engagementId" text NOT NULL,
  "accountId" text NOT NULL,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone NOT NULL,
  "joinLink" text,
  "proposedById" text NOT NULL,
  "proposedAt" timestamp(3) with time zone NOT NULL,
  "chosenAt" timestamp(3) with time zone,
  "withdrawnAt" timestamp(3) with time zone,
  CONSTRAINT "ProposedSlot_pkey" PRIMARY KEY (id),
  CONSTRAINT "ProposedSlot_runs_forward" CHECK (("endsAt" > "startsAt")),
  CONSTRAINT "ProposedSlot_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "TamEngagement"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ProposedSlot_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ProposedSlot" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ProposedSlot_engagementId_idx" ON "ProposedSlot" USING btree ("engagementId");
CREATE POLICY tenant ON "ProposedSlot" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "ProposedSlot" TO tierline_app;

CREATE TABLE "QueueEntry" (
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  "severityRank" integer NOT NULL,
  "planRank" integer NOT NULL,
  "dueAt" timestamp(3) with time zone NOT NULL,
  "receivedAt" timestamp(3) with time zone NOT NULL,
  "atRiskAt" timestamp(3) with time zone,
  "endedAt" timestamp(3) with time zone,
  urgent boolean NOT NULL,
  "assigneeId" text,
  "teamId" text,
  CONSTRAINT "QueueEntry_pkey" PRIMARY KEY ("ticketId"),
  CONSTRAINT "QueueEntry_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "QueueEntry" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "QueueEntry_assigneeId_idx" ON "QueueEntry" USING btree ("assigneeId");
CREATE INDEX "QueueEntry_ended" ON "QueueEntry" USING btree ("endedAt") WHERE ("endedAt" IS NOT NULL);
CREATE INDEX "QueueEntry_rest" ON "QueueEntry" USING btree ("severityRank", "planRank", "dueAt", "receivedAt", "ticketId") WHERE (NOT urgent);
CREATE INDEX "QueueEntry_rest_of_team" ON "QueueEntry" USING btree ("teamId", "severityRank", "planRank", "dueAt", "receivedAt", "ticketId") WHERE (NOT urgent);
CREATE INDEX "QueueEntry_told_early" ON "QueueEntry" USING btree ("atRiskAt") WHERE urgent;
CREATE INDEX "QueueEntry_untold" ON "QueueEntry" USING btree ("atRiskAt") WHERE ((NOT urgent) AND ("endedAt" IS NULL));
CREATE INDEX "QueueEntry_urgent" ON "QueueEntry" USING btree ("dueAt", "severityRank", "planRank", "receivedAt", "ticketId") WHERE urgent;
CREATE POLICY tenant ON "QueueEntry" FOR ALL TO PUBLIC USING ((current_setting('tierline.accounts'::text, true) = '*'::text));
GRANT SELECT ON TABLE "QueueEntry" TO tierline_app;

CREATE TABLE "Quote" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  kind "ContractLineKind" NOT NULL,
  "contractId" text,
  request jsonb NOT NULL,
  line jsonb NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "createdByKind" "ActorKind" NOT NULL,
  "createdById" text,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  "appliedAt" timestamp(3) with time zone,
  CONSTRAINT "Quote_pkey" PRIMARY KEY (id),
  CONSTRAINT "Quote_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Quote_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "Quote" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Quote_accountId_createdAt_id_idx" ON "Quote" USING btree ("accountId", "createdAt", id);
CREATE POLICY tenant ON "Quote" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Quote" TO tierline_app;

CREATE TABLE "Rate" (
  version integer NOT NULL,
  "planCode" "PlanCode" NOT NULL,
  currency text NOT NULL,
  "basisPoints" integer NOT NULL,
  CONSTRAINT "Rate_pkey" PRIMARY KEY (version, "planCode", currency),
  CONSTRAINT "Rate_positive_and_never_of_basic" CHECK ((("basisPoints" > 0) AND ("planCode" <> 'BASIC'::"PlanCode"))),
  CONSTRAINT "Rate_version_fkey" FOREIGN KEY (version) REFERENCES "RateTable"(version) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "Rate" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "Rate" TO tierline_app;

CREATE TABLE "RateTable" (
  version integer NOT NULL,
  "effectiveOn" date NOT NULL,
  "publishedAt" timestamp(3) with time zone NOT NULL,
  "publishedById" text NOT NULL,
  note text,
  CONSTRAINT "RateTable_pkey" PRIMARY KEY (version),
  CONSTRAINT "RateTable_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "RateTable_effectiveOn_version_idx" ON "RateTable" USING btree ("effectiveOn", version);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "RateTable" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "RateTable" TO tierline_app;

CREATE TABLE "Region" (
  code text NOT NULL,
  "nameFr" text NOT NULL,
  "nameEn" text NOT NULL,
  "timeZone" text NOT NULL,
  country text NOT NULL,
  subdivision text,
  countries text[],
  CONSTRAINT "Region_pkey" PRIMARY KEY (code)
);
GRANT SELECT ON TABLE "Region" TO tierline_app;

CREATE TABLE "RegionHours" (
  "regionCode" text NOT NULL,
  weekday integer NOT NULL,
  "opensAt" text NOT NULL,
  "closesAt" text NOT NULL,
  CONSTRAINT "RegionHours_pkey" PRIMARY KEY ("regionCode", weekday, "opensAt"),
  CONSTRAINT "RegionHours_on_a_weekday" CHECK ((((weekday >= 1) AND (weekday <= 5)) AND ("opensAt" < "closesAt"))),
  CONSTRAINT "RegionHours_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "RegionHours" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT DELETE, INSERT, SELECT ON TABLE "RegionHours" TO tierline_app;

CREATE TABLE "Rejection" (
  id text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  "reviewId" text NOT NULL,
  "reasonFr" text NOT NULL,
  "reasonEn" text NOT NULL,
  "rejectedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "Rejection_pkey" PRIMARY KEY (id),
  CONSTRAINT "Rejection_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ScopeReview"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Rejection_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Rejection" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "Rejection_reviewId_key" ON "Rejection" USING btree ("reviewId");
CREATE UNIQUE INDEX "Rejection_ticketId_key" ON "Rejection" USING btree ("ticketId");
CREATE POLICY tenant ON "Rejection" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "Rejection" TO tierline_app;

CREATE TABLE "ReportLink" (
  id text NOT NULL,
  report text NOT NULL,
  parameters jsonb NOT NULL,
  "actorId" text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "ReportLink_pkey" PRIMARY KEY (id)
);
ALTER TABLE "ReportLink" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ReportLink_expiresAt_idx" ON "ReportLink" USING btree ("expiresAt");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "ReportLink" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "ReportLink" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox()));
GRANT DELETE, INSERT, SELECT ON TABLE "ReportLink" TO tierline_app;

CREATE TABLE "RequestType" (
  code text NOT NULL,
  "position" integer NOT NULL,
  kind "TicketKind" NOT NULL,
  "labelFr" text NOT NULL,
  "labelEn" text NOT NULL,
  "descriptionFr" text NOT NULL,
  "descriptionEn" text NOT NULL,
  CONSTRAINT "RequestType_pkey" PRIMARY KEY (code)
);
GRANT SELECT ON TABLE "RequestType" TO tierline_app;

CREATE TABLE "RetentionPeriod" (
  kind "RetentionKind" NOT NULL,
  days integer NOT NULL,
  CONSTRAINT "RetentionPeriod_pkey" PRIMARY KEY (kind)
);
GRANT SELECT ON TABLE "RetentionPeriod" TO tierline_app;

CREATE TABLE "ReviewCluster" (
  id text NOT NULL,
  "reviewId" text NOT NULL,
  "accountId" text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  analysis text,
  action text,
  revision integer NOT NULL DEFAULT 0,
  "dismissedAt" timestamp(3) with time zone,
  "dismissReason" text,
  CONSTRAINT "ReviewCluster_pkey" PRIMARY KEY (id),
  CONSTRAINT "ReviewCluster_dismissed_with_reason" CHECK ((("dismissedAt" IS NULL) = ("dismissReason" IS NULL))),
  CONSTRAINT "ReviewCluster_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "MonthlyReview"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ReviewCluster" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ReviewCluster_reviewId_createdAt_id_idx" ON "ReviewCluster" USING btree ("reviewId", "createdAt", id);
CREATE TRIGGER stands BEFORE INSERT OR DELETE OR UPDATE ON "ReviewCluster" FOR EACH ROW EXECUTE FUNCTION tierline_review_stands();
CREATE POLICY tenant ON "ReviewCluster" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "ReviewCluster" TO tierline_app;

CREATE TABLE "ReviewClusterTicket" (
  "reviewId" text NOT NULL,
  "ticketId" text NOT NULL,
  "clusterId" text NOT NULL,
  "accountId" text NOT NULL,
  "nearestId" text,
  score double precision,
  "textSimilarity" double precision,
  "sameRequestType" boolean,
  "sameSku" boolean,
  CONSTRAINT "ReviewClusterTicket_pkey" PRIMARY KEY ("reviewId", "ticketId"),
  CONSTRAINT "ReviewClusterTicket_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "ReviewCluster"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ReviewClusterTicket_nearestId_fkey" FOREIGN KEY ("nearestId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ReviewClusterTicket_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ReviewClusterTicket" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "ReviewClusterTicket_clusterId_idx" ON "ReviewClusterTicket" USING btree ("clusterId");
CREATE TRIGGER stands BEFORE INSERT OR DELETE OR UPDATE ON "ReviewClusterTicket" FOR EACH ROW EXECUTE FUNCTION tierline_review_stands();
CREATE POLICY tenant ON "ReviewClusterTicket" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "ReviewClusterTicket" TO tierline_app;

CREATE TABLE "ReviewLine" (
  "reviewId" text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  note text NOT NULL,
  revision integer NOT NULL,
  "reviewedAt" timestamp(3) with time zone NOT NULL,
  "reviewedById" text NOT NULL,
  CONSTRAINT "ReviewLine_pkey" PRIMARY KEY ("reviewId", "ticketId"),
  CONSTRAINT "ReviewLine_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "MonthlyReview"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ReviewLine_reviewedById_fkey" FOREIGN KEY ("reviewedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ReviewLine_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ReviewLine" ENABLE ROW LEVEL SECURITY;
CREATE TRIGGER stands BEFORE INSERT OR DELETE OR UPDATE ON "ReviewLine" FOR EACH ROW EXECUTE FUNCTION tierline_review_stands();
CREATE POLICY tenant ON "ReviewLine" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "ReviewLine" TO tierline_app;

CREATE TABLE "ReviewedProfile" (
  "ticketId" text NOT NULL,
  "profileId" text NOT NULL,
  "accountId" text NOT NULL,
  CONSTRAINT "ReviewedProfile_pkey" PRIMARY KEY ("ticketId", "profileId"),
  CONSTRAINT "ReviewedProfile_profileId_fkey" FOREIGN KEY ("profileId") REFERENCES "Profile"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ReviewedProfile_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ReviewedProfile" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ReviewedProfile" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT ON TABLE "ReviewedProfile" TO tierline_app;

CREATE TABLE "RoutingRule" (
  version integer NOT NULL,
  "position" integer NOT NULL,
  "planCodes" "PlanCode"[],
  severities "Severity"[],
  "requestTypes" text[],
  "teamId" text,
  skills "Skill"[],
  CONSTRAINT "RoutingRule_pkey" PRIMARY KEY (version, "position"),
  CONSTRAINT "RoutingRule_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "RoutingRule_version_fkey" FOREIGN KEY (version) REFERENCES "RoutingTable"(version) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "RoutingRule" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "RoutingRule" TO tierline_app;

CREATE TABLE "RoutingTable" (
  version integer NOT NULL,
  "publishedAt" timestamp(3) with time zone NOT NULL,
  "severeWeight" integer NOT NULL,
  "moderateWeight" integer NOT NULL,
  "limitedWeight" integer NOT NULL,
  CONSTRAINT "RoutingTable_pkey" PRIMARY KEY (version)
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "RoutingTable" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "RoutingTable" TO tierline_app;

CREATE TABLE "Runbook" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  version integer NOT NULL,
  steps text[],
  "cadenceMinutes" integer NOT NULL,
  "publishedAt" timestamp(3) with time zone NOT NULL,
  "publishedById" text NOT NULL,
  CONSTRAINT "Runbook_pkey" PRIMARY KEY (id),
  CONSTRAINT "Runbook_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Runbook_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Runbook" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "Runbook_accountId_version_key" ON "Runbook" USING btree ("accountId", version);
CREATE POLICY tenant ON "Runbook" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "Runbook" TO tierline_app;

CREATE TABLE "RunbookContact" (
  "runbookId" text NOT NULL,
  "accountId" text NOT NULL,
  "position" integer NOT NULL,
  role text NOT NULL,
  "contactId" text,
  "staffId" text,
  CONSTRAINT "RunbookContact_pkey" PRIMARY KEY ("runbookId", "position"),
  CONSTRAINT "RunbookContact_one_person" CHECK ((num_nonnulls("contactId", "staffId") = 1)),
  CONSTRAINT "RunbookContact_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "RunbookContact_runbookId_fkey" FOREIGN KEY ("runbookId") REFERENCES "Runbook"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "RunbookContact_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "RunbookContact" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "RunbookContact" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "RunbookContact" TO tierline_app;

CREATE TABLE "Sandbox" (
  id text NOT NULL,
  "partnerId" text NOT NULL,
  name text NOT NULL,
  "planCode" "PlanCode" NOT NULL,
  now timestamp(3) with time zone NOT NULL,
  "advancingTo" timestamp(3) with time zone,
  "claimedBy" text,
  "claimedUntil" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "Sandbox_pkey" PRIMARY KEY (id),
  CONSTRAINT "Sandbox_is_one" CHECK ((id ~~ 'acc\_sandbox\_%'::text)),
  CONSTRAINT "Sandbox_id_fkey" FOREIGN KEY (id) REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Sandbox_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Sandbox" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Sandbox_advancing" ON "Sandbox" USING btree ("claimedUntil") WHERE ("advancingTo" IS NOT NULL);
CREATE INDEX "Sandbox_partnerId_createdAt_idx" ON "Sandbox" USING btree ("partnerId", "createdAt");
CREATE POLICY tenant ON "Sandbox" FOR ALL TO PUBLIC USING ((tierline_sees("partnerId") OR tierline_sees(id)));
GRANT INSERT, SELECT, UPDATE ON TABLE "Sandbox" TO tierline_app;

CREATE TABLE "Satisfaction" (
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  "askedAt" timestamp(3) with time zone NOT NULL,
  "closesAt" timestamp(3) with time zone NOT NULL,
  score integer,
  comment text,
  "ratedAt" timestamp(3) with time zone,
  CONSTRAINT "Satisfaction_pkey" PRIMARY KEY ("ticketId"),
  CONSTRAINT "Satisfaction_answered" CHECK (((score IS NULL) = ("ratedAt" IS NULL))),
  CONSTRAINT "Satisfaction_score" CHECK (((score >= 1) AND (score <= 5))),
  CONSTRAINT "Satisfaction_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Satisfaction" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Satisfaction" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Satisfaction" TO tierline_app;

CREATE TABLE "SavedFilter" (
  id text NOT NULL,
  "accountId" text,
  "contactId" text,
  "staffId" text,
  "teamId" text,
  name text NOT NULL,
  filter jsonb NOT NULL,
  "orderBy" text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "SavedFilter_pkey" PRIMARY KEY (id),
  CONSTRAINT "SavedFilter_one_owner" CHECK ((num_nonnulls("contactId", "staffId") = 1)),
  CONSTRAINT "SavedFilter_shared_by_staff" CHECK ((("teamId" IS NULL) OR ("staffId" IS NOT NULL))),
  CONSTRAINT "SavedFilter_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "SavedFilter_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "SavedFilter_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "SavedFilter" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "SavedFilter_contactId_name_key" ON "SavedFilter" USING btree ("contactId", name);
CREATE UNIQUE INDEX "SavedFilter_staffId_name_key" ON "SavedFilter" USING btree ("staffId", name);
CREATE INDEX "SavedFilter_teamId_idx" ON "SavedFilter" USING btree ("teamId");
CREATE POLICY tenant ON "SavedFilter" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "SavedFilter" TO tierline_app;

CREATE TABLE "ScopeReview" (
  id text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  number integer NOT NULL,
  "reviewerId" text NOT NULL,
  "reviewedAt" timestamp(3) with time zone NOT NULL,
  verdict "ScopeVerdict" NOT NULL,
  "clauseId" text,
  description text,
  "waiverReason" text,
  "meetingDecision" "MeetingDecision" NOT NULL,
  "meetingPurpose" "MeetingPurpose",
  "messageId" text,
  "meetingId" text,
  CONSTRAINT "ScopeReview_pkey" PRIMARY KEY (id),
  CONSTRAINT "ScopeReview_clause_when_excluded" CHECK (((verdict = 'IN_SCOPE'::"ScopeVerdict") = ("clauseId" IS NULL))),
  CONSTRAINT "ScopeReview_description_of_a_clause" CHECK (((description IS NULL) OR ("clauseId" IS NOT NULL))),
  CONSTRAINT "ScopeReview_meeting_when_needed" CHECK ((("meetingDecision" = 'NEEDED'::"MeetingDecision") = ("meetingId" IS NOT NULL))),
  CONSTRAINT "ScopeReview_purpose_when_meeting" CHECK ((("meetingDecision" = 'NEEDED'::"MeetingDecision") = ("meetingPurpose" IS NOT NULL))),
  CONSTRAINT "ScopeReview_reason_when_waived" CHECK (((verdict = 'WAIVED'::"ScopeVerdict") = ("waiverReason" IS NOT NULL))),
  CONSTRAINT "ScopeReview_clauseId_fkey" FOREIGN KEY ("clauseId") REFERENCES "Clause"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ScopeReview_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "TicketMeeting"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ScopeReview_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "ScopeReview_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ScopeReview_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ScopeReview" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "ScopeReview_messageId_key" ON "ScopeReview" USING btree ("messageId");
CREATE UNIQUE INDEX "ScopeReview_ticketId_number_key" ON "ScopeReview" USING btree ("ticketId", number);
CREATE POLICY tenant ON "ScopeReview" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "ScopeReview" TO tierline_app;

CREATE TABLE "SecondOpinion" (
  id text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  "rejectionId" text NOT NULL,
  "requestedById" text NOT NULL,
  "requestedAt" timestamp(3) with time zone NOT NULL,
  reason text NOT NULL,
  "reviewId" text,
  outcome "SecondOpinionState",
  "reasonFr" text,
  "reasonEn" text,
  CONSTRAINT "SecondOpinion_pkey" PRIMARY KEY (id),
  CONSTRAINT "SecondOpinion_outcome" CHECK ((outcome = ANY (ARRAY['UPHELD'::"SecondOpinionState", 'OVERTURNED'::"SecondOpinionState"]))),
  CONSTRAINT "SecondOpinion_whole" CHECK ((num_nulls("reviewId", outcome, "reasonFr", "reasonEn") = ANY (ARRAY[0, 4]))),
  CONSTRAINT "SecondOpinion_rejectionId_fkey" FOREIGN KEY ("rejectionId") REFERENCES "Rejection"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "SecondOpinion_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "SecondOpinion_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ScopeReview"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "SecondOpinion_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "SecondOpinion" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "SecondOpinion_rejectionId_key" ON "SecondOpinion" USING btree ("rejectionId");
CREATE UNIQUE INDEX "SecondOpinion_reviewId_key" ON "SecondOpinion" USING btree ("reviewId");
CREATE UNIQUE INDEX "SecondOpinion_ticketId_key" ON "SecondOpinion" USING btree ("ticketId");
CREATE POLICY tenant ON "SecondOpinion" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "SecondOpinion" TO tierline_app;

CREATE TABLE "SeverityLowering" (
  id text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  before "Severity" NOT NULL,
  after "Severity" NOT NULL,
  reason text NOT NULL,
  "loweredById" text NOT NULL,
  "loweredAt" timestamp(3) with time zone NOT NULL,
  "contestReason" text,
  "contestedById" text,
  "contestedAt" timestamp(3) with time zone,
  decision "ContestDecision",
  "decisionReason" text,
  "decidedById" text,
  "decidedAt" timestamp(3) with time zone,
  CONSTRAINT "SeverityLowering_pkey" PRIMARY KEY (id),
  CONSTRAINT "SeverityLowering_contested_whole" CHECK ((num_nulls("contestReason", "contestedById", "contestedAt") = ANY (ARRAY[0, 3]))),
  CONSTRAINT "SeverityLowering_decided_when_contested" CHECK ((("decidedAt" IS NULL) OR ("contestedAt" IS NOT NULL))),
  CONSTRAINT "SeverityLowering_decided_whole" CHECK ((num_nulls(decision, "decisionReason", "decidedById", "decidedAt") = ANY (ARRAY[0, 4]))),
  CONSTRAINT "SeverityLowering_two_people" CHECK (("decidedById" <> "loweredById")),
  CONSTRAINT "SeverityLowering_contestedById_fkey" FOREIGN KEY ("contestedById") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "SeverityLowering_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "SeverityLowering_loweredById_fkey" FOREIGN KEY ("loweredById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "SeverityLowering_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "SeverityLowering" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "SeverityLowering_ticketId_loweredAt_id_idx" ON "SeverityLowering" USING btree ("ticketId", "loweredAt", id);
CREATE POLICY tenant ON "SeverityLowering" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "SeverityLowering" TO tierline_app;

CREATE TABLE "Site" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  name text NOT NULL,
  "timeZone" text NOT NULL,
  country text NOT NULL,
  subdivision text,
  CONSTRAINT "Site_pkey" PRIMARY KEY (id),
  CONSTRAINT "Site_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Site" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Site_accountId_idx" ON "Site" USING btree ("accountId");
CREATE POLICY tenant ON "Site" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Site" TO tierline_app;

CREATE TABLE "SkillSet" (
  "staffId" text NOT NULL,
  "requestTypes" text[],
  solutions text[],
  languages "Locale"[],
  capacity integer,
  CONSTRAINT "SkillSet_pkey" PRIMARY KEY ("staffId"),
  CONSTRAINT "SkillSet_capacity_is_some" CHECK ((capacity >= 0)),
  CONSTRAINT "SkillSet_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "SkillSet" ENABLE ROW LEVEL SECURITY;
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "SkillSet" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "SkillSet" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox()));
GRANT INSERT, SELECT, UPDATE ON TABLE "SkillSet" TO tierline_app;

CREATE TABLE "Sku" (
  code text NOT NULL,
  "solutionCode" text NOT NULL,
  "nameFr" text NOT NULL,
  "nameEn" text NOT NULL,
  CONSTRAINT "Sku_pkey" PRIMARY KEY (code),
  CONSTRAINT "Sku_solutionCode_fkey" FOREIGN KEY ("solutionCode") REFERENCES "Solution"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
GRANT SELECT ON TABLE "Sku" TO tierline_app;

CREATE TABLE "Solution" (
  code text NOT NULL,
  "nameFr" text NOT NULL,
  "nameEn" text NOT NULL,
  CONSTRAINT "Solution_pkey" PRIMARY KEY (code)
);
GRANT SELECT ON TABLE "Solution" TO tierline_app;

CREATE TABLE "SolutionExclusion" (
  id text NOT NULL,
  "solutionCode" text NOT NULL,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone,
  "reasonFr" text NOT NULL,
  "reasonEn" text NOT NULL,
  "noticeFr" text NOT NULL,
  "noticeEn" text NOT NULL,
  "announcedAt" timestamp(3) with time zone NOT NULL,
  "announcedById" text NOT NULL,
  "allAccounts" boolean NOT NULL,
  CONSTRAINT "SolutionExclusion_pkey" PRIMARY KEY (id),
  CONSTRAINT "SolutionExclusion_announcedById_fkey" FOREIGN KEY ("announcedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "SolutionExclusion_solutionCode_fkey" FOREIGN KEY ("solutionCode") REFERENCES "Solution"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "SolutionExclusion" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "SolutionExclusion_solutionCode_startsAt_idx" ON "SolutionExclusion" USING btree ("solutionCode", "startsAt");
CREATE INDEX "SolutionExclusion_startsAt_id_idx" ON "SolutionExclusion" USING btree ("startsAt", id);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "SolutionExclusion" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY tenant ON "SolutionExclusion" FOR ALL TO PUBLIC USING ((tierline_sees(NULL::text) OR "allAccounts" OR (EXISTS ( SELECT 1
   FROM "SolutionExclusionAccount" a
  WHERE (a."exclusionId" = "SolutionExclusion".id))))) WITH CHECK (tierline_sees(NULL::text));
GRANT INSERT, SELECT, UPDATE ON TABLE "SolutionExclusion" TO tierline_app;

CREATE TABLE "SolutionExclusionAccount" (
  "exclusionId" text NOT NULL,
  "accountId" text NOT NULL,
  CONSTRAINT "SolutionExclusionAccount_pkey" PRIMARY KEY ("exclusionId", "accountId"),
  CONSTRAINT "SolutionExclusionAccount_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "SolutionExclusionAccount_exclusionId_fkey" FOREIGN KEY ("exclusionId") REFERENCES "SolutionExclusion"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "SolutionExclusionAccount" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "SolutionExclusionAccount_accountId_idx" ON "SolutionExclusionAccount" USING btree ("accountId");
CREATE POLICY tenant ON "SolutionExclusionAccount" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "SolutionExclusionAccount" TO tierline_app;

CREATE TABLE "SplitMessage" (
  "ticketId" text NOT NULL,
  "messageId" text NOT NULL,
  "accountId" text NOT NULL,
  CONSTRAINT "SplitMessage_pkey" PRIMARY KEY ("ticketId", "messageId"),
  CONSTRAINT "SplitMessage_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "SplitMessage_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "SplitMessage" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "SplitMessage_messageId_idx" ON "SplitMessage" USING btree ("messageId");
CREATE POLICY tenant ON "SplitMessage" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "SplitMessage" TO tierline_app;

CREATE TABLE "StaffMember" (
  id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  roles "StaffRole"[],
  "regionCode" text NOT NULL,
  subject text,
  locale "Locale",
  "sandboxId" text,
  "accessEndedAt" timestamp(3) with time zone,
  "erasedAt" timestamp(3) with time zone,
  CONSTRAINT "StaffMember_pkey" PRIMARY KEY (id),
  CONSTRAINT "StaffMember_ended_without_roles" CHECK ((("accessEndedAt" IS NULL) OR (cardinality(roles) = 0))),
  CONSTRAINT "StaffMember_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"(code) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "StaffMember_sandboxId_fkey" FOREIGN KEY ("sandboxId") REFERENCES "Sandbox"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "StaffMember" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "StaffMember_email_key" ON "StaffMember" USING btree (email);
CREATE INDEX "StaffMember_sandboxId_idx" ON "StaffMember" USING btree ("sandboxId");
CREATE UNIQUE INDEX "StaffMember_subject_key" ON "StaffMember" USING btree (subject);
CREATE POLICY world ON "StaffMember" FOR ALL TO PUBLIC USING (
CASE
    WHEN ("sandboxId" IS NULL) THEN (NOT tierline_in_sandbox())
    ELSE tierline_sees("sandboxId")
END);
GRANT INSERT, SELECT, UPDATE ON TABLE "StaffMember" TO tierline_app;

CREATE TABLE "StatusComponent" (
  code text NOT NULL,
  "position" integer NOT NULL,
  "nameFr" text NOT NULL,
  "nameEn" text NOT NULL,
  "groupCode" text,
  CONSTRAINT "StatusComponent_pkey" PRIMARY KEY (code),
  CONSTRAINT "StatusComponent_groupCode_fkey" FOREIGN KEY ("groupCode") REFERENCES "StatusComponentGroup"(code) ON UPDATE CASCADE ON DELETE SET NULL
);
GRANT SELECT ON TABLE "StatusComponent" TO tierline_app;

CREATE TABLE "StatusComponentGroup" (
  code text NOT NULL,
  "position" integer NOT NULL,
  "nameFr" text NOT NULL,
  "nameEn" text NOT NULL,
  CONSTRAINT "StatusComponentGroup_pkey" PRIMARY KEY (code)
);
GRANT SELECT ON TABLE "StatusComponentGroup" TO tierline_app;

CREATE TABLE "StatusComponentSku" (
  "componentCode" text NOT NULL,
  "skuCode" text NOT NULL,
  CONSTRAINT "StatusComponentSku_pkey" PRIMARY KEY ("componentCode", "skuCode"),
  CONSTRAINT "StatusComponentSku_componentCode_fkey" FOREIGN KEY ("componentCode") REFERENCES "StatusComponent"(code) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "StatusComponentSku_skuCode_fkey" FOREIGN KEY ("skuCode") REFERENCES "Sku"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "StatusComponentSku_skuCode_idx" ON "StatusComponentSku" USING btree ("skuCode");
GRANT SELECT ON TABLE "StatusComponentSku" TO tierline_app;

CREATE TABLE "StatusEvent" (
  id text NOT NULL,
  kind "StatusEventKind" NOT NULL,
  "titleFr" text NOT NULL,
  "titleEn" text NOT NULL,
  "openedAt" timestamp(3) with time zone NOT NULL,
  "endedAt" timestamp(3) with time zone,
  "scheduledEndAt" timestamp(3) with time zone,
  "scheduledStartAt" timestamp(3) with time zone,
  stage "StatusStage" NOT NULL,
  "startedAt" timestamp(3) with time zone,
  CONSTRAINT "StatusEvent_pkey" PRIMARY KEY (id),
  CONSTRAINT "StatusEvent_begins" CHECK ((("startedAt" IS NULL) = (stage = ANY (ARRAY['SCHEDULED'::"StatusStage", 'CANCELLED'::"StatusStage"])))),
  CONSTRAINT "StatusEvent_ends_after_start" CHECK (("endedAt" >= "openedAt")),
  CONSTRAINT "StatusEvent_is_over" CHECK ((("endedAt" IS NOT NULL) = (stage = ANY (ARRAY['RESOLVED'::"StatusStage", 'COMPLETED'::"StatusStage", 'CANCELLED'::"StatusStage"])))),
  CONSTRAINT "StatusEvent_scheduled" CHECK (("scheduledEndAt" > "scheduledStartAt")),
  CONSTRAINT "StatusEvent_stage_of_kind" CHECK (((kind = 'MAINTENANCE'::"StatusEventKind") = (stage = ANY (ARRAY['SCHEDULED'::"StatusStage", 'IN_PROGRESS'::"StatusStage", 'VERIFYING'::"StatusStage", 'COMPLETED'::"StatusStage", 'CANCELLED'::"StatusStage"]))))
);
CREATE INDEX "StatusEvent_open" ON "StatusEvent" USING btree (id) WHERE ("endedAt" IS NULL);
CREATE INDEX "StatusEvent_openedAt_id_idx" ON "StatusEvent" USING btree ("openedAt", id);
CREATE INDEX "StatusEvent_scheduled_start" ON "StatusEvent" USING btree ("scheduledStartAt") WHERE (stage = 'SCHEDULED'::"StatusStage");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "StatusEvent" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "StatusEvent" TO tierline_app;

CREATE TABLE "StatusEventComponent" (
  "eventId" text NOT NULL,
  "componentCode" text NOT NULL,
  CONSTRAINT "StatusEventComponent_pkey" PRIMARY KEY ("eventId", "componentCode"),
  CONSTRAINT "StatusEventComponent_componentCode_fkey" FOREIGN KEY ("componentCode") REFERENCES "StatusComponent"(code) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "StatusEventComponent_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "StatusEvent"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "StatusEventComponent_componentCode_idx" ON "StatusEventComponent" USING btree ("componentCode");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "StatusEventComponent" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "StatusEventComponent" TO tierline_app;

CREATE TABLE "StatusSubscription" (
  id text NOT NULL,
  email text NOT NULL,
  token text NOT NULL,
  locale "Locale" NOT NULL,
  kinds "StatusEventKind"[],
  components text[],
  "confirmedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "StatusSubscription_pkey" PRIMARY KEY (id)
);
ALTER TABLE "StatusSubscription" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "StatusSubscription_email_key" ON "StatusSubscription" USING btree (email);
CREATE UNIQUE INDEX "StatusSubscription_token_key" ON "StatusSubscription" USING btree (token);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "StatusSubscription" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "StatusSubscription" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox()));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "StatusSubscription" TO tierline_app;

CREATE TABLE "StatusSubscriptionRequest" (
  id text NOT NULL,
  email text NOT NULL,
  token text NOT NULL,
  locale "Locale" NOT NULL,
  kinds "StatusEventKind"[],
  components text[],
  "requestedAt" timestamp(3) with time zone NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "StatusSubscriptionRequest_pkey" PRIMARY KEY (id)
);
ALTER TABLE "StatusSubscriptionRequest" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "StatusSubscriptionRequest_email_key" ON "StatusSubscriptionRequest" USING btree (email);
CREATE INDEX "StatusSubscriptionRequest_expiresAt_idx" ON "StatusSubscriptionRequest" USING btree ("expiresAt");
CREATE UNIQUE INDEX "StatusSubscriptionRequest_token_key" ON "StatusSubscriptionRequest" USING btree (token);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "StatusSubscriptionRequest" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "StatusSubscriptionRequest" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox()));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "StatusSubscriptionRequest" TO tierline_app;

CREATE TABLE "StatusUpdate" (
  id text NOT NULL,
  "eventId" text NOT NULL,
  stage "StatusStage" NOT NULL,
  "bodyFr" text NOT NULL,
  "bodyEn" text NOT NULL,
  "postedAt" timestamp(3) with time zone NOT NULL,
  "scheduledStartAt" timestamp(3) with time zone,
  "scheduledEndAt" timestamp(3) with time zone,
  CONSTRAINT "StatusUpdate_pkey" PRIMARY KEY (id),
  CONSTRAINT "StatusUpdate_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "StatusEvent"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "StatusUpdate_eventId_postedAt_id_idx" ON "StatusUpdate" USING btree ("eventId", "postedAt", id);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "StatusUpdate" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "StatusUpdate" TO tierline_app;

CREATE TABLE "Subscription" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "skuCode" text NOT NULL,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone,
  "activatedAt" timestamp(3) with time zone,
  "deactivatedAt" timestamp(3) with time zone,
  CONSTRAINT "Subscription_pkey" PRIMARY KEY (id),
  CONSTRAINT "Subscription_runs_forward" CHECK (("endsAt" > "startsAt")),
  CONSTRAINT "Subscription_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Subscription_skuCode_fkey" FOREIGN KEY ("skuCode") REFERENCES "Sku"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Subscription" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "Subscription_accountId_skuCode_idx" ON "Subscription" USING btree ("accountId", "skuCode");
CREATE POLICY tenant ON "Subscription" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Subscription" TO tierline_app;

CREATE TABLE "SuccessObjective" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "SuccessObjective_pkey" PRIMARY KEY (id),
  CONSTRAINT "SuccessObjective_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "SuccessObjective" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "SuccessObjective_accountId_createdAt_id_idx" ON "SuccessObjective" USING btree ("accountId", "createdAt", id);
CREATE POLICY tenant ON "SuccessObjective" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "SuccessObjective" TO tierline_app;

CREATE TABLE "SupportHours" (
  weekday integer NOT NULL,
  "opensAt" text NOT NULL,
  "closesAt" text NOT NULL,
  CONSTRAINT "SupportHours_pkey" PRIMARY KEY (weekday, "opensAt")
);
GRANT SELECT ON TABLE "SupportHours" TO tierline_app;

CREATE TABLE "TamAssignment" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "tamId" text NOT NULL,
  "backupId" text,
  "experienceSince" date NOT NULL,
  qualification text,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone,
  CONSTRAINT "TamAssignment_pkey" PRIMARY KEY (id),
  CONSTRAINT "TamAssignment_no_overlap" EXCLUDE USING gist ("accountId" WITH =, tstzrange("startsAt", "endsAt", '[)'::text) WITH &&),
  CONSTRAINT "TamAssignment_backup_is_another" CHECK (("backupId" <> "tamId")),
  CONSTRAINT "TamAssignment_runs_forward" CHECK (("endsAt" > "startsAt")),
  CONSTRAINT "TamAssignment_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "TamAssignment_backupId_fkey" FOREIGN KEY ("backupId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "TamAssignment_tamId_fkey" FOREIGN KEY ("tamId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "TamAssignment" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "TamAssignment_accountId_startsAt_idx" ON "TamAssignment" USING btree ("accountId", "startsAt");
CREATE POLICY tenant ON "TamAssignment" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "TamAssignment" TO tierline_app;

CREATE TABLE "TamEngagement" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  type "TamEngagementType" NOT NULL,
  title text NOT NULL,
  purpose text,
  state "TamEngagementState" NOT NULL,
  "tamId" text,
  "ticketId" text,
  features jsonb NOT NULL DEFAULT '[]'::jsonb,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "settledAt" timestamp(3) with time zone,
  "cancelReason" text,
  CONSTRAINT "TamEngagement_pkey" PRIMARY KEY (id),
  CONSTRAINT "TamEngagement_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "TamEngagement_tamId_fkey" FOREIGN KEY ("tamId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "TamEngagement_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "TamEngagement" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "TamEngagement_accountId_createdAt_id_idx" ON "TamEngagement" USING btree ("accountId", "createdAt", id);
CREATE INDEX "TamEngagement_tamId_state_idx" ON "TamEngagement" USING btree ("tamId", state);
CREATE UNIQUE INDEX "TamEngagement_ticketId_key" ON "TamEngagement" USING btree ("ticketId");
CREATE POLICY tenant ON "TamEngagement" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "TamEngagement" TO tierline_app;

CREATE TABLE "Target" (
  version integer NOT NULL,
  "planCode" "PlanCode" NOT NULL,
  severity "Severity" NOT NULL,
  "businessMinutes" integer NOT NULL,
  CONSTRAINT "Target_pkey" PRIMARY KEY (version, "planCode", severity),
  CONSTRAINT "Target_at_least_a_minute" CHECK (("businessMinutes" >= 1)),
  CONSTRAINT "Target_planCode_fkey" FOREIGN KEY ("planCode") REFERENCES "Plan"(code) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Target_version_fkey" FOREIGN KEY (version) REFERENCES "TargetVersion"(version) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "Target" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "Target" TO tierline_app;

CREATE TABLE "TargetRetirement" (
  version integer NOT NULL,
  "retiredAt" timestamp(3) with time zone NOT NULL,
  "retiredById" text NOT NULL,
  reason text NOT NULL,
  CONSTRAINT "TargetRetirement_pkey" PRIMARY KEY (version),
  CONSTRAINT "TargetRetirement_retiredById_fkey" FOREIGN KEY ("retiredById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "TargetRetirement_version_fkey" FOREIGN KEY (version) REFERENCES "TargetVersion"(version) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "TargetRetirement" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "TargetRetirement" TO tierline_app;

CREATE TABLE "TargetVersion" (
  version integer NOT NULL,
  "atRiskPercent" integer NOT NULL,
  "publishedAt" timestamp(3) with time zone NOT NULL,
  "effectiveFrom" timestamp(3) with time zone NOT NULL,
  "publishedById" text,
  CONSTRAINT "TargetVersion_pkey" PRIMARY KEY (version),
  CONSTRAINT "TargetVersion_warns_before" CHECK ((("atRiskPercent" >= 1) AND ("atRiskPercent" <= 99))),
  CONSTRAINT "TargetVersion_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "TargetVersion" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT ON TABLE "TargetVersion" TO tierline_app;

CREATE TABLE "Team" (
  id text NOT NULL,
  name text NOT NULL,
  "regionCode" text NOT NULL,
  "leadId" text,
  "autoAssign" boolean NOT NULL DEFAULT false,
  CONSTRAINT "Team_pkey" PRIMARY KEY (id),
  CONSTRAINT "Team_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Team_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"(code) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Team" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "Team_name_key" ON "Team" USING btree (name);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "Team" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "Team" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox()));
GRANT INSERT, SELECT, UPDATE ON TABLE "Team" TO tierline_app;

CREATE TABLE "TeamMember" (
  "teamId" text NOT NULL,
  "staffId" text NOT NULL,
  CONSTRAINT "TeamMember_pkey" PRIMARY KEY ("teamId", "staffId"),
  CONSTRAINT "TeamMember_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "TeamMember_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "TeamMember" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "TeamMember_staffId_idx" ON "TeamMember" USING btree ("staffId");
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "TeamMember" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "TeamMember" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox()));
GRANT DELETE, INSERT, SELECT ON TABLE "TeamMember" TO tierline_app;

CREATE TABLE "TechnicalServicesEngagement" (
  id text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  "rejectionId" text NOT NULL,
  state "EngagementState" NOT NULL,
  "offeredAt" timestamp(3) with time zone NOT NULL,
  "settledAt" timestamp(3) with time zone,
  "decidedById" text,
  "declineReason" text,
  CONSTRAINT "TechnicalServicesEngagement_pkey" PRIMARY KEY (id),
  CONSTRAINT "TechnicalServicesEngagement_decided_by" CHECK (((state = ANY (ARRAY['ACCEPTED'::"EngagementState", 'DECLINED'::"EngagementState"])) = ("decidedById" IS NOT NULL))),
  CONSTRAINT "TechnicalServicesEngagement_settled_at" CHECK (((state = 'OFFERED'::"EngagementState") = ("settledAt" IS NULL))),
  CONSTRAINT "TechnicalServicesEngagement_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "TechnicalServicesEngagement_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "TechnicalServicesEngagement_rejectionId_fkey" FOREIGN KEY ("rejectionId") REFERENCES "Rejection"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "TechnicalServicesEngagement_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "TechnicalServicesEngagement" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "TechnicalServicesEngagement_accountId_offeredAt_id_idx" ON "TechnicalServicesEngagement" USING btree ("accountId", "offeredAt", id);
CREATE INDEX "TechnicalServicesEngagement_offeredAt_id_idx" ON "TechnicalServicesEngagement" USING btree ("offeredAt", id);
CREATE UNIQUE INDEX "TechnicalServicesEngagement_rejectionId_key" ON "TechnicalServicesEngagement" USING btree ("rejectionId");
CREATE UNIQUE INDEX "TechnicalServicesEngagement_ticketId_key" ON "TechnicalServicesEngagement" USING btree ("ticketId");
CREATE POLICY tenant ON "TechnicalServicesEngagement" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "TechnicalServicesEngagement" TO tierline_app;

CREATE TABLE "TermsAcceptance" (
  "accountId" text NOT NULL,
  version integer NOT NULL,
  "acceptedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "TermsAcceptance_pkey" PRIMARY KEY ("accountId", version),
  CONSTRAINT "TermsAcceptance_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "TermsAcceptance_version_fkey" FOREIGN KEY (version) REFERENCES "TermsVersion"(version) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "TermsAcceptance" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TermsAcceptance" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT ON TABLE "TermsAcceptance" TO tierline_app;

CREATE TABLE "TermsVersion" (
  version integer NOT NULL,
  "effectiveOn" date NOT NULL,
  "titleFr" text NOT NULL,
  "titleEn" text NOT NULL,
  CONSTRAINT "TermsVersion_pkey" PRIMARY KEY (version)
);
GRANT SELECT ON TABLE "TermsVersion" TO tierline_app;

CREATE TABLE "Ticket" (
  id text NOT NULL,
  number integer NOT NULL DEFAULT nextval('"Ticket_number_seq"'::regclass),
  "accountId" text NOT NULL,
  "siteId" text,
  "requesterId" text NOT NULL,
  "profileId" text,
  channel "Channel" NOT NULL,
  kind "TicketKind" NOT NULL,
  "requestTypeCode" text NOT NULL,
  "intakeVersion" integer NOT NULL,
  "skuCode" text NOT NULL,
  severity "Severity" NOT NULL,
  "planCode" "PlanCode" NOT NULL,
  subject text NOT NULL,
  state "TicketState" NOT NULL,
  "receivedAt" timestamp(3) with time zone NOT NULL,
  "assigneeId" text,
  "relatedToId" text,
  "endedAt" timestamp(3) with time zone,
  "teamId" text,
  "belongsToId" text,
  cancellation "TicketCancellation",
  "reopenedAt" timestamp(3) with time zone,
  reopenings integer NOT NULL DEFAULT 0,
  "scopeVerdict" "ScopeVerdict",
  "externalReference" text,
  "importedAt" timestamp(3) with time zone,
  "assignedAt" timestamp(3) with time zone,
  "secondOpinionState" "SecondOpinionState",
  "intakeAnswers" jsonb NOT NULL DEFAULT '[]'::jsonb,
  "dueAt" timestamp(3) with time zone,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Ticket_pkey" PRIMARY KEY (id),
  CONSTRAINT "Ticket_belongs_unless_spam" CHECK ((((cancellation = ANY (ARRAY['DUPLICATE'::"TicketCancellation", 'MERGED'::"TicketCancellation"])) IS TRUE) = ("belongsToId" IS NOT NULL))),
  CONSTRAINT "Ticket_reason_when_cancelled" CHECK (((state = 'CANCELLED'::"TicketState") = (cancellation IS NOT NULL))),
  CONSTRAINT "Ticket_reference_when_imported" CHECK ((("importedAt" IS NULL) = ("externalReference" IS NULL))),
  CONSTRAINT "Ticket_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Ticket_assigneeId_fkey" FOREIGN KEY ("assigneeId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Ticket_belongsToId_fkey" FOREIGN KEY ("belongsToId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Ticket_profileId_fkey" FOREIGN KEY ("profileId") REFERENCES "Profile"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Ticket_relatedToId_fkey" FOREIGN KEY ("relatedToId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Ticket_requestTypeCode_fkey" FOREIGN KEY ("requestTypeCode") REFERENCES "RequestType"(code) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Ticket_requesterId_fkey" FOREIGN KEY ("requesterId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Ticket_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "Ticket_skuCode_fkey" FOREIGN KEY ("skuCode") REFERENCES "Sku"(code) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "Ticket_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "Ticket" ENABLE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX "Ticket_accountId_externalReference_key" ON "Ticket" USING btree ("accountId", "externalReference");
CREATE INDEX "Ticket_accountId_receivedAt_id_idx" ON "Ticket" USING btree ("accountId", "receivedAt", id);
CREATE INDEX "Ticket_accountId_updatedAt_id_idx" ON "Ticket" USING btree ("accountId", "updatedAt", id);
CREATE INDEX "Ticket_assigneeId_idx" ON "Ticket" USING btree ("assigneeId");
CREATE INDEX "Ticket_belongsToId_idx" ON "Ticket" USING btree ("belongsToId");
CREATE INDEX "Ticket_deadline" ON "Ticket" USING btree (COALESCE("dueAt", '9999-12-31 00:00:00+00'::timestamp with time zone), id);
CREATE UNIQUE INDEX "Ticket_number_key" ON "Ticket" USING btree (number);
CREATE INDEX "Ticket_receivedAt_id_idx" ON "Ticket" USING btree ("receivedAt", id);
CREATE INDEX "Ticket_relatedToId_idx" ON "Ticket" USING btree ("relatedToId");
CREATE INDEX "Ticket_requesterId_idx" ON "Ticket" USING btree ("requesterId");
CREATE INDEX "Ticket_severity" ON "Ticket" USING btree ((
CASE severity
    WHEN 'SEVERE'::"Severity" THEN 1
    WHEN 'MODERATE'::"Severity" THEN 2
    ELSE 3
END), "receivedAt", id);
CREATE INDEX "Ticket_teamId_idx" ON "Ticket" USING btree ("teamId");
CREATE INDEX "Ticket_updatedAt_id_idx" ON "Ticket" USING btree ("updatedAt", id);
CREATE TRIGGER "Ticket_text" AFTER INSERT OR UPDATE OF subject, "accountId" ON "Ticket" FOR EACH ROW EXECUTE FUNCTION tierline_ticket_said();
CREATE TRIGGER requeue AFTER UPDATE OF state, severity, "planCode", "assigneeId", "teamId" ON "Ticket" FOR EACH ROW EXECUTE FUNCTION tierline_requeue_ticket();
CREATE POLICY tenant ON "Ticket" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "Ticket" TO tierline_app;

CREATE TABLE "TicketLabel" (
  "ticketId" text NOT NULL,
  "labelId" text NOT NULL,
  "accountId" text NOT NULL,
  since timestamp(3) with time zone NOT NULL,
  CONSTRAINT "TicketLabel_pkey" PRIMARY KEY ("ticketId", "labelId"),
  CONSTRAINT "TicketLabel_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "TicketLabel_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "TicketLabel" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "TicketLabel_labelId_idx" ON "TicketLabel" USING btree ("labelId");
CREATE POLICY tenant ON "TicketLabel" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT ON TABLE "TicketLabel" TO tierline_app;

CREATE TABLE "TicketMeeting" (
  id text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  purpose "MeetingPurpose" NOT NULL,
  state "MeetingState" NOT NULL,
  "requestedAt" timestamp(3) with time zone NOT NULL,
  "startsAt" timestamp(3) with time zone,
  "durationMinutes" integer,
  "joinLink" text,
  "organizerId" text,
  "cancelledAt" timestamp(3) with time zone,
  "cancelReason" text,
  sequence integer NOT NULL DEFAULT 0,
  CONSTRAINT "TicketMeeting_pkey" PRIMARY KEY (id),
  CONSTRAINT "TicketMeeting_cancelled_at" CHECK (((state = 'CANCELLED'::"MeetingState") = ("cancelledAt" IS NOT NULL))),
  CONSTRAINT "TicketMeeting_date_when_scheduled" CHECK (((state = 'CANCELLED'::"MeetingState") OR ((state = 'SCHEDULED'::"MeetingState") = ("startsAt" IS NOT NULL)))),
  CONSTRAINT "TicketMeeting_date_whole" CHECK ((num_nulls("startsAt", "durationMinutes", "joinLink", "organizerId") = ANY (ARRAY[0, 4]))),
  CONSTRAINT "TicketMeeting_organizerId_fkey" FOREIGN KEY ("organizerId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "TicketMeeting_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "TicketMeeting" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "TicketMeeting_ticketId_requestedAt_id_idx" ON "TicketMeeting" USING btree ("ticketId", "requestedAt", id);
CREATE POLICY tenant ON "TicketMeeting" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "TicketMeeting" TO tierline_app;

CREATE TABLE "TicketNoticeHead" (
  id text NOT NULL DEFAULT '1'::text,
  "position" bigint NOT NULL,
  CONSTRAINT "TicketNoticeHead_pkey" PRIMARY KEY (id)
);
ALTER TABLE "TicketNoticeHead" ENABLE ROW LEVEL SECURITY;
CREATE POLICY world ON "TicketNoticeHead" FOR ALL TO PUBLIC USING (tierline_sees(id));
GRANT INSERT, SELECT, UPDATE ON TABLE "TicketNoticeHead" TO tierline_app;

CREATE TABLE "TicketText" (
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  visible tsvector NOT NULL,
  complete tsvector NOT NULL,
  CONSTRAINT "TicketText_pkey" PRIMARY KEY ("ticketId"),
  CONSTRAINT "TicketText_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "TicketText" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "TicketText_complete_idx" ON "TicketText" USING gin (complete);
CREATE INDEX "TicketText_visible_idx" ON "TicketText" USING gin (visible);
CREATE POLICY tenant ON "TicketText" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "TicketText" TO tierline_app;

CREATE TABLE "TicketWatcher" (
  id text NOT NULL,
  "ticketId" text NOT NULL,
  "accountId" text NOT NULL,
  "contactId" text,
  "staffId" text,
  since timestamp(3) with time zone NOT NULL,
  CONSTRAINT "TicketWatcher_pkey" PRIMARY KEY (id),
  CONSTRAINT "TicketWatcher_one_person" CHECK ((num_nonnulls("contactId", "staffId") = 1)),
  CONSTRAINT "TicketWatcher_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "TicketWatcher_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "TicketWatcher_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "TicketWatcher" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "TicketWatcher_contactId_idx" ON "TicketWatcher" USING btree ("contactId");
CREATE INDEX "TicketWatcher_staffId_idx" ON "TicketWatcher" USING btree ("staffId");
CREATE UNIQUE INDEX "TicketWatcher_ticketId_contactId_key" ON "TicketWatcher" USING btree ("ticketId", "contactId");
CREATE UNIQUE INDEX "TicketWatcher_ticketId_staffId_key" ON "TicketWatcher" USING btree ("ticketId", "staffId");
CREATE POLICY tenant ON "TicketWatcher" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT DELETE, INSERT, SELECT ON TABLE "TicketWatcher" TO tierline_app;

CREATE TABLE "TrainingBooking" (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "sessionId" text NOT NULL,
  "contactId" text NOT NULL,
  "requestedAt" timestamp(3) with time zone NOT NULL,
  "bookedAt" timestamp(3) with time zone,
  "passedOverAt" timestamp(3) with time zone,
  "cancelledAt" timestamp(3) with time zone,
  "consumedAt" timestamp(3) with time zone,
  attended boolean,
  CONSTRAINT "TrainingBooking_pkey" PRIMARY KEY (id),
  CONSTRAINT "TrainingBooking_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "TrainingBooking_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "TrainingBooking_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "TrainingSession"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "TrainingBooking" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "TrainingBooking_accountId_requestedAt_id_idx" ON "TrainingBooking" USING btree ("accountId", "requestedAt", id);
CREATE UNIQUE INDEX "TrainingBooking_once_a_person" ON "TrainingBooking" USING btree ("sessionId", "contactId") WHERE ("cancelledAt" IS NULL);
CREATE INDEX "TrainingBooking_sessionId_idx" ON "TrainingBooking" USING btree ("sessionId");
CREATE INDEX "TrainingBooking_to_consume" ON "TrainingBooking" USING btree ("sessionId") WHERE (("bookedAt" IS NOT NULL) AND ("consumedAt" IS NULL) AND ("cancelledAt" IS NULL));
CREATE INDEX "TrainingBooking_waiting" ON "TrainingBooking" USING btree ("sessionId") WHERE (("bookedAt" IS NULL) AND ("cancelledAt" IS NULL));
CREATE POLICY tenant ON "TrainingBooking" FOR ALL TO PUBLIC USING (tierline_sees("accountId"));
GRANT INSERT, SELECT, UPDATE ON TABLE "TrainingBooking" TO tierline_app;

CREATE TABLE "TrainingCourse" (
  id text NOT NULL,
  code text NOT NULL,
  kind "CourseKind" NOT NULL,
  "titleFr" text NOT NULL,
  "titleEn" text NOT NULL,
  "descriptionFr" text NOT NULL,
  "descriptionEn" text NOT NULL,
  url text,
  "noShow" "NoShowRule" NOT NULL DEFAULT 'CONSUMED'::"NoShowRule",
  CONSTRAINT "TrainingCourse_pkey" PRIMARY KEY (id)
);
CREATE UNIQUE INDEX "TrainingCourse_code_key" ON "TrainingCourse" USING btree (code);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "TrainingCourse" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "TrainingCourse" TO tierline_app;

CREATE TABLE "TrainingSession" (
  id text NOT NULL,
  "courseId" text NOT NULL,
  "startsAt" timestamp(3) with time zone NOT NULL,
  "endsAt" timestamp(3) with time zone NOT NULL,
  "timeZone" text NOT NULL,
  language "Locale" NOT NULL,
  seats integer NOT NULL,
  "cancelledAt" timestamp(3) with time zone,
  "cancelReason" text,
  CONSTRAINT "TrainingSession_pkey" PRIMARY KEY (id),
  CONSTRAINT "TrainingSession_runs_forward" CHECK (("endsAt" > "startsAt")),
  CONSTRAINT "TrainingSession_seats" CHECK ((seats > 0)),
  CONSTRAINT "TrainingSession_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "TrainingCourse"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX "TrainingSession_courseId_startsAt_id_idx" ON "TrainingSession" USING btree ("courseId", "startsAt", id);
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "TrainingSession" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
GRANT INSERT, SELECT, UPDATE ON TABLE "TrainingSession" TO tierline_app;

CREATE TABLE "UndeliverableAddress" (
  address text NOT NULL,
  cause "UndeliverableCause" NOT NULL,
  detail text NOT NULL,
  since timestamp(3) with time zone NOT NULL,
  CONSTRAINT "UndeliverableAddress_pkey" PRIMARY KEY (address)
);
ALTER TABLE "UndeliverableAddress" ENABLE ROW LEVEL SECURITY;
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR DELETE OR UPDATE ON "UndeliverableAddress" FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE POLICY world ON "UndeliverableAddress" FOR ALL TO PUBLIC USING ((NOT tierline_in_sandbox()));
GRANT DELETE, INSERT, SELECT ON TABLE "UndeliverableAddress" TO tierline_app;

CREATE TABLE "WebhookAttempt" (
  id text NOT NULL,
  "deliveryId" text NOT NULL,
  "accountId" text,
  at timestamp(3) with time zone NOT NULL,
  "durationMs" integer NOT NULL,
  status integer,
  error text,
  "responseBody" text,
  "partnerId" text,
  CONSTRAINT "WebhookAttempt_pkey" PRIMARY KEY (id),
  CONSTRAINT "WebhookAttempt_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "WebhookDelivery"(id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "WebhookAttempt" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "WebhookAttempt_deliveryId_at_idx" ON "WebhookAttempt" USING btree ("deliveryId", at);
CREATE POLICY tenant ON "WebhookAttempt" FOR ALL TO PUBLIC USING (tierline_sees(COALESCE("accountId", "partnerId")));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "WebhookAttempt" TO tierline_app;

CREATE TABLE "WebhookDelivery" (
  id text NOT NULL,
  "endpointId" text NOT NULL,
  "accountId" text,
  "eventId" text NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  "position" bigint NOT NULL,
  body text NOT NULL,
  state "WebhookDeliveryState" NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "blocksUntil" timestamp(3) with time zone NOT NULL,
  "nextAttemptAt" timestamp(3) with time zone NOT NULL,
  "firstAttemptAt" timestamp(3) with time zone,
  "claimedUntil" timestamp(3) with time zone,
  "endedAt" timestamp(3) with time zone,
  replayed boolean NOT NULL DEFAULT false,
  "partnerId" text,
  CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY (id),
  CONSTRAINT "WebhookDelivery_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "WebhookEndpoint"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "WebhookDelivery" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "WebhookDelivery_due" ON "WebhookDelivery" USING btree ("endpointId", "nextAttemptAt") WHERE (state = 'PENDING'::"WebhookDeliveryState");
CREATE INDEX "WebhookDelivery_ended" ON "WebhookDelivery" USING btree ("endedAt") WHERE (state <> 'PENDING'::"WebhookDeliveryState");
CREATE INDEX "WebhookDelivery_endpointId_createdAt_id_idx" ON "WebhookDelivery" USING btree ("endpointId", "createdAt", id);
CREATE INDEX "WebhookDelivery_endpointId_state_subject_position_idx" ON "WebhookDelivery" USING btree ("endpointId", state, subject, "position");
CREATE INDEX "WebhookDelivery_eventId_idx" ON "WebhookDelivery" USING btree ("eventId");
CREATE POLICY tenant ON "WebhookDelivery" FOR ALL TO PUBLIC USING (tierline_sees(COALESCE("accountId", "partnerId")));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "WebhookDelivery" TO tierline_app;

CREATE TABLE "WebhookEndpoint" (
  id text NOT NULL,
  "accountId" text,
  url text NOT NULL,
  description text NOT NULL,
  types text[],
  "position" bigint NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "removedAt" timestamp(3) with time zone,
  "disabledAt" timestamp(3) with time zone,
  "disabledFor" "WebhookDisabling",
  "failingSince" timestamp(3) with time zone,
  "partnerId" text,
  CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY (id),
  CONSTRAINT "WebhookEndpoint_one_owner" CHECK ((num_nonnulls("accountId", "partnerId") <= 1)),
  CONSTRAINT "WebhookEndpoint_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT "WebhookEndpoint_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"(id) ON UPDATE CASCADE ON DELETE SET NULL
);
ALTER TABLE "WebhookEndpoint" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "WebhookEndpoint_accountId_createdAt_id_idx" ON "WebhookEndpoint" USING btree ("accountId", "createdAt", id);
CREATE INDEX "WebhookEndpoint_createdAt_id_idx" ON "WebhookEndpoint" USING btree ("createdAt", id);
CREATE INDEX "WebhookEndpoint_partnerId_createdAt_id_idx" ON "WebhookEndpoint" USING btree ("partnerId", "createdAt", id);
CREATE POLICY tenant ON "WebhookEndpoint" FOR ALL TO PUBLIC USING (tierline_sees(COALESCE("accountId", "partnerId")));
GRANT INSERT, SELECT, UPDATE ON TABLE "WebhookEndpoint" TO tierline_app;

CREATE TABLE "WebhookSecret" (
  id text NOT NULL,
  "endpointId" text NOT NULL,
  "accountId" text,
  secret text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL,
  "expiresAt" timestamp(3) with time zone,
  "partnerId" text,
  CONSTRAINT "WebhookSecret_pkey" PRIMARY KEY (id),
  CONSTRAINT "WebhookSecret_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "WebhookEndpoint"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "WebhookSecret" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "WebhookSecret_endpointId_idx" ON "WebhookSecret" USING btree ("endpointId");
CREATE POLICY tenant ON "WebhookSecret" FOR ALL TO PUBLIC USING (tierline_sees(COALESCE("accountId", "partnerId")));
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "WebhookSecret" TO tierline_app;

GRANT USAGE ON SEQUENCE "Contract_number_seq" TO tierline_app;

GRANT USAGE ON SEQUENCE "Ticket_number_seq" TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_accounts(text) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_empty_sandbox(text,text[]) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_end_sandbox_keys(text,timestamp with time zone) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_erase_calendars(text[],text[],text) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_erase_lists(text[],text) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_erase_payloads(text,text[],text,text[],text[],text) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_erase_payloads_of(jsonb,text,text[],text[]) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_erase_slugs(text) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_erase_texts(text,text,text[],text) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_forget_addresses(timestamp with time zone) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_forget_addresses_of(text) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_redact_message(text,boolean,timestamp with time zone) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_search(text) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_staff_busy(text,timestamp with time zone,timestamp with time zone) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_sweep_payloads(jsonb,text,text[],bigint,integer) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_sweep_texts(text,text,text[],text,integer) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_training_occupancy(text) TO tierline_app;

GRANT EXECUTE ON FUNCTION tierline_unlearn_words(text) TO tierline_app;
