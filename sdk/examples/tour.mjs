// npm run tour: the support programme in five minutes, with nothing but the SDK, against the server of npm start.
// First as a passer-by, then as four customers, then as an engineer. It checks what it shows: the last line counts.
import { createClient, GraphQLRequestError, TierlineError, unwrap } from '@tierline/sdk';

const url = process.env.TIERLINE_URL ?? 'http://localhost:4000/graphql';
const passerBy = createClient({ url, locale: 'en' });
const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'];
/** The same request everywhere; every plan covers it. */
const REQUEST = { requestType: 'LOGIN_ISSUE', severity: 'MODERATE', sku: 'IQ-TM' };
const promises = { held: 0, broken: [] };

async function tour() {
  const tokens = await demoTokens();
  const customers = await meetCustomers(tokens);
  const engineer = await meetEngineer(tokens);

  title('1', 'Three plans · Trois forfaits');
  await comparePlans();

  title('2', 'On the eve of the next holiday · La veille du prochain jour férié');
  say('Somebody cannot sign in: one hour before closing, on the last working day before a local holiday.');
  say('Nobody has to sign in to ask what each plan would promise then.');
  for (const customer of customers) await previewOnTheEve(customer);

  title('3', 'The same, as it happened · Ce qui est arrivé');
  say('Each of the four did ask on the eve of their last holiday. The clock that ran then is still there.');
  for (const customer of customers) await showTheLastEve(customer);

  title('4', 'The same request, now · La même demande, maintenant');
  say('Now each of them opens it for real. The ticket is due when its preview says, to the millisecond.');
  const tickets = [];
  for (const customer of customers) tickets.push(await openNow(customer));

  title('5', 'What a plan does not cover · Ce qu’un forfait ne couvre pas');
  await askForTooMuch(customers);

  title('6', 'The queue, as an engineer · La file d’attente');
  const overdue = await readTheQueue(engineer);

  title('7', 'In time, and late · À temps, et en retard');
  await answerInTime(engineer, tickets[0]);
  await answerLate(engineer, overdue);
  await tidyUp(customers, tickets.slice(1));

  title('8', 'Every promise · Chaque promesse');
  for (const promise of promises.broken) say(`BROKEN  ${promise}`);
  say(`${promises.held} held, ${promises.broken.length} broken.`);
  if (promises.broken.length > 0) process.exit(1);
}

// ── Who is who ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** A demo hands its people's tokens to whoever opens its playground; a real server has none to give. */
async function demoTokens() {
  if (!URL.canParse(url)) {
    throw new Refusal(`TIERLINE_URL=${url} is not a web address such as http://localhost:4000/graphql.`);
  }
  const people = new URL('/playground/personas.json', url);
  const response = await fetch(people).catch((cause) => {
    throw new Refusal(
      `No server answers at ${url}: start one with npm start, or name another with TIERLINE_URL.`,
      {
        cause,
      },
    );
  });
  const personas = response.ok ? await response.json().catch(() => []) : [];
  if (personas.length > 0) return personas.map(({ token }) => token);
  throw new Refusal(
    `The server at ${url} is no demo: the tour opens tickets, so it only visits one that npm start has made.`,
  );
}

async function meetCustomers(tokens) {
  const contacts = (await viewers(tokens)).filter(({ viewer }) => viewer.__typename === 'Contact');
  return ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Australia/Adelaide'].map((timeZone) => {
    const found = contacts.find(({ viewer }) => viewer.account.timeZone === timeZone);
    if (!found)
      throw new Refusal(`This demo has no customer in ${timeZone}; npm start -- --reset makes a new one.`);
    const { account, name } = found.viewer;
    const { country, subdivision, locale, plan } = account;
    return {
      name,
      account,
      plan: plan.code,
      city: timeZone.split('/')[1].replace('_', ' '),
      language: locale.toLowerCase(),
      place: { timeZone, country, subdivision },
      support: createClient({ url, token: found.token, locale: locale.toLowerCase() }),
    };
  });
}

async function meetEngineer(tokens) {
  const found = (await viewers(tokens)).find(({ viewer }) => viewer.staffRoles?.includes('ENGINEER'));
  if (!found) throw new Refusal('This demo has no engineer; npm start -- --reset makes a new one.');
  return createClient({ url, token: found.token, locale: 'en' });
}

async function viewers(tokens) {
  return Promise.all(
    tokens.map(async (token) => ({ token, viewer: await createClient({ url, token }).accounts.viewer() })),
  );
}

// ── 1 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function comparePlans() {
  const plans = await Promise.all(['BASIC', 'ENHANCED', 'PREMIUM'].map((code) => passerBy.plans.get(code)));
  const target = (plan, severity) =>
    plan.initialResponseTargets.find((entry) => entry.severity === severity)?.businessMinutes;
  const verdict = (plan, code) =>
    plan.coverage.find(({ requestType }) => requestType.code === code).verdict === 'COVERED' ? 'yes' : '–';
  const phone = (plan) => plan.channels.find(({ channel }) => channel === 'PHONE')?.severities ?? [];
  const table = [
    ['', ...plans.map(({ name }) => name)],
    ...SEVERITIES.map((severity) => [
      `first answer, ${severity.toLowerCase()}`,
      ...plans.map((plan) => hours(target(plan, severity))),
    ]),
    [
      'by phone',
      ...plans.map((plan) => (phone(plan).length === 3 ? 'always' : phone(plan).join(' ').toLowerCase())),
    ],
    ...[
      ['sign-in trouble', 'LOGIN_ISSUE'],
      ['how-tos', 'HOW_TO'],
      ['expert advice', 'EXPERT_ADVICE'],
    ].map(([label, code]) => [label, ...plans.map((plan) => verdict(plan, code))]),
  ];
  for (const [label, ...cells] of table)
    say((label.padEnd(24) + cells.map((cell) => cell.padEnd(12)).join('')).trimEnd());
  say('Hours are business hours of the customer’s own calendar: Monday to Friday, 08:00 to 18:00.');
  say('');
  await showGains('BASIC', 'ENHANCED', 'fr', 'De Basic à Enhanced, vous gagnez :');
  await showGains('ENHANCED', 'PREMIUM', 'en', 'From Enhanced to Premium, you gain:');

  const [basic, enhanced, premium] = plans;
  for (const severity of SEVERITIES) {
    check(target(basic, severity) === undefined, `Basic promises no time for ${severity}`);
    check(
      target(premium, severity) === target(enhanced, severity) / 2,
      `Premium halves ${severity} of Enhanced`,
    );
  }
}

async function showGains(from, to, locale, heading) {
  const { benefits } = await passerBy.plans.compare({ from, to }, { locale });
  const gains = benefits.filter(({ before, after }) => after && !before).map(({ after }) => after.label);
  say(heading);
  for (const line of wrapped(gains.join(' · '), 92)) say(`  ${line}`);
}

// ── 2 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function previewOnTheEve({ city, place, language, support }) {
  const { at, holiday } = await nextEve(place, language);
  say('');
  say(`${city.padEnd(10)} ${moment(at, place, language)} · ${WORDS[language].eve} ${holiday}`);
  let explanation;
  for (const plan of ['BASIC', 'ENHANCED', 'PREMIUM']) {
    const preview = await passerBy.sla.preview(
      { plan, place, severity: REQUEST.severity, at },
      { locale: language },
    );
    say(`  ${plan.toLowerCase().padEnd(9)} ${promised(preview, place, language)}`);
    if (plan === 'BASIC') {
      check(preview.dueAt === null, `${city}: Basic promises no instant`);
    } else {
      explanation = preview.explain;
      checkExplained(preview, explanation, `${city}, ${plan}`);
      check(
        explanation.segments.some(({ label, name }) => label === 'HOLIDAY' && name === holiday),
        `${city}, ${plan}: the holiday is in the explanation`,
      );
    }
  }
  why(explanation);
  const { isOpen } = await support.calendar.get({ ...place, at });
  check(isOpen, `${city}: the desk is open an hour before closing`);
}

/** An hour before the desk closes for the next public holiday on a working day. */
async function nextEve(place, language) {
  const { asOf } = await passerBy.sla.preview({ plan: 'BASIC', place, severity: REQUEST.severity });
  const today = localDate(asOf, place);
  const year = Number(today.slice(0, 4));
  for (const each of [year, year + 1]) {
    const { holidays } = await passerBy.calendar.holidays({ ...place, year: each }, { locale: language });
    for (const { on, name, closesFrom } of holidays) {
      const isWeekday = ![0, 6].includes(new Date(on).getUTCDay());
      if (on <= today || closesFrom !== null || !isWeekday) continue;
      const { windows } = await passerBy.calendar.windows({
        ...place,
        from: new Date(Date.parse(on) - 14 * DAY_MS).toISOString(),
        to: new Date(Date.parse(on) + DAY_MS).toISOString(),
      });
      const eve = windows.findLast(({ opensAt }) => localDate(opensAt, place) < on);
      return { at: new Date(Date.parse(eve.closesAt) - HOUR_MS).toISOString(), holiday: name };
    }
  }
  throw new Refusal(`${place.country} has no public holiday within a year.`);
}

// ── 3 and 4 ─────────────────────────────────────────────────────────────────────────────────────────────────────────

async function showTheLastEve({ city, place, language, support }) {
  const filter = { requestTypes: [REQUEST.requestType], severities: [REQUEST.severity] };
  for await (const { id } of support.tickets.list({ filter, orderBy: 'OLDEST_FIRST' })) {
    const ticket = await support.tickets.get(id);
    const clock = ticket.initialResponse;
    const explanation = clock.explainDeadline ?? clock.explain;
    if (!explanation.segments.some(({ label }) => label === 'HOLIDAY')) continue;
    showTicket(ticket, city, place, language);
    if (clock.endedAt)
      say(`  ${WORDS[language].answered} ${moment(clock.endedAt, place, language)} · ${clock.state}`);
    why(explanation);
    if (clock.dueAt) checkExplained(clock, explanation, ticket.reference);
    return;
  }
  say(`${city}: no such ticket in this demo any more.`);
}

async function openNow({ city, account, place, language, support }) {
  const { ticket } = unwrap(await support.tickets.open({ ...REQUEST, ...WORDS[language].request }));
  const clock = ticket.initialResponse;
  showTicket(ticket, city, place, language);
  why(clock.explainDeadline ?? clock.explain);
  if (clock.explainDeadline) checkExplained(clock, clock.explainDeadline, ticket.reference);

  const preview = await support.sla.preview({
    accountId: account.id,
    severity: REQUEST.severity,
    at: ticket.receivedAt,
  });
  check(preview.dueAt === clock.dueAt, `${ticket.reference}: the ticket is due when its preview says`);
  return ticket;
}

function showTicket({ reference, plan, receivedAt, account, initialResponse }, city, place, language) {
  say('');
  say(`${city.padEnd(10)} ${account.name}, ${plan.toLowerCase()}`);
  say(`  ${WORDS[language].received(reference, moment(receivedAt, place, language))}`);
  say(`  ${promised(initialResponse, place, language)}`);
}

// ── 5 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function askForTooMuch(customers) {
  const basic = customers.find(({ plan }) => plan === 'BASIC');
  const howTo = { ...REQUEST, requestType: 'HOW_TO', severity: 'LIMITED' };
  const dryRun = await basic.support.entitlements.check({ ...howTo, accountId: basic.account.id });
  say(`${basic.name}, on Basic, asks how to do something. Without opening anything:`);
  say(`  ${dryRun.verdict} · ${dryRun.message}`);

  say('Opening it all the same answers with a problem, which is data, not an exception:');
  const result = await basic.support.tickets.open({ ...howTo, ...WORDS[basic.language].howTo });
  switch (result.__typename) {
    case 'NotCoveredProblem':
      say(`  ${result.__typename} · required plan ${result.requiredPlan} · next step ${result.nextStep}`);
      break;
    default:
      say(`  ${result.__typename}`);
  }
  check(result.code === dryRun.verdict, 'The dry run and the opening decide alike');
  check(result.requiredPlan === 'ENHANCED', 'Enhanced covers how-tos');

  const premium = customers.find(({ plan }) => plan === 'PREMIUM');
  const architecture = await premium.support.entitlements.check({
    ...REQUEST,
    requestType: 'ARCHITECTURE_CONSULTING',
    accountId: premium.account.id,
  });
  say(`${premium.name}, sur Premium, demande une architecture cible :`);
  for (const line of wrapped(`${architecture.verdict} · ${architecture.message}`, 92)) say(`  ${line}`);
  say(`  Clause ${architecture.clause.number} : « ${architecture.clause.text} »`);
  check(architecture.clause.number === '3.4', 'Clause 3.4 excludes architecture consulting on every plan');

  try {
    await passerBy.tickets.queue({ first: 1 });
    check(false, 'A passer-by reads no queue');
  } catch (error) {
    if (!(error instanceof GraphQLRequestError)) throw error;
    say(`A passer-by who asks for the queue gets an exception, because that is a mistake: ${error.code}.`);
    check(error.code === 'UNAUTHENTICATED', 'A passer-by reads no queue');
  }
}

// ── 6 and 7 ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns the first ticket whose promise is broken already, if there is one */
async function readTheQueue(engineer) {
  say('What waits for the desk: at risk or broken first, by deadline; then by severity, plan and deadline.');
  say('MET is answered in time but not yet resolved. Read five at a time:');
  const queue = [];
  for await (const ticket of engineer.tickets.queue({ first: 5 })) queue.push(ticket);
  for (const { reference, severity, plan, account, initialResponse } of queue) {
    const cells = [
      reference,
      initialResponse.state.padEnd(14),
      severity.padEnd(8),
      plan.padEnd(8),
      left(initialResponse).padEnd(11),
      account.name,
    ];
    say(`  ${cells.join('  ')}`);
  }
  const isUrgent = ({ initialResponse }) => ['AT_RISK', 'BREACHED_OPEN'].includes(initialResponse.state);
  const urgent = queue.filter(isUrgent);
  check(queue.slice(0, urgent.length).every(isUrgent), 'What is urgent stands first in the queue');
  check(
    urgent.every(
      (ticket, at) => at === 0 || urgent[at - 1].initialResponse.dueAt <= ticket.initialResponse.dueAt,
    ),
    'What is urgent stands by deadline',
  );
  check(new Set(queue.map(({ id }) => id)).size === queue.length, 'No ticket stands on two pages');
  return queue.find(({ initialResponse }) => initialResponse.state === 'BREACHED_OPEN');
}

async function answerInTime(engineer, { id, reference, initialResponse }) {
  const body =
    'Bonjour, le deuxième facteur est réinitialisé : la prochaine connexion demandera un nouveau code.';
  const review = { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' };
  const { ticket } = unwrap(await engineer.tickets.reply({ ticketId: id, body, resolve: true, review }));
  const { state, endedAt } = ticket.initialResponse;
  say(`${reference} is answered ${utc(endedAt)}, due by ${utc(initialResponse.dueAt)}: ${state}`);
  check(state === 'MET', `${reference} is answered in time`);
  const { timeline } = await engineer.tickets.timeline(id);
  const events = timeline.nodes.map(({ type }) => type).join(' · ');
  for (const line of wrapped(`What happened to it: ${events}`, 92)) say(`  ${line}`);
  check(
    timeline.nodes.every(({ sequence }, at) => sequence === at + 1),
    `${reference}: its events are numbered without a gap`,
  );
}

/** A late answer cannot be waited for: an overdue ticket of the queue gets it, or an earlier one is shown. */
async function answerLate(engineer, overdue) {
  if (!overdue) {
    for await (const { reference, initialResponse } of engineer.tickets.list()) {
      const { state, endedAt, breachedAt } = initialResponse;
      if (state !== 'BREACHED') continue;
      say(`${reference} was answered ${utc(endedAt)}, broken since ${utc(breachedAt)}: ${state}`);
      return;
    }
    say('Nothing is or was overdue in this demo.');
    return;
  }
  const body =
    'We are sorry that you had to wait. We have found the cause and will write again within the hour.';
  const { ticket } = unwrap(await engineer.tickets.reply({ ticketId: overdue.id, body }));
  const { state, endedAt, dueAt, breachedAt } = ticket.initialResponse;
  say(`${ticket.reference} is answered ${utc(endedAt)}, broken since ${utc(breachedAt)}: ${state}`);
  check(state === 'BREACHED', `${ticket.reference} is answered late`);
  check(breachedAt === dueAt, `${ticket.reference} was broken when it was due, not when somebody noticed`);
}

/** What the tour opened, it takes back: the next one finds the desk as this one did. */
async function tidyUp(customers, tickets) {
  for (const { id, reference, account } of tickets) {
    const { support } = customers.find((customer) => customer.account.id === account.id);
    const { ticket } = unwrap(await support.tickets.close({ ticketId: id }));
    check(ticket.state === 'WITHDRAWN', `${reference} is withdrawn by its customer`);
  }
  say(
    `${tickets.map(({ reference }) => reference).join(', ')} are withdrawn again by those who opened them.`,
  );
}

// ── Words, times, promises ──────────────────────────────────────────────────────────────────────────────────────────

const WORDS = {
  fr: {
    eve: 'veille de jour férié :',
    received: (reference, time) => `${reference} reçu ${time}`,
    answered: 'répondu',
    none: 'aucun délai promis',
    opens: (time) => ` ; bureau ouvert à partir de ${time}`,
    due: (time, target) => `réponse avant ${time} (${target} ouvrées)`,
    request: {
      subject: 'Une collègue ne parvient pas à se connecter',
      question: 'La page de connexion rejette son deuxième facteur depuis ce matin. Que pouvons-nous faire ?',
    },
  },
  en: {
    eve: 'eve of',
    received: (reference, time) => `${reference} received ${time}`,
    answered: 'answered',
    none: 'no time promised',
    opens: (time) => `; desk open from ${time}`,
    due: (time, target) => `answer by ${time} (${target} of business time)`,
    request: {
      subject: 'A colleague cannot sign in',
      question: 'The sign-in page refuses her second factor since this morning. What can we do?',
    },
    howTo: {
      subject: 'Excluding our own visits',
      question: 'How do we keep the visits of our own offices out of the reports?',
    },
  },
};
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What a preview or a clock promises, in a few words. */
function promised({ dueAt, targetSeconds, nextSupportWindow, endedAt }, place, language) {
  const words = WORDS[language];
  if (dueAt !== null) return words.due(moment(dueAt, place, language), hours(targetSeconds / 60));
  return words.none + (endedAt ? '' : words.opens(moment(nextSupportWindow.opensAt, place, language)));
}

function why({ sentences }) {
  for (const sentence of sentences) say(`    ${sentence}`);
}

function checkExplained({ dueAt, targetSeconds }, explanation, what) {
  const seconds = explanation.segments
    .filter(({ label }) => label === 'OPEN')
    .reduce((sum, segment) => sum + segment.seconds, 0);
  check(seconds === targetSeconds, `${what}: the open seconds explained are those promised`);
  check(explanation.to === dueAt, `${what}: the explanation reaches to the due instant`);
}

/** An instant on the clock of a place. */
function moment(instant, { timeZone }, language) {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant));
}

/** An instant for the desk, whose people sit in many places. */
function utc(instant) {
  return `${moment(instant, { timeZone: 'UTC' }, 'en')} UTC`;
}

function localDate(instant, { timeZone }) {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant));
}

function hours(minutes) {
  return minutes === undefined ? '–' : `${minutes / 60} h`;
}

/** Business time until a promise is due, or since it was broken; nothing where none is waited for. */
function left({ endedAt, remainingSeconds }) {
  if (endedAt || remainingSeconds === null) return '';
  const minutes = Math.floor(Math.abs(remainingSeconds) / 60);
  const time = `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
  return remainingSeconds < 0 ? `${time} over` : `${time} left`;
}

function wrapped(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (`${lines.at(-1)} ${word}`.length > width) lines.push(word);
    else lines.push(`${lines.pop()} ${word}`.trim());
  }
  return lines;
}

function title(number, text) {
  console.log(`\n${number} · ${text}\n`);
}

function say(line) {
  console.log(line === '' ? '' : `  ${line}`);
}

function check(holds, promise) {
  if (holds) promises.held += 1;
  else promises.broken.push(promise);
}

/** Something that whoever runs the tour can put right. */
class Refusal extends Error {}

function complaint(error) {
  if (error instanceof Refusal) return error.message;
  if (error instanceof GraphQLRequestError) return `${error.message} ${error.errors[0]?.message ?? ''}`;
  return error instanceof TierlineError ? error.message : error;
}

try {
  await tour();
} catch (error) {
  console.error(complaint(error));
  process.exit(1);
}
