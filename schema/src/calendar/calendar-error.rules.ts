export type CalendarErrorCode =
  'UNKNOWN_TIME_ZONE' | 'UNKNOWN_COUNTRY' | 'UNKNOWN_SUBDIVISION' | 'HORIZON_EXCEEDED' | 'CALENDAR_TOO_OPEN';

/**
 * What a calendar refuses because of what was asked, with the data needed to ask better. A value that
 * could never be meant (a negative duration, "25:00") is a RangeError instead.
 */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';
  readonly code: CalendarErrorCode;
  /** The refused value, as given. */
  readonly value: string;
  /** Known values near the refused one, nearest first; empty where there are none. */
  readonly suggestions: readonly string[];

  constructor(code: CalendarErrorCode, value: string, message: string, suggestions: readonly string[] = []) {
    super(suggestions.length > 0 ? `${message} Did you mean ${suggestions.join(', ')}?` : message);
    this.code = code;
    this.value = value;
    this.suggestions = suggestions;
  }
}
