-- AlterEnum
ALTER TYPE "RetentionKind" ADD VALUE 'PHONE_CALL';
