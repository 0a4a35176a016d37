import { eventType, field, payload } from '../event-type.ts';
import { OBLIGATION_KINDS } from './obligation.rules.ts';

const PROOFS = ['TAM_ASSIGNMENT', 'MONTHLY_REVIEW', 'HEALTH_REVIEW', 'ENGAGEMENT', 'LEDGER_LINE'] as const;
const CAUSES = ['PLAN_CHANGED', 'CONTRACT_CHANGED', 'ACCOUNT_MOVED', 'TAM_CHANGED'] as const;

const kind = field.oneOf(OBLIGATION_KINDS, 'What is promised.');
const obligationId = field.id('obl', 'The obligation.');
const dueAt = field.instant('When it is due.');
const promise = field.object(
  {
    obligationId,
    kind,
    startsAt: field.instant('The time of which it is, from here, inclusive.'),
    endsAt: field.instant('To here, exclusive.'),
    dueAt,
  },
  'A promise with its date.',
);

export const obligationEvents = {
  'obligations.changed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Ce que le forfait promet au compte a changé : promesses ajoutées, déplacées ou retirées (B7).',
      en: 'What the plan promises to the account changed: promises were added, moved or withdrawn (B7).',
    },
    payload: payload({
      cause: field.oneOf(CAUSES, 'Why.'),
      added: field.listOf(promise, 'What is promised from now on.'),
      moved: field.listOf(promise, 'What has another date, as it is now.'),
      withdrawn: field.listOf(
        field.object({ obligationId, kind }, 'An obligation.'),
        'What is no longer promised.',
      ),
    }),
  }),
  'obligation.due_soon': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une promesse du forfait arrive à échéance (B7).',
      en: 'Something that the plan promises is due soon (B7).',
    },
    payload: payload({ kind, dueAt }),
  }),
  'obligation.overdue': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une promesse du forfait n’a pas été tenue à temps (B7).',
      en: 'Something that the plan promises was not done in time (B7).',
    },
    payload: payload({ kind, dueAt }),
  }),
  'obligation.done': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une promesse du forfait a été tenue (B7).',
      en: 'Something that the plan promises was done (B7).',
    },
    payload: payload({
      kind,
      doneAt: field.instant('When it was kept.'),
      proof: field.oneOf(PROOFS, 'What proves it.'),
      proofId: field.text('Its id.'),
    }),
  }),
  'obligation.waived': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le fournisseur a décidé de ne pas tenir une promesse du forfait, et dit pourquoi (B7).',
      en: 'The vendor decided not to do something that the plan promises, and says why (B7).',
    },
    payload: payload({
      kind,
      by: field.oneOf(['CUSTOMER', 'VENDOR'], 'Who waived it.'),
      reason: field.freeText('Why.'),
    }),
  }),
};
