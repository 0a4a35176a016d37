import * as z from 'zod';
import { InvalidInputProblem } from '../problem.ts';
import { CalendarError } from './calendar-error.rules.ts';
import { supportCalendar, type Place } from './support-calendar.ts';

/** The part of an input that says where a customer is. All of it is told, nothing guessed (C3, K11). */
export const placeInput = {
  timeZone: z.string().trim().min(1).max(64),
  country: z.string().trim().toUpperCase().length(2),
  subdivision: z.string().trim().toUpperCase().min(1).max(10).nullish(),
};

/** @throws InvalidInputProblem naming the part that no calendar knows, with the nearest known ones (K10) */
export function checkPlace(place: Place): void {
  try {
    supportCalendar(place);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw unknownPlace(error);
  }
}

/** What a calendar does not know, with the nearest that it does. */
export function unknownPlace(error: CalendarError): InvalidInputProblem {
  const path = PATHS[error.code] ?? 'timeZone';
  const hint = error.suggestions.join(', ');
  const text = {
    fr: `« ${error.value} » est inconnu.${hint && ` Proches : ${hint}.`}`,
    en: `“${error.value}” is not known.${hint && ` Nearest: ${hint}.`}`,
  };
  return new InvalidInputProblem([{ path, code: error.code, text }]);
}

const PATHS: Partial<Record<CalendarError['code'], string>> = {
  UNKNOWN_TIME_ZONE: 'timeZone',
  UNKNOWN_COUNTRY: 'country',
  UNKNOWN_SUBDIVISION: 'subdivision',
};
