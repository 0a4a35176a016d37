import ICAL from 'ical.js';
import { tzlib_get_ical_block as zoneBlock } from 'timezones-ical-library';
import { openZone } from '../calendar/zone.rules.ts';

// iCalendar (RFC 5545) with invitations (iTIP, RFC 5546). `ical.js`, which Thunderbird reads calendars with, escapes and
// folds; `timezones-ical-library` has the VTIMEZONE of each IANA zone, without which a rule means nothing elsewhere.

export interface Person {
  name: string;
  email: string;
}

/** One VEVENT: a meeting, a series, an occurrence of a series that was moved or called off; or a maintenance. */
export interface CalendarEvent {
  /** Worldwide, `id@place`. Of the series for its occurrences too: RECURRENCE-ID tells them apart. */
  uid: string;
  /** How often it changed. */
  sequence: number;
  /** When it was written down so. */
  stamp: Date;
  title: string;
  agenda: string | null;
  /** Where it takes place: for a meeting, the link to join it. */
  location: string | null;
  url: string | null;
  /** Nobody, where nobody is invited. */
  organizer: Person | null;
  attendees: readonly Person[];
  cancelled: boolean;
  startsAt: Date;
  endsAt: Date;
  /** Of a series: its rule, and the zone in whose wall clock it is meant. */
  recurrence?: { rule: string; timeZone: string; excluded: readonly Date[] };
  /** Of an occurrence: where the rule placed it, in that zone. */
  occurrence?: { recurrenceAt: Date; timeZone: string };
}

/** An entry to which somebody invites. */
export type InvitingEvent = CalendarEvent & { organizer: Person };

/** What calendars know a meeting by, for ever. */
export function uidOf(id: string): string {
  return `${id}@tierline`;
}

/**
 * An iCalendar object: an invitation (REQUEST), its revocation (CANCEL), or a calendar to subscribe to (PUBLISH).
 *
 * Source: RFC 5545, RFC 5546; S27, S74.
 */
export function renderCalendar(
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH',
  events: readonly CalendarEvent[],
  name?: string,
): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Tierline//Tierline//EN');
  calendar.addPropertyWithValue('method', method);
  if (name !== undefined) {
    calendar.addPropertyWithValue('x-wr-calname', name);
    const refreshed = calendar.addPropertyWithValue('refresh-interval', ICAL.Duration.fromSeconds(3_600));
    refreshed.setParameter('value', 'DURATION');
    calendar.addPropertyWithValue('x-published-ttl', 'PT1H'); // as Outlook asks it
  }
  const zones = events.flatMap(({ recurrence, occurrence }) => (recurrence ?? occurrence)?.timeZone ?? []);
  for (const zone of new Set(zones)) calendar.addSubcomponent(timeZoneOf(zone));
  for (const event of events) calendar.addSubcomponent(vevent(event, method));
  return `${calendar.toString()}\r\n`;
}

function vevent(event: CalendarEvent, method: string): ICAL.Component {
  const { recurrence, occurrence } = event;
  const component = new ICAL.Component('vevent');
  const add = (property: string, value: unknown) => component.addPropertyWithValue(property, value);
  add('uid', event.uid);
  add('sequence', event.sequence);
  add('dtstamp', utc(event.stamp));
  const zone = (recurrence ?? occurrence)?.timeZone;
  addTime(component, 'dtstart', event.startsAt, zone);
  addTime(component, 'dtend', event.endsAt, zone);
  if (recurrence) {
    add('rrule', ICAL.Recur.fromString(recurrence.rule));
    for (const excluded of recurrence.excluded) addTime(component, 'exdate', excluded, zone);
  }
  if (occurrence) addTime(component, 'recurrence-id', occurrence.recurrenceAt, zone);
  add('summary', event.title);
  if (event.agenda !== null) add('description', event.agenda);
  if (event.location !== null) add('location', event.location);
  if (event.url !== null) add('url', event.url);
  add('status', event.cancelled ? 'CANCELLED' : 'CONFIRMED');
  if (event.organizer) addPerson(component, 'organizer', event.organizer);
  for (const person of event.attendees) {
    const attendee = addPerson(component, 'attendee', person);
    attendee.setParameter('role', 'REQ-PARTICIPANT');
    attendee.setParameter('partstat', method === 'PUBLISH' ? 'ACCEPTED' : 'NEEDS-ACTION');
    if (method === 'REQUEST') attendee.setParameter('rsvp', 'TRUE');
  }
  return component;
}

function addPerson(component: ICAL.Component, property: string, { name, email }: Person): ICAL.Property {
  const person = component.addPropertyWithValue(property, `mailto:${email}`);
  person.setParameter('cn', name);
  return person;
}

/** @param timeZone the zone whose wall clock is written; UTC without one */
function addTime(component: ICAL.Component, property: string, at: Date, timeZone: string | undefined): void {
  if (timeZone === undefined) {
    component.addPropertyWithValue(property, utc(at));
    return;
  }
  const local = new Date(openZone(timeZone).localOf(at.getTime())).toISOString().slice(0, 19);
  const added = component.addPropertyWithValue(property, ICAL.Time.fromString(local, null));
  added.setParameter('tzid', timeZone);
}

function utc(at: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(at, true);
}

function timeZoneOf(timeZone: string): ICAL.Component {
  const [block] = zoneBlock(timeZone);
  const parsed = new ICAL.Component(ICAL.parse(block!) as unknown[]);
  return parsed.name === 'vtimezone' ? parsed : parsed.getFirstSubcomponent('vtimezone')!;
}
