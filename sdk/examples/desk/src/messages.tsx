import { useState } from 'react';
import { Failure } from './failure.tsx';
import { Attachments } from './files.tsx';
import { everyPage, useAnswer, useSession } from './hooks.ts';
import type { TicketViewProps } from './ticket.tsx';
import { Told } from './told.tsx';
import { here, shown, typeset, wordFor } from './words.ts';

/** What was said, by whom and when; what the customer does not see is marked. */
export function Messages({ ticket, round, open }: TicketViewProps & { round: number }) {
  const { support, words, locale } = useSession();
  const [all, setAll] = useState(false);
  const first = ticket.messages;
  const rest = useAnswer(
    (signal) =>
      all
        ? everyPage(
            async (after) =>
              (await support.tickets.messages(ticket.id, { first: 100, after, signal }))?.messages,
          )
        : Promise.resolve(null),
    `${ticket.id} ${all} ${round}`,
  );
  return (
    <>
      <ol className="messages">
        {(rest.value ?? first.nodes).map((message) => (
          <li
            key={message.id}
            className={
              message.kind === 'INTERNAL_NOTE'
                ? 'note'
                : message.author?.__typename === 'StaffMember'
                  ? 'vendor'
                  : 'customer'
            }
          >
            <header>
              <strong>{shown(message.author?.name ?? message.authorName ?? '', words)}</strong>{' '}
              <time dateTime={message.sentAt}>{here(message.sentAt, locale)}</time>{' '}
              {message.kind !== 'REPLY' && <em className="kind">{wordFor(words, message.kind)}</em>}
            </header>
            <p>
              <Told
                text={message.kind === 'SYSTEM' ? typeset(message.body, 'fr') : message.body}
                open={open}
              />
            </p>
            <Attachments attachments={message.attachments} />
          </li>
        ))}
      </ol>
      {rest.error !== undefined && <Failure error={rest.error} again={rest.again} />}
      {first.pageInfo.hasNextPage && !all && (
        <button type="button" onClick={() => setAll(true)}>
          {words.allMessages}
        </button>
      )}
    </>
  );
}
