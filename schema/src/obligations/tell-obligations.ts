import { dateAt } from '../contracts/term.rules.ts';
import { countedAt } from '../entitlements/ledger.rules.ts';
import { ledgerAsOf } from '../entitlements/ledger.ts';
import type { Tx } from '../event.ts';
import { notify, type NewNotice } from '../notifications/notify.ts';
import { atWork, regionCalendars } from '../regions/region-calendars.ts';
import { tamAtHand } from '../tam/tam-at.ts';
import { dueOn, type ObligationKind } from './obligation.rules.ts';

interface Told {
  id: string;
  kind: ObligationKind;
  startsAt: Date;
  endsAt: Date;
  dueAt: Date;
  what: 'OBLIGATION_DUE' | 'OBLIGATION_OVERDUE' | 'OBLIGATION_WAIVED';
}

/**
 * Tells people of obligations of an account, each once of one and of a date. Before it is due its owner: the TAM, the
 * backup while the TAM is absent, managers where nobody is named; of seats that are left, also the administrators, who
 * can use them. Overdue or waived, the customer's administrators too.
 */
export async function tellObligations(
  tx: Tx,
  accountId: string,
  told: readonly Told[],
  now: Date,
): Promise<void> {
  if (told.length === 0) return;
  const { timeZone, contacts } = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      timeZone: true,
      contacts: { where: { roles: { has: 'ADMINISTRATOR' } }, select: { id: true } },
    },
  });
  const seats = told.some(({ kind }) => kind === 'SEATS_EXPIRE') ? await seatsAt(tx, accountId, now) : 0;
  const calendars = await regionCalendars(tx);
  const owners = (await ownersOf(tx, accountId, now)).map(({ id: staffId, regionCode }) => {
    const calendar = calendars.get(regionCode);
    return { recipient: { staffId }, deliverAt: calendar ? atWork(calendar, now) : now };
  });
  const administrators = contacts.map(({ id: contactId }) => ({ recipient: { contactId }, deliverAt: now }));
  const notices = told.flatMap(({ id, kind, startsAt, endsAt, dueAt, what }): NewNotice[] => {
    const ahead = what === 'OBLIGATION_DUE';
    const ofSeats = kind === 'SEATS_EXPIRE';
    if (ahead && ofSeats && seats === 0) return [];
    const notice = {
      kind: what,
      data: {
        obligation: kind,
        firstDay: dateAt(startsAt, timeZone),
        lastDay: dueOn(endsAt, timeZone),
        dueOn: dueOn(dueAt, timeZone),
        seatsLeft: ofSeats ? seats : null,
      },
      accountId,
      ticketId: null,
      // A reminder that follows another is a notice of its own.
      causeId: ahead ? `${id}:${dateAt(now, timeZone)}` : id,
    };
    const people = ahead && !ofSeats ? owners : [...owners, ...administrators];
    return people.map((person) => ({ ...notice, ...person }));
  });
  await notify(tx, notices, now);
}

async function ownersOf(tx: Tx, accountId: string, now: Date): Promise<{ id: string; regionCode: string }[]> {
  const tam = await tamAtHand(tx, accountId, now);
  return tx.staffMember.findMany({
    where: tam ? { id: tam.staffId } : { roles: { has: 'MANAGER' } },
    select: { id: true, regionCode: true },
  });
}

async function seatsAt(tx: Tx, accountId: string, now: Date): Promise<number> {
  const ledger = await ledgerAsOf(tx, accountId, now);
  return countedAt(ledger, 'INSTRUCTOR_LED_SEATS', now).balance.available;
}
