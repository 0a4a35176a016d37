import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import { checkPlace, placeInput } from '../calendar/place.ts';
import type { Context } from '../context.ts';
import { happened, transact, unlessTaken } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { checkSubject, personInput } from './person.ts';

export const CREATE_ACCOUNT_PROBLEMS = [InvalidInputProblem];

const createAccountInput = z.object({
  name: line(200),
  ...placeInput,
  locale: z.enum(['FR', 'EN']),
  industry: line(200).nullish(),
  regulated: z.boolean().nullish(),
  goLiveAt: z.date().nullish(),
  administrator: z.object(personInput),
});

/**
 * Creates an account with its first administrator, under the current terms (S86) and on Basic, which needs no
 * order (S19). Throws one of CREATE_ACCOUNT_PROBLEMS.
 */
export async function createAccount(
  ctx: Context,
  raw: z.input<typeof createAccountInput>,
): Promise<{ id: string }> {
  allow(ctx.actor, 'account.create');
  const input = parse(createAccountInput, raw);
  checkPlace(input);
  return transact(ctx, ctx.actor, async (tx) => {
    const { currentTermsVersion } = await tx.programme.findUniqueOrThrow({ where: { id: 1 } });
    const id = newId('acc');
    await tx.account.create({
      data: {
        id,
        name: input.name,
        timeZone: input.timeZone,
        country: input.country,
        subdivision: input.subdivision ?? null,
        locale: input.locale,
        industry: input.industry ?? null,
        regulated: input.regulated ?? false,
        goLiveAt: input.goLiveAt ?? null,
        acceptedTermsVersion: currentTermsVersion,
        createdAt: ctx.now,
      },
    });
    await tx.termsAcceptance.create({
      data: { accountId: id, version: currentTermsVersion, acceptedAt: ctx.now },
    });
    await checkSubject(tx, input.administrator.subject, 'administrator.subject');
    const administratorId = newId('con');
    await unlessTaken(
      { subject: 'administrator.subject' },
      tx.contact.create({
        data: {
          ...input.administrator,
          id: administratorId,
          accountId: id,
          roles: ['ADMINISTRATOR', 'REQUESTER'],
        },
      }),
    );
    return {
      value: { id },
      events: [
        happened(
          'account.created',
          { id, accountId: id },
          {
            name: input.name,
            timeZone: input.timeZone,
            country: input.country,
            subdivision: input.subdivision ?? null,
            termsVersion: currentTermsVersion,
            administratorId,
          },
        ),
      ],
    };
  });
}
