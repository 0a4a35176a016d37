-- CreateEnum
CREATE TYPE "CourseKind" AS ENUM ('SELF_PACED', 'INSTRUCTOR_LED');

-- CreateEnum
CREATE TYPE "NoShowRule" AS ENUM ('CONSUMED', 'RELEASED');

-- AlterEnum
ALTER TYPE "LedgerCause" ADD VALUE 'BOOKING';

-- AlterTable
ALTER TABLE "LedgerLine" ADD COLUMN     "bookingId" TEXT;

-- CreateTable
CREATE TABLE "TrainingCourse" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "kind" "CourseKind" NOT NULL,
    "titleFr" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "descriptionFr" TEXT NOT NULL,
    "descriptionEn" TEXT NOT NULL,
    "url" TEXT,
    "noShow" "NoShowRule" NOT NULL DEFAULT 'CONSUMED',

    CONSTRAINT "TrainingCourse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrainingSession" (
    "id" TEXT NOT NULL,
    "courseId" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "timeZone" TEXT NOT NULL,
    "language" "Locale" NOT NULL,
    "seats" INTEGER NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelReason" TEXT,

    CONSTRAINT "TrainingSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrainingBooking" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "bookedAt" TIMESTAMPTZ(3),
    "passedOverAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),
    "consumedAt" TIMESTAMPTZ(3),
    "attended" BOOLEAN,

    CONSTRAINT "TrainingBooking_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "TrainingCourse_code_key" ON "TrainingCourse"("code");

-- CreateIndex
CREATE INDEX "TrainingSession_courseId_startsAt_id_idx" ON "TrainingSession"("courseId", "startsAt", "id");

-- CreateIndex
CREATE INDEX "TrainingBooking_accountId_requestedAt_id_idx" ON "TrainingBooking"("accountId", "requestedAt", "id");

-- CreateIndex
CREATE INDEX "TrainingBooking_sessionId_idx" ON "TrainingBooking"("sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerLine_bookingId_kind_key" ON "LedgerLine"("bookingId", "kind");

-- AddForeignKey
ALTER TABLE "LedgerLine" ADD CONSTRAINT "LedgerLine_bookingId_fkey" FOREIGN KEY ("bookingId") REFERENCES "TrainingBooking"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingSession" ADD CONSTRAINT "TrainingSession_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "TrainingCourse"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingBooking" ADD CONSTRAINT "TrainingBooking_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingBooking" ADD CONSTRAINT "TrainingBooking_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "TrainingSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingBooking" ADD CONSTRAINT "TrainingBooking_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "TrainingSession" ADD CONSTRAINT "TrainingSession_runs_forward" CHECK ("endsAt" > "startsAt");
ALTER TABLE "TrainingSession" ADD CONSTRAINT "TrainingSession_seats" CHECK ("seats" > 0);
-- A person has one seat in a session, or one place in its line.
CREATE UNIQUE INDEX "TrainingBooking_once_a_person" ON "TrainingBooking" ("sessionId", "contactId")
  WHERE "cancelledAt" IS NULL;
-- What is looked for each second: few rows, whatever was ever booked.
CREATE INDEX "TrainingBooking_to_consume" ON "TrainingBooking" ("sessionId")
  WHERE "bookedAt" IS NOT NULL AND "consumedAt" IS NULL AND "cancelledAt" IS NULL;
CREATE INDEX "TrainingBooking_waiting" ON "TrainingBooking" ("sessionId")
  WHERE "bookedAt" IS NULL AND "cancelledAt" IS NULL;

-- How many seats are taken, and how many people wait who were not passed over: a number only, beyond the tenant.
CREATE FUNCTION tierline_training_occupancy(session_id text) RETURNS TABLE (booked int, waiting int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT count(*) FILTER (WHERE "bookedAt" IS NOT NULL)::int,
    count(*) FILTER (WHERE "bookedAt" IS NULL AND "passedOverAt" IS NULL)::int
  FROM "TrainingBooking" WHERE "sessionId" = session_id AND "cancelledAt" IS NULL
$$;
REVOKE ALL ON FUNCTION tierline_training_occupancy(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tierline_training_occupancy(text) TO tierline_app;

GRANT SELECT, INSERT ON "TrainingCourse" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "TrainingSession", "TrainingBooking" TO tierline_app;
ALTER TABLE "TrainingBooking" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TrainingBooking" USING (tierline_sees("accountId"));
