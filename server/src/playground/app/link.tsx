import { useState } from 'react';
import { linkTo, savedTab } from './saved-tabs.ts';

/** Gives the address of the tab that is open, to send to somebody. */
export function LinkButton() {
  const [link, setLink] = useState<string | null>(null);
  const copy = async () => {
    const tab = savedTab();
    if (!tab) return;
    setLink(linkTo(tab));
    await navigator.clipboard?.writeText(linkTo(tab)).catch(() => undefined); // then the reader copies it below
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        Link to this tab
      </button>
      {link && (
        <input
          className="tierline-link"
          aria-label="Link to this tab"
          readOnly
          autoFocus
          value={link}
          onFocus={({ target }) => target.select()}
          onBlur={() => setLink(null)}
        />
      )}
    </>
  );
}
