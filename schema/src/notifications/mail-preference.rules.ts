import type { Actor } from '../access.ts';
import type { Text } from '../problem.ts';
import { KIND_WORDS, kindsFor } from './notice-kinds.rules.ts';
import { NOTICE_KINDS, type NoticeKind } from './notice.rules.ts';

/** What goes by mail anyway, as an invitation to the reader's calendar. */
const TOLD_OTHERWISE: readonly NoticeKind[] = [
  'MEETING_SCHEDULED',
  'MEETING_RESCHEDULED',
  'MEETING_CANCELLED',
];

/** Whether a kind of notices is told by mail besides the inbox, unless the person chose otherwise. */
export function goesByMail(kind: NoticeKind): boolean {
  return !TOLD_OTHERWISE.includes(kind);
}

/** What a link in a mail stops: one kind of notices, or all of them. */
export type Stopped = NoticeKind | 'ALL';

export function isStopped(name: string): name is Stopped {
  return name === 'ALL' || NOTICE_KINDS.includes(name as NoticeKind);
}

/** What it stops, in words. */
export function nameOf(stopped: Stopped): Text {
  if (stopped === 'ALL') return { fr: 'tous les avis', en: 'all notices' };
  const { fr, en } = KIND_WORDS[stopped].label;
  return { fr: `«\u00a0${fr}\u00a0»`, en: `“${en}”` };
}

/** The kinds that it stops for a person. */
export function kindsOf(stopped: Stopped, person: Pick<Actor, 'kind'>): readonly NoticeKind[] {
  return stopped === 'ALL' ? kindsFor(person) : [stopped];
}
