import { unwrap, type MeetingPurpose, type PlanCode, type ScopeReviewInput } from '@tierline/sdk';
import { useState } from 'react';
import { useAnswer, useSession } from './hooks.ts';
import { Choice, Move, said, TextField } from './move.tsx';
import type { TicketViewProps } from './ticket.tsx';
import { shown } from './words.ts';

/** Judges whether the request is in scope, with a word to the customer or without one. */
export function Review({ ticket, again }: TicketViewProps) {
  const { support, words } = useSession();
  if (!ticket.legalMoves.includes('REVIEW')) return null;
  return (
    <Move
      label={ticket.scopeReview ? words.reviewAnew : words.review}
      act={(form) => {
        const note = said(form, 'note');
        const input = { ticketId: ticket.id, review: judgementIn(form), ...(note && { note }) };
        return support.tickets.reviewScope(input).then(unwrap);
      }}
      onDone={again}
    >
      <Judgement plan={ticket.plan} />
      <TextField name="note" label={words.reviewNote} optional />
    </Move>
  );
}

/** A review of the scope: its verdict, the clause that excludes the work and why it is done all the same, the meeting. */
export function Judgement({ plan }: { plan: string }) {
  const { words } = useSession();
  const [verdict, setVerdict] = useState('');
  return (
    <>
      <Choice
        name="verdict"
        label={words.scope}
        options={['IN_SCOPE', 'WAIVED', 'OUT_OF_SCOPE']}
        onChange={setVerdict}
      />
      {verdict && verdict !== 'IN_SCOPE' && <Exclusion plan={plan} />}
      {verdict === 'WAIVED' && <TextField name="waiverReason" label={words.waiverWhy} />}
      <Meeting />
    </>
  );
}

export function judgementIn(form: FormData): ScopeReviewInput {
  const [clause, description, waiverReason] = [
    said(form, 'clause'),
    said(form, 'description'),
    said(form, 'waiverReason'),
  ];
  return {
    verdict: said(form, 'verdict') as ScopeReviewInput['verdict'],
    ...(clause && { clause }),
    ...(description && { description }),
    ...(waiverReason && { waiverReason }),
    ...meetingIn(form),
  };
}

/** One of the clauses that exclude something on a plan, and what the excluded work is. */
export function Exclusion({ plan }: { plan: string }) {
  const { support, words, locale } = useSession();
  const terms = useAnswer(
    (signal) => support.programme.terms({ plan: plan as PlanCode, signal }),
    plan + locale,
  );
  const clauses = (terms.value?.clauses ?? []).filter(({ exclusion }) => exclusion);
  return (
    <>
      <Choice
        name="clause"
        label={words.clause}
        options={clauses.map(({ number, text }) => ({ value: number, label: `${number} ${text}` }))}
      />
      <TextField name="description" label={words.work} optional />
    </>
  );
}

/** Whether a review asks for a meeting, and what for. */
export function Meeting() {
  const { words } = useSession();
  return (
    <Choice
      name="meeting"
      label={words.meeting}
      options={['NOT_NEEDED', 'CLARIFY', 'DISCUSS']}
      initial="NOT_NEEDED"
    />
  );
}

export function meetingIn(form: FormData): Pick<ScopeReviewInput, 'meetingDecision' | 'meetingPurpose'> {
  const meeting = said(form, 'meeting');
  return meeting === 'NOT_NEEDED'
    ? { meetingDecision: 'NOT_NEEDED' }
    : { meetingDecision: 'NEEDED', meetingPurpose: meeting as MeetingPurpose };
}

/** What the vendor's people see of the review in force, where the state does not say it already. */
export function Scope({ ticket: { state, scopeReview } }: Pick<TicketViewProps, 'ticket'>) {
  const { words } = useSession();
  if (state === 'REJECTED_OUT_OF_SCOPE') return null;
  if (!scopeReview) return <p className="quiet">{words.unreviewed}</p>;
  const { verdict, clause, description, waiverReason, reviewer } = scopeReview;
  const told = { IN_SCOPE: words.inScope, WAIVED: words.waived }[verdict as string];
  return (
    <p className="quiet">
      {told ?? words.REJECTED_OUT_OF_SCOPE}
      {clause && ` · ${words.clause} ${clause.number}`} · {reviewer.name}
      {[description, waiverReason].map((text) => text && <q key={text}>{shown(text, words)}</q>)}
    </p>
  );
}
