import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import { COUNTED_FROM_MS, HORIZON_MS } from '../calendar/horizon.rules.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import type { Context } from '../context.ts';
import { happened, transact, type NewEvent, type Tx } from '../event.ts';
import { line, prose } from '../input.ts';
import { planAt } from '../plans/plan-at.ts';
import { InvalidInputProblem, parse, type InputIssue, type Text } from '../problem.ts';
import { keepHistory } from '../sla/clocks.ts';
import { targetAt } from '../sla/targets.ts';
import { importedMessages, messagesOf } from './import-messages.ts';
import { firstAnswer, importedClocks } from './import.rules.ts';
import { reference } from './ticket.rules.ts';

export const IMPORT_TICKETS_PROBLEMS = [InvalidInputProblem];

const importedTicket = z.object({
  externalReference: line(200),
  requesterId: z.string(),
  requestType: z.string(),
  severity: z.enum(['SEVERE', 'MODERATE', 'LIMITED']),
  sku: z.string(),
  subject: line(200),
  question: prose(20_000),
  plan: z.enum(['BASIC', 'ENHANCED', 'PREMIUM']).nullish(),
  messages: importedMessages.nullish(),
  receivedAt: z.date(),
  respondedAt: z.date().nullish(),
  resolvedAt: z.date().nullish(),
});
const importTicketsInput = z.object({
  accountId: z.string(),
  enforceFrom: z.date().nullish(),
  tickets: z.array(z.unknown()).max(100),
});

/** What became of one row: a ticket, the one that was there already, or why there is none. */
export interface ImportedRow {
  index: number;
  outcome: 'IMPORTED' | 'ALREADY_IMPORTED' | 'REFUSED';
  ticketId: string | null;
  issues: InputIssue[];
}

/**
 * Takes over tickets that another system kept, with what was said on them, and a result for each: what cannot be is refused by itself, and what was
 * imported before is answered again. Their clocks are history; nobody is told of them, and no deadline fires (C34).
 * Throws one of IMPORT_TICKETS_PROBLEMS.
 */
export async function importTickets(
  ctx: Context,
  raw: { accountId: string; enforceFrom?: Date | null | undefined; tickets: readonly object[] },
): Promise<{ rows: ImportedRow[] }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.import');
  const { accountId, enforceFrom, tickets } = parse(importTicketsInput, raw);
  if (tickets.length === 0 && !enforceFrom) throw refused('tickets', 'TOO_SMALL', NONE);
  if (enforceFrom && enforceFrom > now) throw refused('enforceFrom', 'TOO_BIG', IN_FUTURE);
  return transact(ctx, actor, async (tx) => {
    const account = await accountAtHand(tx, actor, accountId);
    if (enforceFrom) await tx.account.update({ where: { id: accountId }, data: { enforceFrom } });
    const enforced = enforceFrom ?? account.enforceFrom;
    const rows: ImportedRow[] = [];
    const events: NewEvent[] = [];
    for (const [index, row] of tickets.entries()) {
      try {
        const ticket = parse(importedTicket, row);
        const earlier = await tx.ticket.findUnique({
          where: {
            accountId_externalReference: { accountId, externalReference: ticket.externalReference },
          },
        });
        if (earlier) {
          rows.push({ index, outcome: 'ALREADY_IMPORTED', ticketId: earlier.id, issues: [] });
          continue;
        }
        const imported = await importTicket(tx, accountId, ticket, { enforceFrom: enforced, now });
        rows.push({ index, outcome: 'IMPORTED', ticketId: imported.id, issues: [] });
        events.push(...imported.events);
      } catch (problem) {
        if (!(problem instanceof InvalidInputProblem)) throw problem;
        rows.push({ index, outcome: 'REFUSED', ticketId: null, issues: [...problem.issues] });
      }
    }
    const summary = happened(
      'account.tickets_imported',
      { id: accountId, accountId },
      {
        imported: rows.filter(({ outcome }) => outcome === 'IMPORTED').length,
        enforceFrom: enforced?.toISOString() ?? null,
      },
    );
    return { value: { rows }, events: [summary, ...events] };
  });
}

async function importTicket(
  tx: Tx,
  accountId: string,
  row: z.output<typeof importedTicket>,
  { enforceFrom, now }: { enforceFrom: Date | null; now: Date },
): Promise<{ id: string; events: NewEvent[] }> {
  const { receivedAt } = row;
  const said = row.messages ?? [];
  const [respondedAt, resolvedAt] = [row.respondedAt ?? firstAnswer(said), row.resolvedAt ?? null];
  checkInstants({ receivedAt, respondedAt, resolvedAt }, now);
  const requester = await tx.contact.findFirst({ where: { id: row.requesterId, accountId } });
  const type = await tx.requestType.findUnique({ where: { code: row.requestType } });
  const sku = await tx.sku.findUnique({ where: { code: row.sku } });
  if (!requester) throw refused('requesterId', 'UNKNOWN', UNKNOWN);
  if (!type) throw refused('requestType', 'UNKNOWN', UNKNOWN);
  if (!sku) throw refused('sku', 'UNKNOWN', UNKNOWN);
  const messages = await messagesOf(tx, { accountId, receivedAt, requesterId: requester.id }, said, now);
  const planCode = row.plan ?? (await planAt(tx, accountId, receivedAt));
  const spec = await calendarOf(tx, requester);
  const target = await targetAt(tx, planCode, row.severity, receivedAt);
  const past = { receivedAt, respondedAt, resolvedAt };
  const clocks = importedClocks(past, supportCalendar(spec), target, { enforceFrom, now });
  const id = newId('tkt');
  const ticket = await tx.ticket.create({
    data: {
      id,
      accountId,
      externalReference: row.externalReference,
      importedAt: now,
      siteId: requester.siteId,
      requesterId: requester.id,
      channel: 'WEB',
      kind: type.kind,
      requestTypeCode: type.code,
      intakeVersion: 1,
      skuCode: sku.code,
      severity: row.severity,
      planCode,
      subject: row.subject,
      state: resolvedAt ? 'RESOLVED' : 'RECEIVED',
      receivedAt,
      updatedAt: receivedAt,
      endedAt: resolvedAt,
      messages: {
        create: {
          id: newId('msg'),
          accountId,
          kind: 'REPLY',
          visibleToCustomer: true,
          contactId: requester.id,
          body: row.question,
          sentAt: receivedAt,
        },
      },
    },
  });
  await tx.message.createMany({ data: messages.map((message) => ({ ...message, ticketId: id })) });
  const { promised, ...first } = clocks.initialResponse;
  const { endedAt, cancelled } = clocks.resolution;
  const counted = { owedFrom: receivedAt, countedFrom: receivedAt, promisedAt: receivedAt };
  const kept = await keepHistory(tx, ticket, spec, receivedAt, [
    {
      ...first,
      metric: 'INITIAL_RESPONSE',
      ...(promised && { ...promised, ...counted, targetSeconds: target!.seconds }),
      targetVersion: target?.version ?? null,
    },
    { metric: 'RESOLUTION', endedAt, cancelled },
  ]);
  const event = happened('ticket.imported', ticket, {
    reference: reference(ticket.number),
    requesterId: requester.id,
    requestType: type.code,
    severity: row.severity,
    plan: planCode,
    receivedAt: receivedAt.toISOString(),
    respondedAt: respondedAt?.toISOString() ?? null,
    resolvedAt: resolvedAt?.toISOString() ?? null,
  });
  return { id, events: [event, ...kept] };
}

/**
 * @throws InvalidInputProblem unless it was received, answered and resolved in this order, all of it before now, and
 *   within what can be counted: from 1976 on, and no wait of more than ten years (K14)
 */
function checkInstants(
  {
    receivedAt,
    respondedAt,
    resolvedAt,
  }: { receivedAt: Date; respondedAt: Date | null; resolvedAt: Date | null },
  now: Date,
): void {
  if (receivedAt > now) throw refused('receivedAt', 'TOO_BIG', IN_FUTURE);
  if (respondedAt && respondedAt < receivedAt) throw refused('respondedAt', 'TOO_SMALL', BEFORE_RECEIPT);
  if (respondedAt && respondedAt > now) throw refused('respondedAt', 'TOO_BIG', IN_FUTURE);
  if (resolvedAt && resolvedAt < (respondedAt ?? receivedAt)) {
    throw refused('resolvedAt', 'TOO_SMALL', BEFORE_RECEIPT);
  }
  if (resolvedAt && resolvedAt > now) throw refused('resolvedAt', 'TOO_BIG', IN_FUTURE);
  if (receivedAt.getTime() < COUNTED_FROM_MS) throw refused('receivedAt', 'TOO_SMALL', BEFORE_COUNTING);
  const longAfter = (instant: Date) => instant.getTime() - receivedAt.getTime() > HORIZON_MS;
  if (respondedAt && longAfter(respondedAt)) throw refused('respondedAt', 'TOO_BIG', TOO_LONG);
  if (resolvedAt && longAfter(resolvedAt)) throw refused('resolvedAt', 'TOO_BIG', TOO_LONG);
  if (!resolvedAt && longAfter(now)) throw refused('receivedAt', 'TOO_SMALL', OPEN_FOR_TOO_LONG);
}

const IN_FUTURE: Text = { fr: 'est dans l’avenir.', en: 'is in the future.' };
const BEFORE_RECEIPT: Text = {
  fr: 'précède la réception ou la réponse.',
  en: 'is before the receipt or the response.',
};
const BEFORE_COUNTING: Text = {
  fr: 'précède 1976, d’où partent les calendriers.',
  en: 'is before 1976, where calendars begin.',
};
const TOO_LONG: Text = {
  fr: 'suit la réception de plus de dix ans (3 653 jours), la plus longue attente qui se compte.',
  en: 'is more than ten years (3,653 days) after the receipt, the longest wait that is counted.',
};
const OPEN_FOR_TOO_LONG: Text = {
  fr: 'date de plus de dix ans (3 653 jours), et la demande est encore ouverte : indiquez quand elle a été résolue.',
  en: 'is more than ten years (3,653 days) ago, and the request is still open: say when it was resolved.',
};
const UNKNOWN: Text = { fr: 'est inconnu.', en: 'is not known.' };
const NONE: Text = {
  fr: 'est vide, et `enforceFrom` n’est pas donné.',
  en: 'is empty, and `enforceFrom` is not given.',
};

function refused(path: string, code: string, text: Text): InvalidInputProblem {
  return new InvalidInputProblem([{ path, code, text }]);
}
