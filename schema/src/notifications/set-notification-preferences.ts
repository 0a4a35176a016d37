import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { kindsFor } from './notice-kinds.rules.ts';
import { NOTICE_KINDS, type NoticeKind } from './notice.rules.ts';

export const SET_NOTIFICATION_PREFERENCES_PROBLEMS = [InvalidInputProblem];

const KIND = z.enum(NOTICE_KINDS as readonly [NoticeKind, ...NoticeKind[]]);
const setNotificationPreferencesInput = z.object({
  locale: z.enum(['FR', 'EN']).nullish(),
  kinds: z
    .array(z.object({ kind: KIND, byMail: z.boolean() }))
    .max(100)
    .nullish(),
});

/**
 * Chooses in which language and of which kinds the caller is told by mail; what is not named stays as it is, and the inbox
 * shows everything. Throws one of SET_NOTIFICATION_PREFERENCES_PROBLEMS.
 */
export async function setNotificationPreferences(
  ctx: Context,
  raw: z.input<typeof setNotificationPreferencesInput>,
): Promise<{ personId: string }> {
  const { actor } = ctx;
  allow(actor, 'notices.read');
  const { locale, kinds } = parse(setNotificationPreferencesInput, raw);
  const { id: personId } = actor;
  const known = kindsFor(actor);
  const foreign = (kinds ?? []).findIndex(({ kind }) => !known.includes(kind));
  if (foreign >= 0) throw doesNotConcernYou(`kinds.${foreign}.kind`);
  return transact(ctx, actor, async (tx) => {
    for (const { kind, byMail } of kinds ?? []) {
      await tx.mailPreference.upsert({
        where: { personId_kind: { personId, kind } },
        create: { personId, kind, byMail },
        update: { byMail },
      });
    }
    if (locale && actor.kind === 'staff') {
      await tx.staffMember.update({ where: { id: personId }, data: { locale } });
    } else if (locale) {
      await tx.contact.update({ where: { id: personId }, data: { locale } });
    }
    if (!locale && !kinds?.length) return { value: { personId }, events: NOTHING_HAPPENED };
    const told = happenedAtVendor('notices.preferences_set', personId, {
      locale: locale ?? null,
      stopped: (kinds ?? []).flatMap(({ kind, byMail }) => (byMail ? [] : [kind])),
      resumed: (kinds ?? []).flatMap(({ kind, byMail }) => (byMail ? [kind] : [])),
    });
    const accountId = actor.kind === 'contact' ? actor.accountId : null;
    return { value: { personId }, events: [{ ...told, accountId }] };
  });
}

function doesNotConcernYou(path: string): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path,
      code: 'UNEXPECTED',
      text: { fr: 'ne vous concerne jamais.', en: 'never concerns you.' },
    },
  ]);
}
