-- AlterEnum
ALTER TYPE "RetentionKind" ADD VALUE 'QUARANTINED_MAIL';

-- CreateTable
CREATE TABLE "CatalogueBeginning" (
    "name" TEXT NOT NULL,

    CONSTRAINT "CatalogueBeginning_pkey" PRIMARY KEY ("name")
);

-- Written by hand, from here on.

-- What was begun before is not begun anew, also where all of it was removed since.
INSERT INTO "CatalogueBeginning" SELECT 'ArticleCategory'
  WHERE EXISTS (SELECT FROM "ArticleCategory") OR EXISTS (SELECT FROM "Event" WHERE "type" = 'article.category_removed');
INSERT INTO "CatalogueBeginning" SELECT 'ForumCategory'
  WHERE EXISTS (SELECT FROM "ForumCategory") OR EXISTS (SELECT FROM "Event" WHERE "type" = 'forum.category_removed');
INSERT INTO "CatalogueBeginning" SELECT 'ForumLimit' WHERE EXISTS (SELECT FROM "ForumLimit");
