import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026, open from 08:00 to 18:00 in Paris, UTC+2.
let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'ENHANCED', skus: ['IQ-TM'] });
});
afterAll(() => desk?.stop());

/** What a page of a timeline says, in the language of the request. */
async function sentences({ client }: Pick<Caller, 'client'>, ticketId: string): Promise<string[]> {
  const { timeline } = (await client.tickets.timeline(ticketId, { first: 100 }))!;
  return timeline.nodes.map(({ sentence }) => sentence);
}

test('B11 B21 C16 a timeline says what happened: who has it, what is promised by when, and why that moved', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const { id: ticketId } = await customer.open({ severity: 'LIMITED' });
  desk.at('2026-05-04T07:00:00Z');
  await desk.engineer.act('assignTicket', { ticketId, assigneeId: desk.engineer.staffId });
  await customer.act('raiseSeverity', { ticketId, severity: 'SEVERE', cause: 'WORSENED' });

  expect(await sentences(customer, ticketId)).toEqual([
    'Opened for Aline Petit on the web: Login issues, severity limited, plan Enhanced.',
    'A first response is promised by Monday 4 May 2026, 16:00 (Europe/Paris).',
    'The time until the resolution is counted.',
    'The severity was raised from limited to severe, because it got worse.',
    'The first response is now promised by Monday 4 May 2026, 11:00 (Europe/Paris), no longer by Monday 4 May 2026, 16:00 (Europe/Paris): the severity was raised.',
  ]);
  const staff = await sentences(desk.engineer, ticketId);
  expect(staff).toContain('The ticket was given to Jeanne Morel; before: nobody.');
  expect(staff).toHaveLength(6);
});

test('B21 the sentence of an event of anything else says what its type means, in either language', async () => {
  const { events } = await customer.read<{ events: { nodes: { fr: string; en: string }[] } }>(
    `query ($subject: ID!) { events(first: 1, subject: $subject) { nodes { fr: sentence(locale: FR) en: sentence(locale: EN) } } }`,
    { subject: customer.accountId },
  );
  expect(events.nodes).toEqual([
    {
      fr: 'Un compte client a été créé, avec son premier administrateur.',
      en: 'An account was created, with its first administrator.',
    },
  ]);
});
