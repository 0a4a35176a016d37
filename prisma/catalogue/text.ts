/** A text in both languages of the programme. The French is as published, with its plain misprints corrected. */
export interface Text {
  fr: string;
  en: string;
}
