import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, unknownValue } from '../problem.ts';

/** The part of an input that says who takes on what, until when. */
export const actionItemInput = {
  text: line(500),
  ownerContactId: z.string().nullish(),
  ownerStaffId: z.string().nullish(),
  dueOn: z.iso.date(),
};

interface ActionItem {
  text: string;
  ownerContactId?: string | null | undefined;
  ownerStaffId?: string | null | undefined;
  dueOn: string;
}

/**
 * Writes down what somebody of either side took on in a meeting at hand.
 *
 * @param at where in the input it stands: `actionItems.0.`
 * @throws InvalidInputProblem unless it has exactly one owner, of this account or of the vendor
 */
export async function writeActionItem(
  tx: Tx,
  meeting: { id: string; accountId: string },
  { text, dueOn, ...owner }: ActionItem,
  now: Date,
  at = '',
): Promise<NewEvent> {
  const { accountId } = meeting;
  const ownerContactId = owner.ownerContactId ?? null;
  const ownerStaffId = owner.ownerStaffId ?? null;
  if ((ownerContactId === null) === (ownerStaffId === null)) throw notOneOwner(`${at}ownerContactId`);
  if (ownerContactId && !(await tx.contact.findFirst({ where: { id: ownerContactId, accountId } }))) {
    throw unknownValue(`${at}ownerContactId`, ownerContactId);
  }
  if (ownerStaffId && !(await tx.staffMember.findUnique({ where: { id: ownerStaffId } }))) {
    throw unknownValue(`${at}ownerStaffId`, ownerStaffId);
  }
  const id = newId('act');
  await tx.actionItem.create({
    data: {
      id,
      accountId,
      meetingId: meeting.id,
      text,
      ownerContactId,
      ownerStaffId,
      dueOn: new Date(`${dueOn}T00:00:00Z`),
      addedAt: now,
    },
  });
  return happened('meeting.action_item_added', meeting, {
    actionItemId: id,
    ownerId: ownerContactId ?? ownerStaffId ?? '',
    dueOn,
  });
}

function notOneOwner(path: string): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path,
      code: 'ONE_OWNER',
      text: {
        fr: 'ou ownerStaffId : exactement une personne en est chargée.',
        en: 'or ownerStaffId: exactly one person owns it.',
      },
    },
  ]);
}
