-- For how many days of 24 hours a reply re-opens what was resolved: configurable (C22).
ALTER TABLE "Programme" ADD COLUMN "reopenedWithinDays" INTEGER NOT NULL DEFAULT 30;
ALTER TABLE "Programme" ADD CONSTRAINT "Programme_reopened_within" CHECK ("reopenedWithinDays" BETWEEN 0 AND 3650);
