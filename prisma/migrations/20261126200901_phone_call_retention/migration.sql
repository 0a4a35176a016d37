-- A value that is added to an enum can be used from the next migration on.
INSERT INTO "RetentionPeriod" VALUES ('PHONE_CALL', 90);
