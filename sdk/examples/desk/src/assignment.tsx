import { unwrap, type AssignTicketInput } from '@tierline/sdk';
import { Failure } from './failure.tsx';
import { useAnswer, useSession } from './hooks.ts';
import { Act, Choice, Move, said } from './move.tsx';
import type { TicketViewProps } from './ticket.tsx';

const NOBODY = 'NOBODY';

/** Takes the ticket, that of somebody else only when asked twice, or gives it to whom one chooses. */
export function Assignment({ ticket, staffId, again }: TicketViewProps) {
  const { support, words } = useSession();
  if (!staffId || !ticket.legalMoves.includes('ASSIGN')) return null;
  const assign = (to: Omit<AssignTicketInput, 'ticketId'>) =>
    support.tickets.assign({ ticketId: ticket.id, ...to }).then(unwrap);
  const isMine = ticket.assignee?.id === staffId;
  const Form = ticket.assignee ? Move : Act;
  return (
    <>
      {isMine ? (
        <p>{words.yours}</p>
      ) : (
        <Form label={words.take} act={() => assign({ assigneeId: staffId })} onDone={again}>
          {ticket.assignee && (
            <p>
              {ticket.assignee.name} {words.takeSure}
            </p>
          )}
        </Form>
      )}
      <Move label={words.give} act={(form) => assign(assignmentIn(form))} onDone={again}>
        <Assignees />
      </Move>
    </>
  );
}

/** The vendor's people, each with how much they have at hand, and the teams. */
export function Assignees() {
  const { support, words } = useSession();
  const { value, error, again } = useAnswer(async (signal) => {
    const [staff, teams] = await Promise.all([
      support.accounts.staff({}, { signal }).all(500),
      support.teams.list({}, { signal }).all(500),
    ]);
    return { staff, teams };
  }, '');
  if (error !== undefined) return <Failure error={error} again={again} />;
  if (!value) return <p className="quiet">{words.loading}</p>;
  const nobody = { value: NOBODY, label: words.toNobody };
  return (
    <>
      <Choice
        name="assigneeId"
        label={words.person}
        none={words.asBefore}
        options={[
          nobody,
          ...value.staff.map(({ id, name, openTickets }) => ({
            value: id,
            label: `${name} · ${openTickets} ${words.atHand}`,
          })),
        ]}
      />
      <Choice
        name="teamId"
        label={words.team}
        none={words.asBefore}
        options={[nobody, ...value.teams.map(({ id, name }) => ({ value: id, label: name }))]}
      />
    </>
  );
}

/** What was chosen; what stays as before is not said. */
export function assignmentIn(form: FormData): Omit<AssignTicketInput, 'ticketId'> {
  const chosen = (['assigneeId', 'teamId'] as const).flatMap((name) => {
    const id = said(form, name);
    return id ? [[name, id === NOBODY ? null : id] as const] : [];
  });
  return Object.fromEntries(chosen);
}
