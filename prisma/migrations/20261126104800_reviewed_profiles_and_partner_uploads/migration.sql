-- AlterTable
ALTER TABLE "Attachment" ADD COLUMN     "partnerPersonId" TEXT;

-- CreateTable
CREATE TABLE "ReviewedProfile" (
    "ticketId" TEXT NOT NULL,
    "profileId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,

    CONSTRAINT "ReviewedProfile_pkey" PRIMARY KEY ("ticketId","profileId")
);

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_partnerPersonId_fkey" FOREIGN KEY ("partnerPersonId") REFERENCES "PartnerPerson"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewedProfile" ADD CONSTRAINT "ReviewedProfile_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewedProfile" ADD CONSTRAINT "ReviewedProfile_profileId_fkey" FOREIGN KEY ("profileId") REFERENCES "Profile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "Attachment" DROP CONSTRAINT "Attachment_one_uploader";
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_one_uploader"
  CHECK (num_nonnulls("contactId", "staffId", "partnerPersonId") <= 1);

-- A partner's upload, and what is done with it, is the partner's until it is attached for a customer.
DROP POLICY tenant ON "Attachment";
CREATE POLICY tenant ON "Attachment" USING (tierline_sees(coalesce("accountId",
  (SELECT "partnerId" FROM "PartnerPerson" WHERE "PartnerPerson"."id" = "partnerPersonId"))));
DROP POLICY tenant ON "Event";
CREATE POLICY tenant ON "Event" USING (tierline_sees(coalesce("accountId",
  CASE WHEN "actorKind" = 'PARTNER' THEN
    (SELECT "partnerId" FROM "PartnerPerson" WHERE "PartnerPerson"."id" = "actorId") END,
  "subject")));

GRANT SELECT, INSERT ON "ReviewedProfile" TO tierline_app;
ALTER TABLE "ReviewedProfile" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ReviewedProfile" USING (tierline_sees("accountId"));
