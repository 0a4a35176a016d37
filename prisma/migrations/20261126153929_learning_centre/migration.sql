-- CreateTable
CREATE TABLE "CourseLesson" (
    "id" TEXT NOT NULL,
    "courseId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "titleFr" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "CourseLesson_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CourseProgress" (
    "id" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "courseId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "lastLessonId" TEXT NOT NULL,
    "completedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CourseProgress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LessonCompletion" (
    "progressId" TEXT NOT NULL,
    "lessonId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "completedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LessonCompletion_pkey" PRIMARY KEY ("progressId","lessonId")
);

-- CreateIndex
CREATE UNIQUE INDEX "CourseLesson_courseId_position_key" ON "CourseLesson"("courseId", "position");

-- CreateIndex
CREATE INDEX "CourseProgress_accountId_lastAt_id_idx" ON "CourseProgress"("accountId", "lastAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CourseProgress_contactId_courseId_key" ON "CourseProgress"("contactId", "courseId");

-- AddForeignKey
ALTER TABLE "CourseLesson" ADD CONSTRAINT "CourseLesson_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "TrainingCourse"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseProgress" ADD CONSTRAINT "CourseProgress_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseProgress" ADD CONSTRAINT "CourseProgress_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseProgress" ADD CONSTRAINT "CourseProgress_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "TrainingCourse"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseProgress" ADD CONSTRAINT "CourseProgress_lastLessonId_fkey" FOREIGN KEY ("lastLessonId") REFERENCES "CourseLesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LessonCompletion" ADD CONSTRAINT "LessonCompletion_progressId_fkey" FOREIGN KEY ("progressId") REFERENCES "CourseProgress"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LessonCompletion" ADD CONSTRAINT "LessonCompletion_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "CourseLesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand, from here on.

ALTER TABLE "CourseLesson" ADD CONSTRAINT "CourseLesson_minutes" CHECK ("minutes" BETWEEN 1 AND 600);

-- What a self-paced course was before, one thing to take, is its first lesson.
INSERT INTO "CourseLesson" ("id", "courseId", "position", "titleFr", "titleEn", "url", "minutes")
SELECT 'les_' || substring("id" FROM 5), "id", 1, "titleFr", "titleEn", "url", 60
FROM "TrainingCourse" WHERE "kind" = 'SELF_PACED' AND "url" IS NOT NULL;

-- Lessons are locked through their course, which nobody changes otherwise.
GRANT SELECT, INSERT, UPDATE ON "CourseLesson" TO tierline_app;
GRANT UPDATE ON "TrainingCourse" TO tierline_app;
GRANT SELECT, INSERT, UPDATE ON "CourseProgress" TO tierline_app;
ALTER TABLE "CourseProgress" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "CourseProgress" USING (tierline_sees("accountId"));
-- What was taken stays taken.
GRANT SELECT, INSERT ON "LessonCompletion" TO tierline_app;
ALTER TABLE "LessonCompletion" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "LessonCompletion" USING (tierline_sees("accountId"));
