import { useEffect, useState } from 'react';

/** Somebody of the demo, with a token to speak as. */
export interface Persona {
  title: string;
  token: string;
}

/** Who may be played: nobody outside of the demo. */
export function usePersonas(): Persona[] {
  const [personas, setPersonas] = useState<Persona[]>([]);
  useEffect(() => {
    void fetch('./personas.json').then(async (response) => {
      if (response.ok) setPersonas((await response.json()) as Persona[]);
    });
  }, []);
  return personas;
}

/** Lets the reader speak as somebody. The choice lives in this page only: a token is never stored. */
export function PersonaPicker({
  personas,
  chosen,
  choose,
}: {
  personas: Persona[];
  chosen: Persona | null;
  choose: (persona: Persona | null) => void;
}) {
  if (personas.length === 0) {
    return <p>You are anonymous. To speak as somebody, send your token in the Headers editor below.</p>;
  }
  return (
    <label>
      You are
      <select
        value={chosen?.title ?? ''}
        onChange={({ target }) => choose(personas.find(({ title }) => title === target.value) ?? null)}
      >
        <option value="">a passer-by, without a token</option>
        {personas.map(({ title }) => (
          <option key={title} value={title}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
