import type { Context } from '../context.ts';
import { kindsOf, type Stopped } from './mail-preference.rules.ts';
import { setNotificationPreferences } from './set-notification-preferences.ts';

/** Does what a link in a mail is for: its reader gets no more mails like it. Again is as once. */
export async function stopMail(ctx: Context, stopped: Stopped): Promise<{ personId: string }> {
  return setNotificationPreferences(ctx, {
    kinds: kindsOf(stopped, ctx.actor).map((kind) => ({ kind, byMail: false })),
  });
}
