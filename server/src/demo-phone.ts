import { asTenant } from '@tierline/prisma/tenancy';
import { chooseCallSeverity } from '@tierline/schema/phone/choose-call-severity';
import { takeCall } from '@tierline/schema/phone/take-call';
import { REQUEST_ID, type Deed, type World } from './demo-act.ts';

const HOUR_MS = 3_600_000;

/** Ingrid Haugen, on Basic, called this morning about something limited: a draft waits for her in the portal (S40, B17). */
export function calling({ client }: World, now: Date): Deed {
  return {
    at: new Date(now.getTime() - 3 * HOUR_MS),
    happen: async (at) => {
      const ctx = { db: client, now: at, requestId: REQUEST_ID };
      const callSid = 'CA00000000000000000000000000000001';
      await asTenant('every-account', async () => {
        await takeCall(ctx, { callSid, from: '+4721555190' });
        await chooseCallSeverity(ctx, { callSid, digits: '3' });
      });
    },
  };
}
