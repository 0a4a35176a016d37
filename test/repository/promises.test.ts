import { schema } from '@tierline/schema/schema';
import { isInputObjectType, isObjectType, type GraphQLNamedType } from 'graphql';
import { expect, test } from 'vitest';

// What rules of the clock say of everything that is shown, whoever adds a field.

const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const fieldsOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];

test('C6 S60 no promise is told or asked for in days: a day has ten hours here, and eight somewhere else', () => {
  const about = types.filter(({ name }) => /Clock|Target|Sla|Promise|Breach|Durations|Ball/.test(name));
  expect(about.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['SlaClock', 'SlaPreview', 'PublishTargetsInput', 'ReportedBreach']),
  );
  const inDays = about.flatMap((type) => fieldsOf(type).filter((field) => /days?$/i.test(field)));
  expect(inDays).toEqual([]);
});

test('C37 what is computed for an instant names it, and a deadline of a promise its zone', () => {
  const counts = types.filter((type) => fieldsOf(type).includes('remainingSeconds'));
  expect(counts.map(({ name }) => name)).toEqual(['SlaClock']);
  const promised = types.filter(
    (type) => fieldsOf(type).includes('atRiskAt') && fieldsOf(type).includes('dueAtLocal'),
  );
  expect(promised.map(({ name }) => name).toSorted()).toEqual(['SlaClock', 'SlaPreview']);
  for (const type of [...counts, ...promised]) {
    expect(fieldsOf(type)).toEqual(expect.arrayContaining(['asOf', 'dueAt', 'dueAtLocal', 'timeZone']));
  }
});
