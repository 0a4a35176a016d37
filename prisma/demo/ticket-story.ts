import type { RequestTypeCode } from '../catalogue/request-types.ts';
import type { Channel, Severity, StatusEventKind } from '../src/generated/client/client.ts';

/** A small text file. */
export interface DemoFile {
  name: string;
  content: string;
}

/**
 * When a request came in, told so that the stories are alike whenever the demo is loaded. Business time and local
 * time ("HH:mm") are the requester's; a working day is one on which the desk was open, at least 24 hours ago.
 */
export type Received =
  | { openMinutesAgo: number }
  | { workingDaysAgo: number; at: string }
  /** On the first working day from that day of the month on, so many calendar months ago. */
  | { monthsAgo: number; day: number; at: string }
  /** On the last working day before the last public holiday that is at least a week ago. */
  | { eveOfHolidayAt: string };

/** What somebody did with a ticket, so many business minutes after its receipt. */
export type DemoDeed = { after: number; by: string } & (
  | { assign: string; team?: string }
  | { label: string }
  | { reply: string }
  /** A reply that resolves the ticket. */
  | { resolve: string }
  | { call: string }
  | { note: string }
  | { reject: { clause: string; fr: string; en: string } }
  | { close: true }
  /** What the requester says of it once it is resolved. */
  | { rate: number; comment?: string }
  /** Something of the platform that the status page tells of from then on, and its end. */
  | { report: { kind: StatusEventKind; titleFr: string; titleEn: string; components: string[] } }
  | { over: true }
  /** The next working day where the requester is becomes a public holiday (K9). */
  | { proclaim: { nameFr: string; nameEn: string; reason: string; source: string } }
);

/** A request, and what became of it. */
export interface DemoTicket {
  /** What another story calls it. */
  key?: string;
  received: Received;
  from: string;
  /** How it came in, and who of the staff recorded it; through the portal unless told. */
  via?: { channel: Channel; by: string };
  requestType: RequestTypeCode;
  severity: Severity;
  sku: string;
  profile?: string;
  subject: string;
  question: string;
  /** Sent along with the question. */
  file?: DemoFile;
  followUpTo?: string;
  story: DemoDeed[];
}
