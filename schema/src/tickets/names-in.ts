import type { Tx } from '../event.ts';
import type { Text } from '../problem.ts';
import { both } from './telling.rules.ts';
import { reference } from './ticket.rules.ts';

// What this term offers to notices: they name what a timeline names.

type Db = Pick<
  Tx,
  'contact' | 'label' | 'profile' | 'requestType' | 'sku' | 'staffMember' | 'statusEvent' | 'team' | 'ticket'
>;

/** What the ids and codes of a payload are called. Prisma makes one query of each kind of all that a page asks for. */
export async function namesIn(db: Db, payload: object, accountId: string): Promise<Map<string, Text>> {
  const named = await Promise.all(
    wordsOf(payload).map(async ([key, value]) => [value, await nameOf(db, key, value, accountId)] as const),
  );
  return new Map(named.flatMap(([value, name]) => (name ? [[value, name]] : [])));
}

/** The texts of a payload with what they are called there; those whom a rule considered are named nowhere. */
function wordsOf(payload: object): [string, string][] {
  return Object.entries(payload).flatMap(([key, value]): [string, string][] => {
    if (key === 'why') return [];
    if (typeof value === 'string') return [[key, value]];
    if (Array.isArray(value)) return value.flatMap((one) => (typeof one === 'string' ? [[key, one]] : []));
    return typeof value === 'object' && value !== null ? wordsOf(value as object) : [];
  });
}

async function nameOf(db: Db, key: string, value: string, accountId: string): Promise<Text | null> {
  const where = { id: value };
  const select = { name: true };
  switch (key === 'requestType' || key === 'sku' ? key : value.slice(0, 4)) {
    case 'requestType': {
      const type = await db.requestType.findUnique({ where: { code: value } });
      return type && { fr: type.labelFr, en: type.labelEn };
    }
    case 'sku': {
      const sku = await db.sku.findUnique({ where: { code: value } });
      return sku && { fr: sku.nameFr, en: sku.nameEn };
    }
    case 'stf_':
      return asText(await db.staffMember.findUnique({ where, select }));
    case 'con_':
      return asText(await db.contact.findUnique({ where, select }));
    case 'tea_':
      return asText(await db.team.findUnique({ where, select }));
    case 'lab_':
      return asText(await db.label.findUnique({ where, select }));
    case 'prf_':
      return asText(await db.profile.findUnique({ where, select }));
    case 'tkt_': {
      const ticket = await db.ticket.findUnique({ where, select: { number: true, accountId: true } });
      return ticket?.accountId === accountId ? both(reference(ticket.number)) : null;
    }
    case 'ste_': {
      const event = await db.statusEvent.findUnique({ where });
      return event && { fr: event.titleFr, en: event.titleEn };
    }
    default:
      return null;
  }
}

function asText(named: { name: string } | null): Text | null {
  return named && both(named.name);
}
