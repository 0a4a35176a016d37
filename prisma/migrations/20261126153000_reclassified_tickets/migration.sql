-- A ticket that turns out to be no health review covers no profiles any more (S111).
GRANT DELETE ON "ReviewedProfile" TO tierline_app;
