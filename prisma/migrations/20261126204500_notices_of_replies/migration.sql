-- Replies are a kind of their own now: whoever chose for what they were told as goes on as they chose.
INSERT INTO "MailPreference" ("personId", "kind", "byMail")
SELECT "personId", 'TICKET_REPLIED', "byMail" FROM "MailPreference" WHERE "kind" = 'TICKET_CHANGED'
ON CONFLICT DO NOTHING;
