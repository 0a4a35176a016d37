import { unwrap, type AccountQuery, type ReclassifyTicketInput, type RequestTypeCode } from '@tierline/sdk';
import { useState, type ReactNode } from 'react';
import { Failure } from './failure.tsx';
import { useAnswer, useSession } from './hooks.ts';
import { IntakeAnswer } from './intake.tsx';
import { Choice, LineField, Move, said } from './move.tsx';
import { Judgement, judgementIn } from './review.tsx';
import type { TicketViewProps } from './ticket.tsx';

const ANSWER = 'answer.';

/** Corrects what the ticket asks for, about which service, or by whom. Another request is judged anew. */
export function Reclassify({ ticket, again }: TicketViewProps) {
  const { support, words } = useSession();
  const { id: ticketId, legalMoves, scopeReview, plan } = ticket;
  if (!legalMoves.includes('RECLASSIFY')) return null;
  const correct = async (form: FormData) => {
    const corrected = await support.tickets.reclassify({
      ticketId,
      subject: said(form, 'subject'),
      requesterId: said(form, 'requesterId'),
      ...classificationIn(form),
      ...(form.has('verdict') && { review: judgementIn(form) }),
    });
    unwrap(corrected);
  };
  const judges = scopeReview !== null && legalMoves.includes('REVIEW');
  return (
    <Move label={words.reclassify} act={correct} onDone={again}>
      <LineField name="subject" label={words.subject} initial={ticket.subject} />
      <Classification ticket={ticket} ifAnother={judges && <Judgement plan={plan} />} />
      <p className="quiet">{words.reclassifySure}</p>
    </Move>
  );
}

interface ClassificationProps extends Pick<TicketViewProps, 'ticket'> {
  /** It is of a ticket that is to be made: the intake form is answered for that one. */
  isNew?: boolean;
  /** What else is asked where it makes another request of the ticket. */
  ifAnother?: ReactNode;
}

/** Type and service of a request, with the intake form of the type. */
export function Classification(props: ClassificationProps) {
  const { support, words, locale } = useSession();
  const { ticket } = props;
  const { value, error, again } = useAnswer(async (signal) => {
    const [types, account] = await Promise.all([
      support.plans.requestTypes({ signal }),
      support.accounts.get(ticket.account.id, { signal }),
    ]);
    return { types, account };
  }, ticket.account.id + locale);
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!value?.account) return <p className="quiet">{words.loading}</p>;
  // Once one of them is corrected, by whomever, the form begins with what holds now.
  const corrected = [ticket.requestType, ticket.sku.code, ticket.requester.id].join();
  return <Fields key={corrected} {...props} types={value.types} account={value.account} />;
}

interface FieldsProps extends ClassificationProps {
  types: Awaited<ReturnType<ReturnType<typeof useSession>['support']['plans']['requestTypes']>>;
  account: NonNullable<AccountQuery['account']>;
}

function Fields({ ticket, isNew, ifAnother, types, account }: FieldsProps) {
  const { words } = useSession();
  const [code, setCode] = useState<string>(ticket.requestType);
  const [sku, setSku] = useState(ticket.sku.code);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const isOther = code !== ticket.requestType;
  const type = types.find((one) => one.code === code);
  const skus = [ticket.sku, ...account.subscriptions.map((one) => one.sku)];
  const people = [ticket.requester, ...account.contacts.nodes];
  return (
    <>
      <Choice
        name="requestType"
        label={words.type}
        options={types.map((one) => ({ value: one.code, label: one.label }))}
        initial={ticket.requestType}
        onChange={setCode}
      />
      <Choice
        name="sku"
        label={words.sku}
        options={skus
          .filter((one, at) => skus.findIndex((other) => other.code === one.code) === at)
          .map((one) => ({ value: one.code, label: one.name }))}
        initial={ticket.sku.code}
        onChange={setSku}
      />
      {!isNew && (
        <Choice
          name="requesterId"
          label={words.requester}
          options={people
            .filter((one, at) => people.findIndex((other) => other.id === one.id) === at)
            .map((one) => ({ value: one.id, label: one.name }))}
          initial={ticket.requester.id}
        />
      )}
      {(isNew || isOther) &&
        type?.intakeForm.fields.map((field) => (
          <div key={code + field.key}>
            <IntakeAnswer
              field={{ ...field, required: field.required && ticket.channel === 'WEB' }}
              value={answers[field.key] ?? ''}
              onChange={(value) => setAnswers({ ...answers, [field.key]: value })}
            />
            <input type="hidden" name={ANSWER + field.key} value={answers[field.key] ?? ''} />
          </div>
        ))}
      {(isNew || isOther) && code === 'WELLNESS_REVIEW' && (
        <fieldset>
          <legend>{words.FEWER_PROFILES}</legend>
          {account.profiles.nodes.map(({ id, name }) => (
            <label key={id}>
              <input type="checkbox" name="profileIds" value={id} />
              {name}
            </label>
          ))}
        </fieldset>
      )}
      {(isOther || sku !== ticket.sku.code) && ifAnother}
    </>
  );
}

/** What was filled in of it; of the intake form only where that was asked. */
export function classificationIn(
  form: FormData,
): Pick<ReclassifyTicketInput, 'requestType' | 'sku' | 'answers' | 'profileIds'> {
  const asked = [...form.keys()].filter((name) => name.startsWith(ANSWER));
  const answers = asked.flatMap((name) => {
    const value = said(form, name);
    return value ? [{ key: name.slice(ANSWER.length), value }] : [];
  });
  const profileIds = form.getAll('profileIds').filter((id) => typeof id === 'string');
  return {
    requestType: said(form, 'requestType') as RequestTypeCode,
    sku: said(form, 'sku'),
    ...(asked.length > 0 && { answers }),
    ...(profileIds.length > 0 && { profileIds }),
  };
}
