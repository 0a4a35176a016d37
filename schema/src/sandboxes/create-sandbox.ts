import { newId } from '@tierline/prisma/ids';
import { asTenant } from '@tierline/prisma/tenancy';
import * as z from 'zod';
import { allow, SANDBOX_PREFIX } from '../access.ts';
import { checkPlace, placeInput } from '../calendar/place.ts';
import { realTime, type Context } from '../context.ts';
import { happenedAtVendor, transact, type Tx } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { furnish } from './furnish.ts';
import { partnerOf } from './partner-of.ts';
import { MOST_SANDBOXES, SandboxLimitProblem, startOf } from './sandbox.rules.ts';

export const CREATE_SANDBOX_PROBLEMS = [InvalidInputProblem, SandboxLimitProblem];

const createSandboxInput = z.object({
  name: line(100),
  planCode: z.enum(['BASIC', 'ENHANCED', 'PREMIUM']).nullish(),
  ...placeInput,
  locale: z.enum(['FR', 'EN']).nullish(),
  region: z.string().nullish(),
  startsAt: z.date().nullish(),
});

/**
 * Makes a world of its own for a partner (B22): an account with an administrator, the vendor's people for it, and a clock
 * that stands still. Throws one of CREATE_SANDBOX_PROBLEMS.
 */
export async function createSandbox(
  ctx: Context,
  raw: z.input<typeof createSandboxInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'sandbox.manage');
  const partnerId = partnerOf(actor);
  const input = parse(createSandboxInput, raw);
  checkPlace(input);
  const realNow = realTime(ctx);
  const now = startOf(input.startsAt, realNow);
  const id = SANDBOX_PREFIX + newId('acc').slice('acc_'.length);
  // Both at once, so that what is told is told outside, and what is made is made inside.
  const made = await asTenant([partnerId, id], () =>
    transact(ctx, actor, async (tx) => {
      await tx.$queryRaw`select 1 from "Partner" where "id" = ${partnerId} for update`;
      if ((await tx.sandbox.count({ where: { partnerId } })) >= MOST_SANDBOXES)
        throw new SandboxLimitProblem();
      const { name, timeZone, country, subdivision, locale } = input;
      const planCode = input.planCode ?? 'PREMIUM';
      const regionCode = await regionOf(tx, input);
      const { currentTermsVersion } = await tx.programme.findUniqueOrThrow({ where: { id: 1 } });
      await tx.account.create({
        data: {
          ...{
            id,
            name,
            timeZone,
            country,
            subdivision: subdivision ?? null,
            locale: locale ?? 'EN',
            createdAt: now,
          },
          acceptedTermsVersion: currentTermsVersion,
        },
      });
      // What the first round of the jobs does belongs to where the clock stands.
      await tx.sandbox.create({
        data: { id, partnerId, name, planCode, now, advancingTo: now, createdAt: realNow },
      });
      await addPeople(tx, id, regionCode);
      const [head] = await tx.$queryRaw<[{ position: bigint }]>`
        select coalesce(max("position"), 0) as position from "Event" where "accountId" = ${id}`;
      await tx.ticketNoticeHead.create({ data: { id, position: head.position } });
      await furnish(tx, { id, planCode }, now);
      const told = { sandboxId: id, plan: planCode, now: now.toISOString() };
      return { value: { id }, events: [happenedAtVendor('sandbox.created', partnerId, told)] };
    }),
  );
  await ctx.passTime?.(made.id);
  return made;
}

/** @throws InvalidInputProblem UNKNOWN */
async function regionOf(
  tx: Tx,
  { region, country }: { region?: string | null | undefined; country: string },
): Promise<string> {
  const regions = await tx.region.findMany({ orderBy: { code: 'asc' } });
  const wanted = regions.find((one) => (region ? one.code === region : one.countries.includes(country)));
  if (region && !wanted) throw unknownValue('region', region);
  return (wanted ?? regions.find(({ countries }) => countries.length === 0) ?? regions[0]!).code;
}

/** Whom the partner plays; nobody signs in as one of them but by a key of the sandbox. */
async function addPeople(tx: Tx, id: string, regionCode: string): Promise<void> {
  const email = (name: string) => `${name}@${id.replaceAll('_', '-')}.invalid`;
  await tx.contact.create({
    data: {
      ...{ id: newId('con'), accountId: id, name: 'Sandbox customer', email: email('customer') },
      roles: ['ADMINISTRATOR', 'REQUESTER'],
    },
  });
  await tx.staffMember.createMany({
    data: (['ENGINEER', 'TAM', 'MANAGER'] as const).map((role) => ({
      ...{
        id: newId('stf'),
        sandboxId: id,
        name: `Sandbox ${role.toLowerCase()}`,
        email: email(role.toLowerCase()),
      },
      ...{ roles: [role], regionCode },
    })),
  });
}
