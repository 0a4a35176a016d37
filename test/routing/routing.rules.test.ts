import { choose, ruleFor, teamFor, type Candidate } from '@tierline/schema/routing/routing.rules';
import { expect, test } from 'vitest';

const TICKET = {
  planCode: 'PREMIUM',
  severity: 'SEVERE',
  requestType: 'HOW_TO',
  solution: 'IQ',
  language: 'FR',
} as const;
const ANY = { planCodes: [], severities: [], requestTypes: [], teamId: null, skills: [] };

test('S31 the first rule that a ticket fits decides, and none may', () => {
  const premium = { ...ANY, planCodes: ['PREMIUM'] } as const;
  const limited = { ...ANY, severities: ['LIMITED'] } as const;
  const howTo = { ...ANY, requestTypes: ['HOW_TO'] };
  expect(ruleFor([limited, howTo, premium], TICKET)).toBe(howTo);
  expect(ruleFor([limited, premium, howTo], TICKET)).toBe(premium);
  expect(ruleFor([limited], TICKET)).toBeNull();
});

test('S9 S108 a team of the customer’s region at work, else of one that is, else of the customer’s for its opening', () => {
  const teams = ['AMER', 'APAC', 'EMEA'].map((regionCode) => ({ id: regionCode.toLowerCase(), regionCode }));
  const rule = { teamId: null };
  expect(teamFor(rule, teams, 'EMEA', ['AMER', 'EMEA'])?.id).toBe('emea');
  expect(teamFor(rule, teams, 'EMEA', ['AMER', 'APAC'])?.id).toBe('amer');
  expect(teamFor(rule, teams, 'EMEA', [])?.id).toBe('emea');
  expect(teamFor(rule, teams.slice(0, 2), 'EMEA', ['EMEA'])).toBeNull();
  expect(teamFor({ teamId: 'apac' }, teams, 'EMEA', ['EMEA'])?.id).toBe('apac');
  expect(teamFor({ teamId: 'gone' }, teams, 'EMEA', ['EMEA'])).toBeNull();
});

const person = (staffId: string, more: Partial<Candidate> = {}): Candidate => ({
  staffId,
  load: 0,
  capacity: null,
  requestTypes: [],
  solutions: [],
  languages: [],
  absent: false,
  ...more,
});
const ALL = ['REQUEST_TYPE', 'SOLUTION', 'LANGUAGE'] as const;

test('S9 whoever has the skills and the least to do gets it, of equals the first by id; everybody is named', () => {
  const people = [
    person('eve', { load: 5 }),
    person('dan', { load: 5 }),
    person('abe', { absent: true }),
    person('bob', { languages: ['EN'] }),
    person('cat', { solutions: ['AS'] }),
    person('fay', { requestTypes: ['LOGIN_ISSUE'] }),
    person('gus', { load: 1, capacity: 4 }),
  ];
  expect(choose(people, TICKET, ALL, 4)).toEqual({
    staffId: 'dan',
    scores: [
      { staffId: 'abe', load: 0, refusal: 'ABSENT' },
      { staffId: 'bob', load: 0, refusal: 'SKILL_LANGUAGE' },
      { staffId: 'cat', load: 0, refusal: 'SKILL_SOLUTION' },
      { staffId: 'fay', load: 0, refusal: 'SKILL_REQUEST_TYPE' },
      { staffId: 'gus', load: 1, refusal: 'CAPACITY' },
      { staffId: 'dan', load: 5, refusal: null },
      { staffId: 'eve', load: 5, refusal: null },
    ],
  });
  expect(choose(people, TICKET, [], 3).staffId).toBe('bob');
  expect(choose([person('gus', { load: 1, capacity: 4 })], TICKET, ALL, 3).staffId).toBe('gus');
  expect(choose([], TICKET, ALL, 1)).toEqual({ staffId: null, scores: [] });
});
