import { Problem, type Text } from './problem.ts';

/** A category goes only when none is below it, and when it is empty, or it is said where goes what is in it. */
export class CategoryInUseProblem extends Problem {
  readonly code = 'CATEGORY_IN_USE';
  readonly count: number;

  constructor(count: number, of: 'THINGS' | 'CATEGORIES') {
    super(of === 'THINGS' ? filled(count) : above(count));
    this.count = count;
  }
}

function filled(count: number): Text {
  return count === 1
    ? {
        fr: 'Elle contient encore 1 élément : dites où le ranger.',
        en: 'There is 1 thing in it still: say where it goes.',
      }
    : {
        fr: `Elle contient encore ${count} éléments : dites où les ranger.`,
        en: `There are ${count} things in it still: say where they go.`,
      };
}

function above(count: number): Text {
  return count === 1
    ? {
        fr: 'Elle contient encore 1 rubrique : supprimez-la d’abord, ou déplacez-la.',
        en: 'There is 1 category below it still: remove it first, or put it elsewhere.',
      }
    : {
        fr: `Elle contient encore ${count} rubriques : supprimez-les d’abord, ou déplacez-les.`,
        en: `There are ${count} categories below it still: remove them first, or put them elsewhere.`,
      };
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
