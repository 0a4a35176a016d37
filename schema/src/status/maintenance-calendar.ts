import { renderCalendar } from '../meetings/icalendar.rules.ts';
import type { announcedMaintenance } from './status-board.ts';

/**
 * Announced maintenance as a calendar to subscribe to: what moves keeps its identity and says that it is newer, what is
 * cancelled says so (S53).
 *
 * @param page the address of the status page
 */
export function maintenanceCalendar(
  events: Awaited<ReturnType<typeof announcedMaintenance>>,
  locale: 'FR' | 'EN',
  page: string,
): string {
  const french = locale === 'FR';
  const { hostname } = new URL(page);
  return renderCalendar(
    'PUBLISH',
    events.map((event) => {
      const latest = event.updates[0];
      return {
        uid: `${event.id}@${hostname}`,
        sequence: Math.max(0, event.updates.length - 1),
        stamp: latest?.postedAt ?? event.openedAt,
        title: french ? event.titleFr : event.titleEn,
        agenda: latest ? (french ? latest.bodyFr : latest.bodyEn) : null,
        location: null,
        url: `${page}/events/${event.id}?locale=${locale.toLowerCase()}`,
        organizer: null,
        attendees: [],
        cancelled: event.stage === 'CANCELLED',
        startsAt: event.scheduledStartAt!,
        endsAt: event.scheduledEndAt!,
      };
    }),
    french ? 'Maintenances de la plateforme' : 'Maintenance of the platform',
  );
}
