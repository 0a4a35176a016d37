-- CreateTable
CREATE TABLE "WatcherHead" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "position" BIGINT NOT NULL,

    CONSTRAINT "WatcherHead_pkey" PRIMARY KEY ("id")
);

-- Written by hand, from here on.

-- What happened before is told to nobody.
INSERT INTO "WatcherHead" ("position") SELECT coalesce(max("position"), 0) FROM "EventHead";
GRANT SELECT, UPDATE ON "WatcherHead" TO tierline_app;
