import WHO from './who.json';

/** A tab that teaches: its document explains itself in a comment, its variables are ready to run. */
export interface Lesson {
  query: string;
  variables: string;
}

const DOCUMENTS = import.meta.glob<string>('./tabs/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const VARIABLES = import.meta.glob<string>('./tabs/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** In the order of their file names: what anybody may ask comes first. */
export const LESSONS: Lesson[] = Object.keys(DOCUMENTS)
  .sort()
  .map((file) => ({
    query: DOCUMENTS[file] ?? '',
    variables: VARIABLES[file.replace('.graphql', '.json')] ?? '',
  }));

/** The first operation of a document: the one after which its tab is called. */
export function operationIn(query: string): string | undefined {
  return /^(?:query|mutation|subscription) (\w+)/m.exec(query)?.[1];
}

/** Who of the demo asks an operation of a lesson; undefined where anybody may. */
export function askerOf(operation: string | undefined): string | undefined {
  return (WHO as Partial<Record<string, string>>)[operation ?? ''];
}
