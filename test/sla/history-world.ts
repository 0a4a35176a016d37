// What the acts of a history act on, and how they ask for what they want.
import type { Database } from '@tierline/prisma/database';
import { GraphQLRequestError } from '@tierline/sdk';
import type { InboundMail } from '../support/mail-desk.ts';
import type { PartnerCaller } from '../support/partners.ts';
import type { Caller, Customer, Desk, Staff } from '../support/programme.ts';
import type { SandboxWorld } from '../support/sandboxes.ts';
import { MINUTE, type Place } from './reference-calendar.ts';

/** Where the customers of the histories live. */
export const PLACES: readonly Place[] = [
  { timeZone: 'Europe/Paris', country: 'FR' },
  { timeZone: 'America/New_York', country: 'US', subdivision: 'NY' },
  { timeZone: 'Asia/Tokyo', country: 'JP' },
  { timeZone: 'Europe/London', country: 'GB', subdivision: 'ENG' },
  { timeZone: 'Australia/Adelaide', country: 'AU', subdivision: 'SA' },
];
export const PLANS = ['BASIC', 'ENHANCED', 'PREMIUM'] as const;
export const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'] as const;
export const SKUS = ['IQ-TM', 'ES'] as const;

/** The vendor of all histories. */
export interface Vendor {
  desk: Desk;
  /** Asks in the names of customers, where they let it. */
  partner: PartnerCaller;
  mail: InboundMail;
  labelId: string;
  /** A sandbox of the partner, what its clock shows, and the words of what was asked there. */
  sandbox: SandboxWorld & { now: number; opened: string[] };
  /** Of another server process, whose jobs run beside. */
  elsewhere: Database;
}

/** As it stands before an act. */
export interface World extends Vendor {
  customer: Customer;
  /** Another engineer: for second opinions, and to hand over to; whose access ends at times. */
  second: Staff;
  /** Another contact of the account, who works at a site in another country. */
  colleague: Omit<Customer, 'colleague'>;
  tickets: readonly string[];
  now: number;
  /** Chooses among tickets, severities, plans, places and days. */
  pick: number;
  /** What was taken out of texts, as those who took it know it. */
  taken: Taken[];
}

export interface Taken {
  ticketId: string;
  messageId: string | null;
  word: string;
}

/** Who asks for what; null where there is nothing to ask. */
export type Request = [caller: Pick<Caller, 'read'>, mutation: string, input: object] | null;

export const severityOf = ({ pick }: World) => SEVERITIES[pick % 3]!;
export const planOf = ({ pick }: World) => PLANS[pick % 3]!;
export const skuOf = ({ pick }: World) => SKUS[pick % 4 === 0 ? 1 : 0];
export const dayOf = ({ now, pick }: World) => isoDate(now + ((pick % 9) - 2) * 1_440 * MINUTE);
export const isoDate = (at: number) => new Date(at).toISOString().slice(0, 10);
export const later = ({ now }: World, minutes: number) => new Date(now + minutes * MINUTE).toISOString();

const CONSONANTS = 'bcdfghjkmn';
let words = 0;

/** A word that stands nowhere else, and that no language inflects. */
export function newWord(): string {
  words += 1;
  return `qx${[...String(words)].map((digit) => CONSONANTS[Number(digit)]).join('')}xq`;
}

export const body = () => `What we know so far: ${newWord()}.`;

/** The words of a text that stand nowhere else. */
export function wordsOf(text: string): string[] {
  return text.match(/qx[bcdfghjkmn]+xq/g) ?? [];
}

/** Which mutations were asked for, and which of them were ever granted: what is always refused is not compared. */
export const asked = new Set<string>();
export const granted = new Set<string>();

/**
 * Asks for one act; a refusal is an answer like any other, because events alone say what happened.
 *
 * @returns the name of the answer's type; null where the caller is not let in
 */
export async function ask(request: Request): Promise<string | null> {
  if (!request) return null;
  const [caller, mutation, input] = request;
  const name = mutation[0]!.toUpperCase() + mutation.slice(1);
  const document = `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { __typename } }`;
  asked.add(mutation);
  try {
    const answer = await caller.read<Record<string, { __typename: string }>>(document, { input });
    const type = answer[mutation]!.__typename;
    if (type === `${name}Success`) granted.add(mutation);
    return type;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** Somebody whose access has ended, or who does not see the ticket. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof GraphQLRequestError)) return false;
  const codes = error.errors.map(({ extensions }) => String(extensions?.['code']));
  return codes.every((code) => ['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED'].includes(code));
}
