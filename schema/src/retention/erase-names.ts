import type { Tx } from '../event.ts';
import { ERASED } from './erasure.rules.ts';

/**
 * Puts the mark where teams, labels and saved filters of the desk are named after a person. No two are called the same, so
 * another one that was gets a number.
 *
 * @param words a regular expression of what names the person
 * @returns how many
 */
export async function eraseNames(tx: Tx, words: string): Promise<number> {
  const teams = await tx.$queryRaw<Named[]>`
    select "id", regexp_replace("name", ${words}, ${ERASED}, 'gi') as "name" from "Team" where "name" ~* ${words} order by "id" for update`;
  for (const { id, name: erased } of teams) {
    const name = await firstFree(erased, (other) =>
      tx.team.count({ where: { name: other, id: { not: id } } }),
    );
    await tx.team.update({ where: { id }, data: { name } });
  }
  const labels = await tx.$queryRaw<Named[]>`
    select "id", regexp_replace("name", ${words}, ${ERASED}, 'gi') as "name" from "Label" where "name" ~* ${words} order by "id" for update`;
  for (const { id, name: erased } of labels) {
    const name = await firstFree(erased, (other) =>
      tx.label.count({ where: { name: other, id: { not: id } } }),
    );
    await tx.label.update({ where: { id }, data: { name } });
  }
  const filters = await tx.$queryRaw<(Named & { contactId: string | null; staffId: string | null })[]>`
    select "id", regexp_replace("name", ${words}, ${ERASED}, 'gi') as "name", "contactId", "staffId" from "SavedFilter"
    where "name" ~* ${words} order by "id" for update`;
  for (const { id, name: erased, ...owner } of filters) {
    const others = { ...owner, id: { not: id } };
    const name = await firstFree(erased, (other) =>
      tx.savedFilter.count({ where: { ...others, name: other } }),
    );
    await tx.savedFilter.update({ where: { id }, data: { name } });
  }
  return teams.length + labels.length + filters.length;
}

interface Named {
  id: string;
  name: string;
}

/** "name", or "name 2" where something else is called so, and so on. */
async function firstFree(name: string, countOthers: (name: string) => Promise<number>): Promise<string> {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name} ${number}`;
    if ((await countOthers(free)) === 0) return free;
  }
}
