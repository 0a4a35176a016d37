import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { line, prose } from '../input.ts';
import { InvalidInputProblem, parse, type Refinement, type Text } from '../problem.ts';
import { knownComponents } from './known-components.ts';
import { knownEventFor } from './known-event.ts';
import { sayUpdate } from './say-update.ts';
import { firstStage, STATUS_EVENT_KINDS, type StatusEventKind } from './status.rules.ts';

export const REPORT_STATUS_EVENT_PROBLEMS = [InvalidInputProblem];

const reportStatusEventInput = z
  .object({
    kind: z.enum(STATUS_EVENT_KINDS),
    titleFr: line(200),
    titleEn: line(200),
    components: z.array(z.string()).min(1).max(50),
    bodyFr: prose(5_000).nullish(),
    bodyEn: prose(5_000).nullish(),
    startedAt: z.date().nullish(),
  })
  .refine(({ bodyFr, bodyEn }) => Boolean(bodyFr) === Boolean(bodyEn), {
    path: ['bodyEn'],
    params: {
      code: 'IN_BOTH_LANGUAGES',
      fr: 'doit être donné dans les deux langues, ou dans aucune.',
      en: 'must be given in both languages, or in neither.',
    } satisfies Refinement,
  });

/**
 * Reports that something happens to the platform, from now on or since a while ago, links it with the open tickets that
 * say so (B18), and tells subscribers (S55). No clock stops (C30). Throws one of REPORT_STATUS_EVENT_PROBLEMS.
 */
export async function reportStatusEvent(
  ctx: Context,
  raw: z.input<typeof reportStatusEventInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'status.report');
  const { kind, titleFr, titleEn, bodyFr, bodyEn, ...input } = parse(reportStatusEventInput, raw);
  const startedAt = input.startedAt ?? now;
  if (startedAt > now) throw yetToCome();
  const stage = firstStage(kind);
  return transact(ctx, actor, async (tx) => {
    const components = await knownComponents(tx, input.components);
    const id = newId('ste');
    await tx.statusEvent.create({
      data: {
        id,
        kind,
        stage,
        titleFr,
        titleEn,
        openedAt: now,
        startedAt,
        components: { create: components.map((componentCode) => ({ componentCode })) },
      },
    });
    const body = bodyFr && bodyEn ? { fr: bodyFr, en: bodyEn } : FIRST_WORDS[kind];
    await sayUpdate(tx, id, { stage, body }, ctx);
    return {
      value: { id },
      events: [
        happenedAtVendor('status.event_reported', id, { kind, components }),
        ...(await knownEventFor(tx, { eventId: id }, now)),
      ],
    };
  });
}

function yetToCome(): InvalidInputProblem {
  const text = {
    fr: 'est à venir : annoncez une maintenance avec scheduleMaintenance.',
    en: 'is yet to come: announce maintenance by scheduleMaintenance.',
  };
  return new InvalidInputProblem([{ path: 'startedAt', code: 'TOO_BIG', text }]);
}

/** What is said until there is more to say. */
const FIRST_WORDS: Record<StatusEventKind, Text> = {
  OUTAGE: { fr: 'Nous en recherchons la cause.', en: 'We are looking for the cause.' },
  INCIDENT: { fr: 'Nous en recherchons la cause.', en: 'We are looking for the cause.' },
  MAINTENANCE: { fr: 'La maintenance a commencé.', en: 'The maintenance has begun.' },
};
