import { askerOf, LESSONS, operationIn } from './lessons.ts';

/** The titles of the lessons by who asks them, those for everybody first: beside each other, most tabs are off the screen. */
const GROUPS = new Map<string, string[]>();
for (const { query } of LESSONS) {
  const title = operationIn(query);
  if (!title) continue;
  const who = askerOf(title) ?? 'Anybody';
  GROUPS.set(who, [...(GROUPS.get(who) ?? []), title]);
}

/** Goes to any tab: a list in which one may type the first letters. */
export function TabPicker() {
  return (
    <label>
      Go to
      <select value="" onChange={({ target }) => goTo(target.value)}>
        <option value="" disabled>
          a tab
        </option>
        {[...GROUPS].map(([who, titles]) => (
          <optgroup key={who} label={who}>
            {titles.map((title) => (
              <option key={title}>{title}</option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** Shows the tab of that title; one that was closed is opened as by a link. */
function goTo(title: string): void {
  const tab = document.querySelector<HTMLElement>(`[role=tab] button[title="${title}"]`);
  if (tab) {
    tab.click();
    tab.scrollIntoView({ block: 'nearest', inline: 'center' });
  } else {
    location.hash = `tab=${title}`;
    location.reload();
  }
}
