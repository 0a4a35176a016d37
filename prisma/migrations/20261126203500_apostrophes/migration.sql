-- The French of what is published has typographic apostrophes, as all other texts do: the words stay the same (S86).
UPDATE "TermsVersion" SET "titleFr" = regexp_replace("titleFr", '(\S)''(\S)', '\1’\2', 'g');
UPDATE "Clause" SET "textFr" = regexp_replace("textFr", '(\S)''(\S)', '\1’\2', 'g');
UPDATE "IntakeForm" SET "promptFr" = regexp_replace("promptFr", '(\S)''(\S)', '\1’\2', 'g'),
  "fields" = regexp_replace("fields"::text, '(\S)''(\S)', '\1’\2', 'g')::jsonb
WHERE "publishedById" IS NULL;
