-- CreateEnum
CREATE TYPE "ArticleVersionState" AS ENUM ('DRAFT', 'IN_REVIEW', 'SCHEDULED', 'PUBLISHED', 'SUPERSEDED');

-- CreateTable
CREATE TABLE "ArticleCategory" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "nameFr" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "parentCode" TEXT,

    CONSTRAINT "ArticleCategory_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Article" (
    "id" TEXT NOT NULL,
    "categoryCode" TEXT NOT NULL,
    "planCode" "PlanCode",
    "skus" TEXT[],
    "requestTypes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedVersionId" TEXT,
    "archivedAt" TIMESTAMPTZ(3),
    "successorId" TEXT,

    CONSTRAINT "Article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ArticleVersion" (
    "id" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "ArticleVersionState" NOT NULL,
    "authorIds" TEXT[],
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "reviewerId" TEXT,
    "reviewedAt" TIMESTAMPTZ(3),
    "returnReason" TEXT,
    "publishAt" TIMESTAMPTZ(3),
    "publishedAt" TIMESTAMPTZ(3),
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "ArticleVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ArticleText" (
    "versionId" TEXT NOT NULL,
    "locale" "Locale" NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "words" tsvector,

    CONSTRAINT "ArticleText_pkey" PRIMARY KEY ("versionId","locale")
);

-- CreateTable
CREATE TABLE "ArticleSlug" (
    "locale" "Locale" NOT NULL,
    "slug" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ArticleSlug_pkey" PRIMARY KEY ("locale","slug")
);

-- CreateTable
CREATE TABLE "ArticleWord" (
    "word" TEXT NOT NULL,

    CONSTRAINT "ArticleWord_pkey" PRIMARY KEY ("word")
);

-- CreateTable
CREATE TABLE "ArticleRead" (
    "contactId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ArticleRead_pkey" PRIMARY KEY ("contactId","articleId","on")
);

-- CreateTable
CREATE TABLE "DraftRead" (
    "contactId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "draft" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "helpedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DraftRead_pkey" PRIMARY KEY ("contactId","draft","articleId")
);

-- CreateTable
CREATE TABLE "ArticleFeedback" (
    "id" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "articleId" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "isHelpful" BOOLEAN NOT NULL,
    "comment" TEXT,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ArticleFeedback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Article_publishedVersionId_key" ON "Article"("publishedVersionId");

-- CreateIndex
CREATE INDEX "Article_createdAt_id_idx" ON "Article"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Article_categoryCode_idx" ON "Article"("categoryCode");

-- CreateIndex
CREATE UNIQUE INDEX "ArticleVersion_articleId_number_key" ON "ArticleVersion"("articleId", "number");

-- CreateIndex
CREATE INDEX "ArticleText_words_idx" ON "ArticleText" USING GIN ("words" tsvector_ops);

-- CreateIndex
CREATE INDEX "ArticleSlug_articleId_idx" ON "ArticleSlug"("articleId");

-- CreateIndex
CREATE INDEX "ArticleWord_word_idx" ON "ArticleWord" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "ArticleRead_articleId_readAt_idx" ON "ArticleRead"("articleId", "readAt");

-- CreateIndex
CREATE INDEX "DraftRead_readAt_idx" ON "DraftRead"("readAt");

-- CreateIndex
CREATE INDEX "ArticleFeedback_articleId_givenAt_idx" ON "ArticleFeedback"("articleId", "givenAt");

-- CreateIndex
CREATE UNIQUE INDEX "ArticleFeedback_contactId_versionId_key" ON "ArticleFeedback"("contactId", "versionId");

-- AddForeignKey
ALTER TABLE "ArticleCategory" ADD CONSTRAINT "ArticleCategory_parentCode_fkey" FOREIGN KEY ("parentCode") REFERENCES "ArticleCategory"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Article" ADD CONSTRAINT "Article_categoryCode_fkey" FOREIGN KEY ("categoryCode") REFERENCES "ArticleCategory"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Article" ADD CONSTRAINT "Article_publishedVersionId_fkey" FOREIGN KEY ("publishedVersionId") REFERENCES "ArticleVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Article" ADD CONSTRAINT "Article_successorId_fkey" FOREIGN KEY ("successorId") REFERENCES "Article"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleVersion" ADD CONSTRAINT "ArticleVersion_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleVersion" ADD CONSTRAINT "ArticleVersion_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleText" ADD CONSTRAINT "ArticleText_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ArticleVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleSlug" ADD CONSTRAINT "ArticleSlug_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleRead" ADD CONSTRAINT "ArticleRead_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftRead" ADD CONSTRAINT "DraftRead_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleFeedback" ADD CONSTRAINT "ArticleFeedback_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "ArticleVersion" ADD CONSTRAINT "ArticleVersion_number" CHECK ("number" >= 1);
ALTER TABLE "ArticleVersion" ADD CONSTRAINT "ArticleVersion_published" CHECK (
  ("publishedAt" IS NOT NULL) = ("state" IN ('PUBLISHED', 'SUPERSEDED')));
ALTER TABLE "ArticleVersion" ADD CONSTRAINT "ArticleVersion_superseded" CHECK (("supersededAt" IS NOT NULL) = ("state" = 'SUPERSEDED'));
-- One version is on its way to readers, and one is what they read.
CREATE UNIQUE INDEX "ArticleVersion_open" ON "ArticleVersion" ("articleId") WHERE "state" IN ('DRAFT', 'IN_REVIEW', 'SCHEDULED');
CREATE UNIQUE INDEX "ArticleVersion_current" ON "ArticleVersion" ("articleId") WHERE "state" = 'PUBLISHED';
CREATE INDEX "ArticleVersion_due" ON "ArticleVersion" ("publishAt") WHERE "state" = 'SCHEDULED';

-- Articles are for everybody or for every customer of a plan, whom the queries tell apart; what one person read and said
-- of them is that account's.
GRANT SELECT ON "ArticleCategory" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "Article", "ArticleVersion" TO tierline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "ArticleText" TO tierline_app;
GRANT SELECT, INSERT ON "ArticleSlug", "ArticleWord" TO tierline_app;
GRANT SELECT, INSERT ON "ArticleRead" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "DraftRead", "ArticleFeedback" TO tierline_app;
ALTER TABLE "ArticleRead" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ArticleRead" USING (tierline_sees("accountId"));
ALTER TABLE "DraftRead" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "DraftRead" USING (tierline_sees("accountId"));
ALTER TABLE "ArticleFeedback" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ArticleFeedback" USING (tierline_sees("accountId"));

CREATE FUNCTION tierline_article_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."words" := setweight(tierline_words(NEW."title"), 'A') || setweight(tierline_words(NEW."summary"), 'B')
    || tierline_words(NEW."body");
  RETURN NEW;
END $$;
CREATE TRIGGER "ArticleText_words" BEFORE INSERT OR UPDATE OF "title", "summary", "body" ON "ArticleText"
  FOR EACH ROW EXECUTE FUNCTION tierline_article_said();

-- The words of a version, by which mistyped ones are put right: without accents, four letters and more.
CREATE FUNCTION tierline_learn_words(version_id text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "ArticleWord" ("word")
  SELECT DISTINCT w.lexeme FROM "ArticleText" t,
    unnest(to_tsvector('simple', unaccent(concat_ws(' ', t."title", t."summary", t."body")))) w
  WHERE t."versionId" = version_id AND w.lexeme ~ '^[[:alpha:]]{4,40}$'
  ON CONFLICT DO NOTHING
$$;

-- A text with each word as the nearest one that articles use; one that none is near stays as it is.
CREATE FUNCTION tierline_corrected(asked text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(string_agg(coalesce(near.word, w.word), ' ' ORDER BY w.place), '')
  FROM regexp_split_to_table(left(asked, 500), '[^[:alnum:]]+') WITH ORDINALITY w(word, place)
  LEFT JOIN LATERAL (
    SELECT k."word" FROM "ArticleWord" k
    WHERE length(w.word) >= 4 AND k."word" % lower(unaccent(w.word))
    ORDER BY similarity(k."word", lower(unaccent(w.word))) DESC, k."word" LIMIT 1) near ON true
  WHERE w.word <> ''
$$;

-- What people say of articles is theirs (B24).
CREATE OR REPLACE FUNCTION tierline_erasable(place text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT place IN (
    'AccountCalendarOverride.reason', 'ActionItem.text', 'ApiKey.name', 'ArticleFeedback.comment',
    'ChecklistStep.text', 'ClockRepair.decisionReason', 'ClockRepair.reason', 'ContextSection.text',
    'HealthFinding.finding', 'HealthFinding.recommendation', 'HealthReview.cancelReason', 'HealthReview.summary',
    'HealthReviewProfile.note', 'Meeting.agenda', 'Meeting.cancelReason', 'Meeting.joinLink', 'Meeting.minutes',
    'Meeting.missedReason', 'Meeting.title', 'Message.authorName', 'Message.body', 'MonthlyReview.summary',
    'ObjectiveVersion.measure', 'ObjectiveVersion.note', 'ObjectiveVersion.outcome', 'Obligation.waiverReason',
    'ProposedSlot.joinLink', 'Rejection.reasonEn', 'Rejection.reasonFr', 'ReviewCluster.action',
    'ReviewCluster.analysis', 'ReviewCluster.dismissReason', 'ReviewLine.note', 'RunbookContact.role',
    'Satisfaction.comment', 'ScopeReview.description', 'ScopeReview.waiverReason', 'SecondOpinion.reason',
    'SecondOpinion.reasonEn', 'SecondOpinion.reasonFr', 'SeverityLowering.contestReason',
    'SeverityLowering.decisionReason', 'SeverityLowering.reason', 'TamEngagement.cancelReason',
    'TamEngagement.purpose', 'TamEngagement.title', 'TechnicalServicesEngagement.declineReason', 'Ticket.subject',
    'TicketMeeting.cancelReason', 'TicketMeeting.joinLink', 'WebhookEndpoint.description')
$$;

-- What holds for everybody is not changed from within a sandbox (B22); what somebody there reads and says is the sandbox's own.
DO $$
DECLARE place text;
BEGIN
  FOREACH place IN ARRAY ARRAY['Article', 'ArticleSlug', 'ArticleText', 'ArticleVersion', 'ArticleWord'] LOOP
    EXECUTE format('CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox()', place);
  END LOOP;
END $$;
