-- Told of are not only those who watch any more.
ALTER TABLE "WatcherHead" RENAME TO "TicketNoticeHead";
ALTER TABLE "TicketNoticeHead" RENAME CONSTRAINT "WatcherHead_pkey" TO "TicketNoticeHead_pkey";
UPDATE "Notice" SET "kind" = 'TICKET_CHANGED', "data" = ("data" - 'answered') || jsonb_build_object('role', 'WATCHER', 'news',
  CASE WHEN ("data"->>'answered')::boolean THEN '["REPLIED"]'::jsonb ELSE '[]'::jsonb END)
WHERE "kind" = 'WATCHED_TICKET_CHANGED';
