import type { latestUpdates, StatusBoard } from '@tierline/schema/status/status-board';
import { Feed } from 'feed';
import type { Language } from '../reports/language.ts';
import { kindName, stageName } from './words.ts';

/** What the page shows, for machines: names in both languages, and codes. */
export function summary({ asOf, condition, groups, current, upcoming }: StatusBoard, page: string) {
  const event = (one: StatusBoard['current'][number]) => ({
    id: one.id,
    url: `${page}/events/${one.id}`,
    kind: one.kind,
    stage: one.stage,
    title: { fr: one.titleFr, en: one.titleEn },
    openedAt: one.openedAt,
    startedAt: one.startedAt,
    scheduledStartAt: one.scheduledStartAt,
    scheduledEndAt: one.scheduledEndAt,
    components: one.components.map(({ componentCode }) => componentCode),
    updates: one.updates.map(({ id, stage, bodyFr, bodyEn, postedAt }) => ({
      id,
      stage,
      body: { fr: bodyFr, en: bodyEn },
      postedAt,
    })),
  });
  return {
    asOf,
    condition,
    groups: groups.map(({ code, name, components }) => ({
      code,
      name,
      components: components.map(({ uptime, ...component }) => ({
        ...component,
        uptime: { since: uptime.since, share: uptime.share, downSeconds: uptime.downSeconds },
      })),
    })),
    current: current.map(event),
    upcoming: upcoming.map(event),
  };
}

/** Every update as an item, the latest first. */
export function rss(
  updates: Awaited<ReturnType<typeof latestUpdates>>,
  language: Language,
  { page, now }: { page: string; now: Date },
): string {
  const { code, say } = language;
  const feed = new Feed({
    id: page,
    link: `${page}?locale=${code}`,
    title: say('État de la plateforme', 'Platform status'),
    description: say('Ce qui arrive à la plateforme', 'What happens to the platform'),
    language: code,
    copyright: '',
    updated: updates[0]?.postedAt ?? now,
    feedLinks: { rss: `${page}/feed.rss?locale=${code}` },
  });
  for (const { id, stage, bodyFr, bodyEn, postedAt, event } of updates) {
    const link = `${page}/events/${event.id}?locale=${code}`;
    const kind = kindName(event.kind, language);
    feed.addItem({
      id,
      guid: id,
      link,
      date: postedAt,
      title: `[${kind}] ${say(event.titleFr, event.titleEn)} – ${stageName(stage, language)}`,
      description: asHtml(say(bodyFr, bodyEn)),
    });
  }
  return feed.rss2();
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Readers of feeds take a description for HTML. */
function asHtml(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ESCAPES[sign]!).replaceAll('\n', '<br>');
}
