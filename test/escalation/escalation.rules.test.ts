import {
  appliesTo,
  recipientsOf,
  type Concern,
  type Desk,
  type EscalationRecipient,
} from '@tierline/schema/escalation/escalation.rules';
import { expect, test } from 'vitest';

const NOW = new Date('2026-05-05T08:00:00Z');
const TOMORROW = new Date('2026-05-06T07:00:00Z');

/** `@` after a name: not at work until tomorrow; `!`: a manager. */
function desk(
  people: Record<string, readonly string[]>,
  teams: Record<string, readonly string[]>,
  onDuty: string[],
): Desk {
  return {
    now: NOW,
    onDuty,
    staff: new Map(
      Object.entries(people).flatMap(([regionCode, names]) =>
        names.map((name) => {
          const id = name.replace(/[@!]/g, '');
          const availableAt = name.includes('@') ? TOMORROW : NOW;
          return [id, { id, regionCode, manager: name.includes('!'), availableAt }] as const;
        }),
      ),
    ),
    teams: Object.entries(teams).map(([regionCode, members]) => ({
      id: `team-${regionCode}`,
      regionCode,
      leadId: members[0] ?? null,
      memberIds: members,
    })),
  };
}

const CONCERN: Concern = {
  assigneeId: 'ana',
  teamId: 'team-EMEA',
  regionCode: 'EMEA',
  tamId: 'tom',
  backupId: 'bea',
  administratorIds: ['camille'],
};
const DAY = desk(
  { EMEA: ['ana', 'lea', 'max!', 'tom', 'bea'], APAC: ['pia@', 'lou@', 'mia@!'] },
  { EMEA: ['lea', 'ana'], APAC: ['lou', 'pia'] },
  ['EMEA'],
);
const NIGHT = desk(
  { EMEA: ['ana@', 'lea@', 'max@!', 'tom@', 'bea@'], APAC: ['pia', 'lou', 'mia!'] },
  { EMEA: ['lea', 'ana'], APAC: ['lou', 'pia'] },
  ['APAC'],
);
const DEAD_OF_NIGHT = desk({ EMEA: ['ana@', 'lea@', 'max@!', 'tom@', 'bea@'] }, { EMEA: ['lea', 'ana'] }, []);

function told(tell: EscalationRecipient, at: Desk, concern: Partial<Concern> = {}): string[] {
  return recipientsOf([tell], { ...CONCERN, ...concern }, at).map(
    ({ recipient, deliverAt }) =>
      `${'staffId' in recipient ? recipient.staffId : recipient.contactId}${deliverAt > NOW ? ' later' : ''}`,
  );
}

test.each<[EscalationRecipient, string[], string[], string[]]>([
  // who              by day            at night, APAC at work   nobody at work
  ['ASSIGNEE', ['ana'], ['lou'], ['ana later']],
  ['TEAM_LEAD', ['lea'], ['lou'], ['lea later']],
  ['TEAM', ['lea', 'ana'], ['lou', 'pia'], ['lea later', 'ana later']],
  ['ON_DUTY_MANAGERS', ['max'], ['mia'], ['max later']],
  ['TAM', ['tom'], ['tom later'], ['tom later']],
  ['ADMINISTRATORS', ['camille'], ['camille'], ['camille']],
])(
  'C32 %s is told: by day, at night by a region at work, and later when none is',
  (role, day, night, dead) => {
    expect(told(role, DAY)).toEqual(day);
    expect(told(role, NIGHT)).toEqual(night);
    expect(told(role, DEAD_OF_NIGHT)).toEqual(dead);
  },
);

test('C32 S66 the backup is told while only the backup is at work', () => {
  const away = desk({ EMEA: ['tom@', 'bea'] }, {}, ['EMEA']);
  expect(told('TAM', away)).toEqual(['bea']);
  expect(told('TAM', away, { backupId: null })).toEqual(['tom later']);
});

test('C32 an absent member of a team is left out for the others, and for one of another region', () => {
  const halfAway = desk({ EMEA: ['ana@', 'lea', 'max!'] }, { EMEA: ['lea', 'ana'] }, ['EMEA']);
  expect(told('TEAM', halfAway)).toEqual(['lea']);
  expect(told('ASSIGNEE', halfAway)).toEqual(['lea']);
});

test('C32 where nobody of the vendor would be told, the managers are', () => {
  expect(told('ASSIGNEE', DAY, { assigneeId: null })).toEqual(['max']);
  expect(told('TAM', DAY, { tamId: null, backupId: null })).toEqual(['max']);
  expect(told('TEAM_LEAD', NIGHT, { teamId: null, assigneeId: null })).toEqual(['mia']);
});

test('C32 whoever is meant twice is told once, as early as either would', () => {
  const both = recipientsOf(['ASSIGNEE', 'TEAM', 'TEAM_LEAD'], { ...CONCERN, assigneeId: 'lea' }, DAY);
  expect(both.map(({ recipient }) => recipient)).toEqual([{ staffId: 'lea' }, { staffId: 'ana' }]);
});

test('C32 of several regions at work the one that is for longest stands in, if it has somebody', () => {
  const evening = desk(
    { EMEA: ['ana@', 'lea@'], AMER: ['joe'], APAC: ['pia'] },
    { EMEA: ['lea', 'ana'], AMER: ['joe'], APAC: ['pia'] },
    ['AMER', 'APAC'],
  );
  expect(told('ASSIGNEE', evening)).toEqual(['joe']);
  expect(
    told('ASSIGNEE', { ...evening, teams: evening.teams.filter(({ regionCode }) => regionCode !== 'AMER') }),
  ).toEqual(['pia']);
});

test('C32 a rule applies to its plans and severities, and to all where it names none', () => {
  const ticket = { planCode: 'PREMIUM', severity: 'SEVERE' } as const;
  expect(appliesTo({ planCodes: [], severities: [] }, ticket)).toBe(true);
  expect(appliesTo({ planCodes: ['PREMIUM'], severities: ['SEVERE', 'LIMITED'] }, ticket)).toBe(true);
  expect(appliesTo({ planCodes: ['BASIC'], severities: [] }, ticket)).toBe(false);
  expect(appliesTo({ planCodes: [], severities: ['LIMITED'] }, ticket)).toBe(false);
});
