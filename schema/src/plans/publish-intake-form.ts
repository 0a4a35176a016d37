import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { checkFields, INTAKE_KINDS } from './intake.rules.ts';

export const PUBLISH_INTAKE_FORM_PROBLEMS = [InvalidInputProblem];

const labels = { labelFr: line(200), labelEn: line(200) };
const publishIntakeFormInput = z.object({
  requestType: z.string(),
  promptFr: prose(2_000),
  promptEn: prose(2_000),
  fields: z
    .array(
      z.object({
        key: z.string(),
        kind: z.enum(INTAKE_KINDS),
        required: z.boolean(),
        ...labels,
        options: z
          .array(z.object({ value: line(100), ...labels }))
          .max(50)
          .nullish(),
      }),
    )
    .max(30),
});

/**
 * Publishes the next version of the process by which a type of request is made. It is the current one at once: who
 * follows an earlier one is refused with it, and tickets keep theirs (S87). Throws one of PUBLISH_INTAKE_FORM_PROBLEMS.
 */
export async function publishIntakeForm(
  ctx: Context,
  raw: z.input<typeof publishIntakeFormInput>,
): Promise<{ requestTypeCode: string; version: number }> {
  const { actor, now } = ctx;
  allow(actor, 'intake.publish');
  const { requestType: requestTypeCode, fields, ...prompt } = parse(publishIntakeFormInput, raw);
  const questions = fields.map(({ key, kind, required, options, ...label }) => ({
    key,
    kind,
    required,
    label: { fr: label.labelFr, en: label.labelEn },
    ...(options && {
      options: options.map(({ value, labelFr: fr, labelEn: en }) => ({ value, label: { fr, en } })),
    }),
  }));
  checkFields(questions);
  return transact(ctx, actor, async (tx) => {
    // Versions of one type are published one after the other.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('tierline.intake'))`;
    const { _max: newest } = await tx.intakeForm.aggregate({
      where: { requestTypeCode },
      _max: { version: true },
    });
    if (newest.version === null) throw unknownValue('requestType', requestTypeCode);
    const version = newest.version + 1;
    await tx.intakeForm.create({
      data: {
        requestTypeCode,
        version,
        publishedAt: now,
        publishedById: actor.id,
        ...prompt,
        fields: questions,
      },
    });
    const payload = { requestType: requestTypeCode, version };
    return {
      value: { requestTypeCode, version },
      events: [happenedAtVendor('intake.published', `intake_${requestTypeCode}`, payload)],
    };
  });
}
