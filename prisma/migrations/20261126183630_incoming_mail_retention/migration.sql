-- A value that is added to an enum can be used from the next migration on.
INSERT INTO "RetentionPeriod" VALUES ('INCOMING_MAIL', 90);
