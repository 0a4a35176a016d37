import { keepFile, type KeptFile } from '../attachments/keep-attachment.ts';
import type { Files } from '../files.ts';
import { NOT_KEPT } from '../mail/mail.rules.ts';
import type { ParsedMail } from './incoming-mail.rules.ts';
import { oneLine, shortened } from './stored-text.ts';

/** How many files a message carries. */
const MOST_FILES = 10;
/** What names of files may take of a message, whoever chose them. */
const MOST_NAMES = 10;
const LONGEST_NAME = 80;

/** What is more than a message may carry, or no upload could be, is named instead of kept beside it. */
export async function keepMailFiles(files: Files, sent: ParsedMail['files']) {
  const kept: KeptFile[] = [];
  const refused: string[] = [];
  for (const { fileName, mediaType, content } of sent) {
    const name = oneLine(fileName, 200).replaceAll(/[/\\]/g, '_') || 'file';
    const file =
      kept.length < MOST_FILES ? await keepFile(files, { fileName: name, mediaType, content }) : null;
    if (file) kept.push(file);
    else refused.push(name);
  }
  return { kept, refused };
}

/** What a mail said, and below it which of its files were not kept: the first of them by name, the others by their number. */
export function messageOf(text: string, refused: readonly string[]): string {
  const said = shortened(text) || '(…)';
  if (refused.length === 0) return said;
  const named = refused.slice(0, MOST_NAMES).map(briefly).join(', ');
  const others = refused.length > MOST_NAMES ? ` … + ${refused.length - MOST_NAMES}` : '';
  return `${said}\n\n${NOT_KEPT}${named}${others}]`;
}

/** A long name keeps its beginning, and its end, which says what kind of file it is. */
function briefly(name: string): string {
  const signs = [...name];
  if (signs.length <= LONGEST_NAME) return name;
  return `${signs.slice(0, LONGEST_NAME - 13).join('')}…${signs.slice(-12).join('')}`;
}
