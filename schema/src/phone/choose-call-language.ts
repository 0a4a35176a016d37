import type { PhoneContext } from './by-phone.ts';
import { localeOfKey } from './phone.rules.ts';

/** Keeps the language whose key the caller pressed, while the call goes on; English for any other key and for none. */
export async function chooseCallLanguage(
  { db }: PhoneContext,
  { callSid, digits }: { callSid: string; digits: string },
): Promise<{ locale: 'FR' | 'EN' }> {
  const locale = localeOfKey(digits) ?? 'EN';
  await db.phoneCall.updateMany({ where: { callSid, state: 'IN_PROGRESS' }, data: { locale } });
  return { locale };
}
