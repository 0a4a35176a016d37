-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "accessEndedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "PartnerPerson" ADD COLUMN     "accessEndedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "StaffMember" ADD COLUMN     "accessEndedAt" TIMESTAMPTZ(3);

-- Written by hand, from here on.

GRANT UPDATE ON "StaffMember" TO tierline_app;

-- Whoever has no access has no role.
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_ended_without_roles"
  CHECK ("accessEndedAt" IS NULL OR cardinality("roles") = 0);
ALTER TABLE "PartnerPerson" ADD CONSTRAINT "PartnerPerson_ended_without_roles"
  CHECK ("accessEndedAt" IS NULL OR cardinality("roles") = 0);
ALTER TABLE "StaffMember" ADD CONSTRAINT "StaffMember_ended_without_roles"
  CHECK ("accessEndedAt" IS NULL OR cardinality("roles") = 0);
