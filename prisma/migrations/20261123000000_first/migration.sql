-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Locale" AS ENUM ('FR', 'EN');

-- CreateEnum
CREATE TYPE "ContactRole" AS ENUM ('REQUESTER', 'ADMINISTRATOR');

-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('ENGINEER', 'TAM', 'MANAGER');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('CONTACT', 'STAFF', 'SYSTEM');

-- CreateEnum
CREATE TYPE "PlanCode" AS ENUM ('BASIC', 'ENHANCED', 'PREMIUM');

-- CreateEnum
CREATE TYPE "BenefitClass" AS ENUM ('RESOURCE', 'ADVICE', 'SUPPORT');

-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('SEVERE', 'MODERATE', 'LIMITED');

-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('WEB', 'EMAIL', 'PHONE');

-- CreateEnum
CREATE TYPE "TicketKind" AS ENUM ('INCIDENT', 'SERVICE_REQUEST', 'TAM_REQUEST');

-- CreateEnum
CREATE TYPE "CoverageVerdict" AS ENUM ('COVERED', 'NOT_COVERED', 'EXCLUDED');

-- CreateEnum
CREATE TYPE "Metric" AS ENUM ('INITIAL_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION');

-- CreateEnum
CREATE TYPE "ClockCancellation" AS ENUM ('WITHDRAWN');

-- CreateEnum
CREATE TYPE "TicketState" AS ENUM ('RECEIVED', 'RESOLVED', 'CLOSED', 'REJECTED_OUT_OF_SCOPE', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "MessageKind" AS ENUM ('REPLY', 'CALL', 'INTERNAL_NOTE', 'SYSTEM');

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "subdivision" TEXT,
    "locale" "Locale" NOT NULL,
    "industry" TEXT,
    "regulated" BOOLEAN NOT NULL DEFAULT false,
    "goLiveAt" TIMESTAMPTZ(3),
    "acceptedTermsVersion" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Site" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "subdivision" TEXT,

    CONSTRAINT "Site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "siteId" TEXT,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT,
    "locale" "Locale",
    "roles" "ContactRole"[],
    "subject" TEXT,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Profile" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Profile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Subscription" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "skuCode" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanPeriod" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "planCode" "PlanCode" NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "begunAt" TIMESTAMPTZ(3),

    CONSTRAINT "PlanPeriod_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccountCalendarOverride" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "opensAt" TEXT,
    "closesAt" TEXT,
    "reason" TEXT NOT NULL,

    CONSTRAINT "AccountCalendarOverride_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffMember" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "roles" "StaffRole"[],
    "regionCode" TEXT NOT NULL,
    "subject" TEXT,

    CONSTRAINT "StaffMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "position" BIGINT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "accountId" TEXT,
    "visibleToCustomer" BOOLEAN NOT NULL,
    "actorKind" "ActorKind" NOT NULL,
    "actorId" TEXT,
    "requestId" TEXT NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "payload" JSONB NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "actorId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "change" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("actorId","key","change")
);

-- CreateTable
CREATE TABLE "EventHead" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "position" BIGINT NOT NULL,

    CONSTRAINT "EventHead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Plan" (
    "code" "PlanCode" NOT NULL,
    "rank" INTEGER NOT NULL,
    "mostPopular" BOOLEAN NOT NULL,
    "free" BOOLEAN NOT NULL,
    "includesCode" "PlanCode",
    "nameFr" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "summaryFr" TEXT NOT NULL,
    "summaryEn" TEXT NOT NULL,

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "PlanBenefit" (
    "planCode" "PlanCode" NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "class" "BenefitClass" NOT NULL,
    "quantity" INTEGER,
    "labelFr" TEXT NOT NULL,
    "labelEn" TEXT NOT NULL,

    CONSTRAINT "PlanBenefit_pkey" PRIMARY KEY ("planCode","code")
);

-- CreateTable
CREATE TABLE "PlanIdealFor" (
    "planCode" "PlanCode" NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "labelFr" TEXT NOT NULL,
    "labelEn" TEXT NOT NULL,

    CONSTRAINT "PlanIdealFor_pkey" PRIMARY KEY ("planCode","code")
);

-- CreateTable
CREATE TABLE "PlanChannel" (
    "planCode" "PlanCode" NOT NULL,
    "channel" "Channel" NOT NULL,
    "severities" "Severity"[],

    CONSTRAINT "PlanChannel_pkey" PRIMARY KEY ("planCode","channel")
);

-- CreateTable
CREATE TABLE "RequestType" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "TicketKind" NOT NULL,
    "labelFr" TEXT NOT NULL,
    "labelEn" TEXT NOT NULL,
    "descriptionFr" TEXT NOT NULL,
    "descriptionEn" TEXT NOT NULL,

    CONSTRAINT "RequestType_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "IntakeForm" (
    "requestTypeCode" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "promptFr" TEXT NOT NULL,
    "promptEn" TEXT NOT NULL,

    CONSTRAINT "IntakeForm_pkey" PRIMARY KEY ("requestTypeCode","version")
);

-- CreateTable
CREATE TABLE "Coverage" (
    "planCode" "PlanCode" NOT NULL,
    "requestTypeCode" TEXT NOT NULL,
    "verdict" "CoverageVerdict" NOT NULL,
    "clauseId" TEXT,

    CONSTRAINT "Coverage_pkey" PRIMARY KEY ("planCode","requestTypeCode")
);

-- CreateTable
CREATE TABLE "TargetVersion" (
    "version" INTEGER NOT NULL,
    "atRiskPercent" INTEGER NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TargetVersion_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "Target" (
    "version" INTEGER NOT NULL,
    "planCode" "PlanCode" NOT NULL,
    "severity" "Severity" NOT NULL,
    "businessMinutes" INTEGER NOT NULL,

    CONSTRAINT "Target_pkey" PRIMARY KEY ("version","planCode","severity")
);

-- CreateTable
CREATE TABLE "Solution" (
    "code" TEXT NOT NULL,
    "nameFr" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,

    CONSTRAINT "Solution_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Sku" (
    "code" TEXT NOT NULL,
    "solutionCode" TEXT NOT NULL,
    "nameFr" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,

    CONSTRAINT "Sku_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Programme" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "vendor" TEXT NOT NULL,
    "nameFr" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "summaryFr" TEXT NOT NULL,
    "summaryEn" TEXT NOT NULL,
    "currentTermsVersion" INTEGER NOT NULL,

    CONSTRAINT "Programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupportHours" (
    "weekday" INTEGER NOT NULL,
    "opensAt" TEXT NOT NULL,
    "closesAt" TEXT NOT NULL,

    CONSTRAINT "SupportHours_pkey" PRIMARY KEY ("weekday","opensAt")
);

-- CreateTable
CREATE TABLE "ContactPoint" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "labelFr" TEXT NOT NULL,
    "labelEn" TEXT NOT NULL,

    CONSTRAINT "ContactPoint_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "TermsVersion" (
    "version" INTEGER NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "titleFr" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,

    CONSTRAINT "TermsVersion_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "Clause" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "parentId" TEXT,
    "position" INTEGER NOT NULL,
    "textFr" TEXT NOT NULL,
    "textEn" TEXT NOT NULL,
    "planCodes" "PlanCode"[],
    "exclusionCode" TEXT,

    CONSTRAINT "Clause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Region" (
    "code" TEXT NOT NULL,
    "nameFr" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "subdivision" TEXT,

    CONSTRAINT "Region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Clock" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "metric" "Metric" NOT NULL,
    "calendarId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "targetSeconds" INTEGER,
    "targetVersion" INTEGER,
    "countedFrom" TIMESTAMPTZ(3),
    "promisedAt" TIMESTAMPTZ(3),
    "atRiskAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "cancelled" "ClockCancellation",
    "atRiskToldAt" TIMESTAMPTZ(3),
    "breachToldAt" TIMESTAMPTZ(3),

    CONSTRAINT "Clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Calendar" (
    "id" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "subdivision" TEXT,
    "overrides" JSONB NOT NULL,

    CONSTRAINT "Calendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ticket" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "accountId" TEXT NOT NULL,
    "siteId" TEXT,
    "requesterId" TEXT NOT NULL,
    "profileId" TEXT,
    "channel" "Channel" NOT NULL,
    "kind" "TicketKind" NOT NULL,
    "requestTypeCode" TEXT NOT NULL,
    "intakeVersion" INTEGER NOT NULL,
    "skuCode" TEXT NOT NULL,
    "severity" "Severity" NOT NULL,
    "planCode" "PlanCode" NOT NULL,
    "subject" TEXT NOT NULL,
    "state" "TicketState" NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "assigneeId" TEXT,
    "relatedToId" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "rejectionReasonFr" TEXT,
    "rejectionReasonEn" TEXT,
    "rejectedClauseId" TEXT,

    CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "kind" "MessageKind" NOT NULL,
    "visibleToCustomer" BOOLEAN NOT NULL,
    "contactId" TEXT,
    "staffId" TEXT,
    "body" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Account_createdAt_id_idx" ON "Account"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Site_accountId_idx" ON "Site"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_subject_key" ON "Contact"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_accountId_email_key" ON "Contact"("accountId", "email");

-- CreateIndex
CREATE UNIQUE INDEX "Profile_accountId_name_key" ON "Profile"("accountId", "name");

-- CreateIndex
CREATE INDEX "Subscription_accountId_skuCode_idx" ON "Subscription"("accountId", "skuCode");

-- CreateIndex
CREATE INDEX "PlanPeriod_accountId_startsAt_idx" ON "PlanPeriod"("accountId", "startsAt");

-- CreateIndex
CREATE UNIQUE INDEX "AccountCalendarOverride_accountId_on_key" ON "AccountCalendarOverride"("accountId", "on");

-- CreateIndex
CREATE UNIQUE INDEX "StaffMember_email_key" ON "StaffMember"("email");

-- CreateIndex
CREATE UNIQUE INDEX "StaffMember_subject_key" ON "StaffMember"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "Event_id_key" ON "Event"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Event_subject_sequence_key" ON "Event"("subject", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "Plan_rank_key" ON "Plan"("rank");

-- CreateIndex
CREATE UNIQUE INDEX "Clause_version_number_key" ON "Clause"("version", "number");

-- CreateIndex
CREATE INDEX "Clock_ticketId_metric_idx" ON "Clock"("ticketId", "metric");

-- CreateIndex
CREATE INDEX "Clock_metric_dueAt_idx" ON "Clock"("metric", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_number_key" ON "Ticket"("number");

-- CreateIndex
CREATE INDEX "Ticket_accountId_receivedAt_id_idx" ON "Ticket"("accountId", "receivedAt", "id");

-- CreateIndex
CREATE INDEX "Ticket_receivedAt_id_idx" ON "Ticket"("receivedAt", "id");

-- CreateIndex
CREATE INDEX "Ticket_assigneeId_idx" ON "Ticket"("assigneeId");

-- CreateIndex
CREATE INDEX "Ticket_relatedToId_idx" ON "Ticket"("relatedToId");

-- CreateIndex
CREATE INDEX "Message_ticketId_sentAt_id_idx" ON "Message"("ticketId", "sentAt", "id");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_acceptedTermsVersion_fkey" FOREIGN KEY ("acceptedTermsVersion") REFERENCES "TermsVersion"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Site" ADD CONSTRAINT "Site_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Profile" ADD CONSTRAINT "Profile_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_skuCode_fkey" FOREIGN KEY ("skuCode") REFERENCES "Sku"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanPeriod" ADD CONSTRAINT "PlanPeriod_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountCalendarOverride" ADD CONSTRAINT "AccountCalendarOverride_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffMember" ADD CONSTRAINT "StaffMember_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_includesCode_fkey" FOREIGN KEY ("includesCode") REFERENCES "Plan"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanBenefit" ADD CONSTRAINT "PlanBenefit_planCode_fkey" FOREIGN KEY ("planCode") REFERENCES "Plan"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanIdealFor" ADD CONSTRAINT "PlanIdealFor_planCode_fkey" FOREIGN KEY ("planCode") REFERENCES "Plan"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanChannel" ADD CONSTRAINT "PlanChannel_planCode_fkey" FOREIGN KEY ("planCode") REFERENCES "Plan"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IntakeForm" ADD CONSTRAINT "IntakeForm_requestTypeCode_fkey" FOREIGN KEY ("requestTypeCode") REFERENCES "RequestType"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Coverage" ADD CONSTRAINT "Coverage_planCode_fkey" FOREIGN KEY ("planCode") REFERENCES "Plan"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Coverage" ADD CONSTRAINT "Coverage_requestTypeCode_fkey" FOREIGN KEY ("requestTypeCode") REFERENCES "RequestType"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Coverage" ADD CONSTRAINT "Coverage_clauseId_fkey" FOREIGN KEY ("clauseId") REFERENCES "Clause"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Target" ADD CONSTRAINT "Target_version_fkey" FOREIGN KEY ("version") REFERENCES "TargetVersion"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Target" ADD CONSTRAINT "Target_planCode_fkey" FOREIGN KEY ("planCode") REFERENCES "Plan"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sku" ADD CONSTRAINT "Sku_solutionCode_fkey" FOREIGN KEY ("solutionCode") REFERENCES "Solution"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Programme" ADD CONSTRAINT "Programme_currentTermsVersion_fkey" FOREIGN KEY ("currentTermsVersion") REFERENCES "TermsVersion"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clause" ADD CONSTRAINT "Clause_version_fkey" FOREIGN KEY ("version") REFERENCES "TermsVersion"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clause" ADD CONSTRAINT "Clause_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Clause"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_calendarId_fkey" FOREIGN KEY ("calendarId") REFERENCES "Calendar"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_targetVersion_fkey" FOREIGN KEY ("targetVersion") REFERENCES "TargetVersion"("version") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_requesterId_fkey" FOREIGN KEY ("requesterId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_profileId_fkey" FOREIGN KEY ("profileId") REFERENCES "Profile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_requestTypeCode_fkey" FOREIGN KEY ("requestTypeCode") REFERENCES "RequestType"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_skuCode_fkey" FOREIGN KEY ("skuCode") REFERENCES "Sku"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_assigneeId_fkey" FOREIGN KEY ("assigneeId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_relatedToId_fkey" FOREIGN KEY ("relatedToId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_rejectedClauseId_fkey" FOREIGN KEY ("rejectedClauseId") REFERENCES "Clause"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Below this line: what the models cannot say.

-- Exactly one plan per account at any instant (S5): periods of one account never overlap.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE "PlanPeriod" ADD CONSTRAINT "PlanPeriod_runs_forward" CHECK ("endsAt" > "startsAt");
ALTER TABLE "PlanPeriod" ADD CONSTRAINT "PlanPeriod_no_overlap"
  EXCLUDE USING gist ("accountId" WITH =, tstzrange("startsAt", "endsAt", '[)') WITH &&);
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_runs_forward" CHECK ("endsAt" > "startsAt");

-- Exactly one plan is the most popular one (S24).
CREATE UNIQUE INDEX "Plan_one_most_popular" ON "Plan" ("mostPopular") WHERE "mostPopular";

-- A cell of the matrix cites a clause exactly when it is excluded.
ALTER TABLE "Coverage" ADD CONSTRAINT "Coverage_clause_when_excluded"
  CHECK (("verdict" = 'EXCLUDED') = ("clauseId" IS NOT NULL));

-- An account's own days only close or shorten: a shortened day opens later, closes earlier, or both (C38).
ALTER TABLE "AccountCalendarOverride" ADD CONSTRAINT "AccountCalendarOverride_closed_or_shorter"
  CHECK ("opensAt" IS NULL OR "closesAt" IS NULL OR "opensAt" < "closesAt");

-- A target is a promise: all of it or nothing.
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_target_whole"
  CHECK (num_nulls("targetSeconds", "countedFrom", "promisedAt", "atRiskAt", "dueAt") IN (0, 5));

-- What is looked for each second: few rows, whatever the number of tickets.
CREATE INDEX "Clock_deadlines" ON "Clock" ("atRiskAt") WHERE "endedAt" IS NULL AND "breachToldAt" IS NULL;
CREATE INDEX "PlanPeriod_not_begun" ON "PlanPeriod" ("startsAt") WHERE "begunAt" IS NULL;

-- References start at T-1001: a customer's first ticket is not number one.
ALTER SEQUENCE "Ticket_number_seq" RESTART WITH 1001;

-- Requests run as tierline_app, which owns nothing. Everybody reads the catalogue; nobody but the owner writes it.
-- Events are only ever added.
GRANT USAGE ON SCHEMA public TO tierline_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO tierline_app;
REVOKE ALL ON "_prisma_migrations" FROM tierline_app;
GRANT INSERT, UPDATE ON
  "Account", "Site", "Contact", "Profile", "Subscription", "PlanPeriod", "AccountCalendarOverride", "StaffMember",
  "Ticket", "Message", "Clock"
  TO tierline_app;
GRANT DELETE ON "AccountCalendarOverride", "PlanPeriod" TO tierline_app;
GRANT INSERT ON "Calendar", "Event" TO tierline_app;
GRANT INSERT, UPDATE ON "IdempotencyKey" TO tierline_app;
GRANT UPDATE ON "EventHead" TO tierline_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO tierline_app;

-- Whose rows: `tierline.accounts` holds '*' or account ids with commas (prisma/src/tenancy.ts); unset means none.
CREATE FUNCTION tierline_sees(account_id text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT current_setting('tierline.accounts', true) = '*'
    OR account_id = ANY (string_to_array(current_setting('tierline.accounts', true), ','))
$$;

ALTER TABLE "Account" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Account" USING (tierline_sees("id"));
ALTER TABLE "Site" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Site" USING (tierline_sees("accountId"));
ALTER TABLE "Contact" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Contact" USING (tierline_sees("accountId"));
ALTER TABLE "Profile" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Profile" USING (tierline_sees("accountId"));
ALTER TABLE "Subscription" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Subscription" USING (tierline_sees("accountId"));
ALTER TABLE "PlanPeriod" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "PlanPeriod" USING (tierline_sees("accountId"));
ALTER TABLE "AccountCalendarOverride" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "AccountCalendarOverride" USING (tierline_sees("accountId"));
ALTER TABLE "Ticket" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Ticket" USING (tierline_sees("accountId"));
ALTER TABLE "Message" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Message" USING (tierline_sees("accountId"));
ALTER TABLE "Clock" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Clock" USING (tierline_sees("accountId"));
ALTER TABLE "Event" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Event" USING (tierline_sees("accountId"));
