import { useSession } from './hooks.ts';
import { shown } from './words.ts';

interface ToldProps {
  text: string;
  open: (reference: string) => void;
}

/** What somebody wrote: a ticket that it names is a link to it. */
export function Told({ text, open }: ToldProps) {
  const { words } = useSession();
  // Every second part is a reference.
  return shown(text, words)
    .split(/(?<![\w-])(T-\d+)(?![\w-])/)
    .map((part, at) =>
      at % 2 === 0 ? (
        part
      ) : (
        <a
          key={at}
          href={`?ticket=${part}`}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return; // in a tab of its own
            event.preventDefault();
            open(part);
          }}
        >
          {part}
        </a>
      ),
    );
}
