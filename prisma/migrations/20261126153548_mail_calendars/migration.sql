-- AlterTable
ALTER TABLE "MeetingInvitation" DROP COLUMN "deliveredAt";

-- AlterTable
ALTER TABLE "OutgoingMail" ADD COLUMN     "calendar" TEXT,
ADD COLUMN     "calendarMethod" "InvitationMethod",
ADD COLUMN     "invitationId" TEXT;

-- AlterTable
ALTER TABLE "TicketMeeting" ADD COLUMN     "sequence" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "OutgoingMail_invitationId_key" ON "OutgoingMail"("invitationId");

-- AddForeignKey
ALTER TABLE "OutgoingMail" ADD CONSTRAINT "OutgoingMail_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "MeetingInvitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "OutgoingMail" ADD CONSTRAINT "OutgoingMail_calendar" CHECK (
  ("calendar" IS NULL) = ("calendarMethod" IS NULL));
