import { oldZoneData } from './versions.rules.ts';

/** What the operator of a starting server should know about the data that calendars are computed with (K13). */
export function startWarnings(): string[] {
  const old = oldZoneData();
  if (!old) return [];
  return [
    `The time zone data of this Node (${old.zoneData}) are older than changes in ${old.zones.join(', ')} ` +
      `(${old.expected}): deadlines there may be an hour off; a newer Node brings newer data.`,
  ];
}
