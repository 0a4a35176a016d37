import { Problem } from './problem.ts';

/** A category goes only when it is empty, or when it is said where goes what is in it. */
export class CategoryInUseProblem extends Problem {
  readonly code = 'CATEGORY_IN_USE';
  readonly count: number;

  /** @param count how many articles, topics or categories are in it */
  constructor(count: number) {
    super({
      fr: `Elle contient encore ${count} ${count === 1 ? 'élément' : 'éléments'} : dites où les ranger.`,
      en: `There ${count === 1 ? 'is 1 thing' : `are ${count} things`} in it still: say where they go.`,
    });
    this.count = count;
  }
}

/**
 * The codes of categories in their order, with one of them at a place.
 *
 * @param position from 1; the place that it has, or the last, where null
 */
export function ordered(codes: readonly string[], code: string, position: number | null): string[] {
  const others = codes.filter((one) => one !== code);
  const stood = codes.indexOf(code);
  const place = position === null ? (stood < 0 ? others.length : stood) : position - 1;
  return [...others.slice(0, place), code, ...others.slice(place)];
}
