-- AlterTable
ALTER TABLE "ForumLimit" ALTER COLUMN "perHour" DROP NOT NULL;

-- Written by hand, from here on.

GRANT INSERT, UPDATE, DELETE ON "ArticleCategory", "ForumCategory" TO tierline_app;
GRANT INSERT, UPDATE ON "ForumLimit" TO tierline_app;
-- No sandbox changes them (B22).
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR UPDATE OR DELETE ON "ArticleCategory"
  FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR UPDATE OR DELETE ON "ForumCategory"
  FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR UPDATE OR DELETE ON "ForumLimit"
  FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox();
