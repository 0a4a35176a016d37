import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '@tierline/prisma/database';
import { twilioPages } from '@tierline/server/channels/twilio';
import { inboundMail } from '../support/mail-desk.ts';
import { newPartner } from '../support/partners.ts';
import { openDesk } from '../support/programme.ts';
import { newSandbox } from '../support/sandboxes.ts';
import { PHONE } from './acts-by-others.ts';
import { histories, play } from './histories.ts';
import { asked, granted, type Vendor } from './history-world.ts';

// `npm run faults:histories` plays thousands, each time others; what it prints when one fails can be given back to it.
// The few of `npm test` are always the same: nobody's change fails by chance.
const RUNS = Number(process.env['HISTORIES'] ?? 30);
const SEED = process.env['HISTORY_SEED'] ?? (process.env['HISTORIES'] ? undefined : '30');
const PATH = process.env['HISTORY_PATH'];

let vendor: Vendor;
beforeAll(async () => {
  // Thousands are played beside other work: only a wrong clock fails them, not a slow machine.
  const desk = await openDesk({
    at: '2026-03-02T00:00:00Z',
    limits: { requestMs: 600_000, cost: 1_000_000 },
    pagesOn: (database, _files, clock) => [twilioPages({ ...PHONE, database, clock })],
  });
  const partner = await newPartner(desk);
  vendor = {
    desk,
    elsewhere: openDatabase({ url: desk.server.databaseUrl }),
    partner,
    mail: await inboundMail(desk),
    labelId: (await desk.manager.act('createLabel', { name: 'Sign-in' })).id,
    sandbox: { ...(await newSandbox(desk, partner)), now: Date.parse('2026-03-02T00:00:00Z'), opened: [] },
  };
});
afterAll(async () => {
  await vendor?.mail.stop();
  await vendor?.elsewhere.close();
  await vendor?.desk.stop();
});

// Whatever the seed: none of these is rare.
const FREQUENT = [
  ...['clock.breached', 'clock.due_changed', 'clock.ended', 'clock.recounted'],
  ...['ticket.imported', 'ticket.reopened', 'ticket.replied'],
];
// Of some hundred histories none of these is missing.
const SOMETIMES = [
  'account.day_closed',
  'account.day_reopened',
  'account.partner_granted',
  'account.partner_revoked',
  'account.relocated',
  'clock.at_risk',
  'clock.repaired',
  'clock.resumed',
  'holiday.corrected',
  'holiday.correction_withdrawn',
  'person.access_ended',
  'person.access_restored',
  'phone_call.linked',
  'plan.begun',
  'solution.excluded',
  'solution.exclusion_ended',
  'targets.published',
  'targets.retired',
  'ticket.absorbed',
  'ticket.assigned',
  'ticket.call_logged',
  'ticket.message_redacted',
  'ticket.reclassified',
  'ticket.redacted',
  'ticket.second_opinion_given',
  'ticket.severity_lowered',
  'ticket.severity_raised',
  'ticket.severity_restored',
  'ticket.split',
];

test(
  'S2 S110 C1 C5 C11 C12 C13 C14 C15 C16 C17 C18 C20 C21 C22 C23 C24 C26 C27 C28 C29 C31 C32 C33 C34 R1 B2 B11 B15 whatever happens, all that is shown is what a count of the events minute by minute shows',
  { timeout: 60_000 + RUNS * 4_000 },
  async () => {
    const happened = new Set<string>();
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        for (const { type } of await play(vendor, history)) happened.add(type);
      }),
      {
        numRuns: RUNS,
        interruptAfterTimeLimit: 55_000 + RUNS * 4_000,
        markInterruptAsFailure: true,
        ...(SEED !== undefined && { seed: Number(SEED) }),
        ...(PATH !== undefined && { path: PATH }),
      },
    );
    if (PATH !== undefined) return; // one history holds few of them
    const wanted = RUNS < 200 ? FREQUENT : [...FREQUENT, ...SOMETIMES];
    expect(wanted.filter((type) => !happened.has(type))).toEqual([]);
    if (RUNS >= 200) expect([...asked].filter((mutation) => !granted.has(mutation))).toEqual([]);
  },
);
