import { prose } from '../input.ts';

const LONGEST = 19_000;

/** A stranger's text as it can be stored and shown: nothing invisible in it, and with an end. */
export function shortened(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}\n[…]` : text;
  return prose(20_000).safeParse(cut).data ?? '';
}

/** The same in one line. */
export function oneLine(text: string, max: number): string {
  const visible = prose(20_000).safeParse(text.slice(0, 2_000)).data ?? '';
  return visible.replace(/\s+/g, ' ').trim().slice(0, max).trim();
}
