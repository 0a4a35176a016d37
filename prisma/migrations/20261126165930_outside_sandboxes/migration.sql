-- What came since sandboxes did and belongs to no account is not changed from within one either (B22).
DO $$
DECLARE place text;
BEGIN
  FOR place IN
    SELECT c."relname" FROM pg_class c
    WHERE c."relkind" = 'r' AND c."relnamespace" = 'public'::regnamespace
      AND (has_table_privilege('tierline_app', c."oid", 'INSERT') OR has_table_privilege('tierline_app', c."oid", 'UPDATE'))
      AND NOT (c."relrowsecurity" AND EXISTS (
        SELECT 1 FROM pg_attribute a WHERE a."attrelid" = c."oid" AND a."attname" IN ('accountId', 'sandboxId')))
      AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t."tgrelid" = c."oid" AND t."tgname" = 'stays_in_sandbox')
      AND c."relname" NOT IN ('Account', 'Calendar', 'CostBudget', 'EventHead', 'IdempotencyKey', 'Sandbox', 'TicketNoticeHead')
  LOOP
    EXECUTE format('CREATE TRIGGER stays_in_sandbox BEFORE INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION tierline_refuse_in_sandbox()', place);
  END LOOP;
END $$;
