-- CreateEnum
CREATE TYPE "ForumReactionKind" AS ENUM ('THANKS', 'SAME_HERE', 'WORKS');

-- CreateEnum
CREATE TYPE "ForumReportReason" AS ENUM ('SPAM', 'OFFENSIVE', 'PERSONAL_DATA', 'OFF_TOPIC');

-- CreateTable
CREATE TABLE "ForumCategory" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "nameFr" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,

    CONSTRAINT "ForumCategory_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "ForumLimit" (
    "act" TEXT NOT NULL,
    "perHour" INTEGER NOT NULL,

    CONSTRAINT "ForumLimit_pkey" PRIMARY KEY ("act")
);

-- CreateTable
CREATE TABLE "ForumMember" (
    "id" TEXT NOT NULL,
    "contactId" TEXT,
    "staffId" TEXT,
    "name" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ForumMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForumTopic" (
    "id" TEXT NOT NULL,
    "categoryCode" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastPostAt" TIMESTAMPTZ(3) NOT NULL,
    "answerId" TEXT,
    "lockedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ForumTopic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForumPost" (
    "id" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "isQuestion" BOOLEAN NOT NULL,
    "body" TEXT NOT NULL,
    "postedAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "heldAt" TIMESTAMPTZ(3),
    "hiddenAt" TIMESTAMPTZ(3),
    "hiddenReason" TEXT,
    "deletedAt" TIMESTAMPTZ(3),
    "toldAt" TIMESTAMPTZ(3),
    "words" tsvector,

    CONSTRAINT "ForumPost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForumPostVersion" (
    "id" TEXT NOT NULL,
    "postId" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ForumPostVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForumReaction" (
    "postId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "kind" "ForumReactionKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ForumReaction_pkey" PRIMARY KEY ("postId","memberId","kind")
);

-- CreateTable
CREATE TABLE "ForumFollow" (
    "topicId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ForumFollow_pkey" PRIMARY KEY ("topicId","memberId")
);

-- CreateTable
CREATE TABLE "ForumReport" (
    "id" TEXT NOT NULL,
    "postId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "reason" "ForumReportReason" NOT NULL,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "ForumReport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ForumMember_contactId_key" ON "ForumMember"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "ForumMember_staffId_key" ON "ForumMember"("staffId");

-- CreateIndex
CREATE UNIQUE INDEX "ForumTopic_answerId_key" ON "ForumTopic"("answerId");

-- CreateIndex
CREATE INDEX "ForumTopic_lastPostAt_id_idx" ON "ForumTopic"("lastPostAt", "id");

-- CreateIndex
CREATE INDEX "ForumTopic_categoryCode_lastPostAt_id_idx" ON "ForumTopic"("categoryCode", "lastPostAt", "id");

-- CreateIndex
CREATE INDEX "ForumPost_topicId_postedAt_id_idx" ON "ForumPost"("topicId", "postedAt", "id");

-- CreateIndex
CREATE INDEX "ForumPost_memberId_postedAt_idx" ON "ForumPost"("memberId", "postedAt");

-- CreateIndex
CREATE INDEX "ForumPost_words_idx" ON "ForumPost" USING GIN ("words" tsvector_ops);

-- CreateIndex
CREATE INDEX "ForumPostVersion_postId_until_id_idx" ON "ForumPostVersion"("postId", "until", "id");

-- CreateIndex
CREATE INDEX "ForumReaction_memberId_at_idx" ON "ForumReaction"("memberId", "at");

-- CreateIndex
CREATE INDEX "ForumReport_memberId_reportedAt_idx" ON "ForumReport"("memberId", "reportedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ForumReport_postId_memberId_key" ON "ForumReport"("postId", "memberId");

-- AddForeignKey
ALTER TABLE "ForumTopic" ADD CONSTRAINT "ForumTopic_categoryCode_fkey" FOREIGN KEY ("categoryCode") REFERENCES "ForumCategory"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumTopic" ADD CONSTRAINT "ForumTopic_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "ForumMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumTopic" ADD CONSTRAINT "ForumTopic_answerId_fkey" FOREIGN KEY ("answerId") REFERENCES "ForumPost"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumPost" ADD CONSTRAINT "ForumPost_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "ForumTopic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumPost" ADD CONSTRAINT "ForumPost_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "ForumMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumPostVersion" ADD CONSTRAINT "ForumPostVersion_postId_fkey" FOREIGN KEY ("postId") REFERENCES "ForumPost"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumReaction" ADD CONSTRAINT "ForumReaction_postId_fkey" FOREIGN KEY ("postId") REFERENCES "ForumPost"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumReaction" ADD CONSTRAINT "ForumReaction_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "ForumMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumFollow" ADD CONSTRAINT "ForumFollow_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "ForumTopic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumFollow" ADD CONSTRAINT "ForumFollow_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "ForumMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumReport" ADD CONSTRAINT "ForumReport_postId_fkey" FOREIGN KEY ("postId") REFERENCES "ForumPost"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumReport" ADD CONSTRAINT "ForumReport_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "ForumMember"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "ForumMember" ADD CONSTRAINT "ForumMember_person" CHECK (("contactId" IS NULL) <> ("staffId" IS NULL));
CREATE UNIQUE INDEX "ForumPost_question" ON "ForumPost" ("topicId") WHERE "isQuestion";
CREATE INDEX "ForumPost_to_tell" ON "ForumPost" ("postedAt", "id") WHERE "toldAt" IS NULL;
CREATE INDEX "ForumPost_held" ON "ForumPost" ("postedAt", "id") WHERE "heldAt" IS NOT NULL;
CREATE INDEX "ForumReport_open" ON "ForumReport" ("postId") WHERE "settledAt" IS NULL;

-- The forum is one for all customers: no row of it belongs to an account, and the queries leave out what is held or hidden.
GRANT SELECT ON "ForumCategory", "ForumLimit" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "ForumMember", "ForumTopic", "ForumPost", "ForumReport" TO tierline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "ForumPostVersion" TO tierline_app;
GRANT SELECT, INSERT, DELETE ON "ForumReaction", "ForumFollow" TO tierline_app;

-- Customers of any account write there: what happens in a topic is told, and numbered, in no account's name.
CREATE POLICY forum ON "Event" USING ("accountId" IS NULL AND (starts_with("subject", 'top_') OR starts_with("subject", 'fmb_'))
  AND NOT tierline_in_sandbox());

CREATE FUNCTION tierline_forum_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."words" := tierline_words(NEW."body");
  IF NEW."isQuestion" THEN
    NEW."words" := setweight(tierline_words((SELECT "title" FROM "ForumTopic" WHERE "id" = NEW."topicId")), 'A') || NEW."words";
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "ForumPost_words" BEFORE INSERT OR UPDATE OF "body" ON "ForumPost"
  FOR EACH ROW EXECUTE FUNCTION tierline_forum_said();

CREATE FUNCTION tierline_forum_titled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "ForumPost" SET "body" = "body" WHERE "topicId" = NEW."id" AND "isQuestion";
  RETURN NULL;
END $$;
CREATE TRIGGER "ForumTopic_words" AFTER UPDATE OF "title" ON "ForumTopic"
  FOR EACH ROW EXECUTE FUNCTION tierline_forum_titled();

-- Nobody writes there from within a sandbox: it is one for all customers (B22).
DO $$
DECLARE place text;
BEGIN
  FOREACH place IN ARRAY ARRAY['ForumFollow', 'ForumMember', 'ForumPost', 'ForumPostVersion', 'ForumReaction', 'ForumReport',
    'ForumTopic'] LOOP
    EXECUTE format('CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox()', place);
  END LOOP;
END $$;
