-- CreateEnum
CREATE TYPE "MeetingRoomState" AS ENUM ('PENDING', 'READY', 'FAILED', 'REMOVED');

-- CreateEnum
CREATE TYPE "MeetingRoomFailure" AS ENUM ('NOT_AUTHORISED', 'UNKNOWN_HOST', 'REFUSED', 'RATE_LIMITED', 'UNAVAILABLE', 'NO_ANSWER');

-- AlterTable
ALTER TABLE "ProposedSlot" ALTER COLUMN "joinLink" DROP NOT NULL;

-- CreateTable
CREATE TABLE "MeetingRoom" (
    "meetingId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "state" "MeetingRoomState" NOT NULL,
    "wanted" INTEGER NOT NULL DEFAULT 1,
    "providerId" TEXT,
    "maybeMadeAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failure" "MeetingRoomFailure",
    "failedAt" TIMESTAMPTZ(3),
    "nextAttemptAt" TIMESTAMPTZ(3),
    "claimedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "MeetingRoom_pkey" PRIMARY KEY ("meetingId")
);

-- AddForeignKey
ALTER TABLE "MeetingRoom" ADD CONSTRAINT "MeetingRoom_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

-- What is looked for each second: few rows, whatever there ever was.
CREATE INDEX "MeetingRoom_due" ON "MeetingRoom" ("nextAttemptAt") WHERE "nextAttemptAt" IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON "MeetingRoom" TO tierline_app;
ALTER TABLE "MeetingRoom" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "MeetingRoom" USING (tierline_sees("accountId"));
