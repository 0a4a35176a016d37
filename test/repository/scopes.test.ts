import { schema } from '@tierline/schema/schema';
import { ROOT_FIELDS } from '@tierline/schema/scopes';
import { expect, test } from 'vitest';

test('every root field of the API names the scope that it takes', () => {
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
    (type) => Object.keys(type?.getFields() ?? {}),
  );
  expect(Object.keys(ROOT_FIELDS).toSorted()).toEqual([...new Set(fields)].toSorted());
  const open = Object.entries(ROOT_FIELDS).flatMap(([name, scope]) => (scope === 'OPEN' ? [name] : []));
  const mutations = Object.keys(schema.getMutationType()!.getFields());
  expect(open.filter((name) => mutations.includes(name))).toEqual([]);
  for (const [name, scope] of Object.entries(ROOT_FIELDS)) {
    if (mutations.includes(name) && scope !== 'PEOPLE') expect(scope, name).toMatch(/:write$/);
  }
});
