-- A value that is added to an enum can be used from the next migration on.
INSERT INTO "RetentionPeriod" VALUES ('QUARANTINED_MAIL', 180);
