/**
 * What the holiday library's data (date-holidays 3.37) have wrong, with where the truth is published. Raise
 * the version with every change: answers name the version they were computed on (K13).
 *
 * Rules are in the library's grammar: a date, a date of each year, a day of another calendar. Source: K9.
 */
export const CALENDAR_OVERRIDES = {
  version: '2026-11-23',
  corrections: [
    // Singapore 2027: moon sightings and full moons are gazetted a year ahead, not computed.
    {
      ...country('SG', 'https://www.mom.gov.sg/newsroom/press-releases/2026/0618-public-holidays-for-2027'),
      action: 'REMOVE',
      rule: '2027-03-09',
      reason: 'Hari Raya Puasa is gazetted for 10 March 2027.',
    },
    {
      ...country('SG', 'https://www.mom.gov.sg/newsroom/press-releases/2026/0618-public-holidays-for-2027'),
      action: 'ADD',
      rule: '2027-03-10',
      name: { fr: 'Aïd el-Fitr', en: 'Hari Raya Puasa' },
      reason: 'Gazetted for 10 March 2027.',
    },
    {
      ...country('SG', 'https://www.mom.gov.sg/newsroom/press-releases/2026/0618-public-holidays-for-2027'),
      action: 'REMOVE',
      rule: '2027-05-16',
      reason: 'Hari Raya Haji is gazetted for 17 May 2027.',
    },
    {
      ...country('SG', 'https://www.mom.gov.sg/newsroom/press-releases/2026/0618-public-holidays-for-2027'),
      action: 'ADD',
      rule: '2027-05-17',
      name: { fr: 'Aïd el-Adha', en: 'Hari Raya Haji' },
      reason: 'Gazetted for 17 May 2027.',
    },
    {
      ...country('SG', 'https://www.mom.gov.sg/newsroom/press-releases/2026/0618-public-holidays-for-2027'),
      action: 'ADD',
      rule: '2027-05-20',
      name: { fr: 'Vesak', en: 'Vesak Day' },
      reason: 'The library has no Vesak Day for 2027.',
    },

    // United Arab Emirates: Cabinet Resolution No. 27 of 2024 on public holidays.
    {
      ...country(
        'AE',
        'https://u.ae/en/information-and-services/public-holidays-and-religious-affairs/public-holidays',
      ),
      action: 'REMOVE',
      rule: '27 Rajab',
      reason: 'Isra and Miraj is no public holiday.',
    },
    {
      ...country(
        'AE',
        'https://u.ae/en/information-and-services/public-holidays-and-religious-affairs/public-holidays',
      ),
      action: 'REMOVE',
      rule: '1 Ramadan',
      reason: 'The first day of Ramadan is no public holiday.',
    },
    {
      ...country(
        'AE',
        'https://u.ae/en/information-and-services/public-holidays-and-religious-affairs/public-holidays',
      ),
      action: 'ADD',
      rule: '9 Dhu al-Hijjah',
      name: { fr: 'Jour d’Arafat', en: 'Arafat Day' },
      reason: 'The day before Eid al-Adha is a public holiday too.',
    },
    {
      ...country(
        'AE',
        'https://u.ae/en/information-and-services/public-holidays-and-religious-affairs/public-holidays',
      ),
      action: 'ADD',
      rule: '12-03',
      name: { fr: 'Fête nationale', en: 'National Day' },
      reason: 'National Day is 2 and 3 December.',
    },

    {
      country: 'BR',
      subdivisions: ['SP'],
      years: { from: 2024 },
      action: 'ADD',
      rule: '11-20',
      name: {
        fr: 'Journée nationale de Zumbi et de la conscience noire',
        en: 'National Day of Zumbi and Black Consciousness',
      },
      reason: 'A national holiday since 2024, which the library takes away from São Paulo.',
      source: 'https://www.planalto.gov.br/ccivil_03/_ato2023-2026/2023/lei/L14759.htm',
    },
    {
      country: 'CA',
      subdivisions: ['BC'],
      years: { from: 2023 },
      action: 'ADD',
      rule: '09-30',
      name: {
        fr: 'Journée nationale de la vérité et de la réconciliation',
        en: 'National Day for Truth and Reconciliation',
      },
      reason: 'A statutory holiday of British Columbia since 2023.',
      source:
        'https://www2.gov.bc.ca/gov/content/employment-business/employment-standards-advice/employment-standards/statutory-holidays',
    },
    {
      country: 'CA',
      subdivisions: ['ON'],
      action: 'REMOVE',
      rule: 'easter 1',
      reason: 'Easter Monday is no public holiday of Ontario.',
      source: 'https://www.ontario.ca/document/your-guide-employment-standards-act-0/public-holidays',
    },
    {
      country: 'GB',
      subdivisions: ['SCT'],
      action: 'ADD',
      rule: '2026-06-15',
      name: { fr: 'Jour férié de la Coupe du monde', en: 'World Cup bank holiday' },
      reason: 'Appointed by Royal Proclamation in February 2026.',
      source:
        'https://www.wired-gov.net/wg/news.nsf/articles/world+cup+bank+holiday+confirmed+05022026150500?open',
    },

    // South Korea: Seollal is the day before, the day, and the day after; the library begins on the day.
    {
      ...country('KR', 'https://www.law.go.kr/법령/관공서의공휴일에관한규정'),
      action: 'ADD',
      rule: '2026-02-16',
      name: { fr: 'Veille de Seollal', en: 'Eve of Seollal' },
      reason: 'Seollal 2026 is 16 to 18 February.',
    },
    {
      ...country('KR', 'https://www.law.go.kr/법령/관공서의공휴일에관한규정'),
      action: 'REMOVE',
      rule: '2026-02-19',
      reason: 'Seollal 2026 is 16 to 18 February.',
    },
    {
      ...country('KR', 'https://www.law.go.kr/법령/관공서의공휴일에관한규정'),
      action: 'ADD',
      rule: '2028-01-26',
      name: { fr: 'Veille de Seollal', en: 'Eve of Seollal' },
      reason: 'Seollal 2028 is 26 to 28 January.',
    },
    {
      ...country('KR', 'https://www.law.go.kr/법령/관공서의공휴일에관한규정'),
      action: 'ADD',
      rule: '2029-02-12',
      name: { fr: 'Veille de Seollal', en: 'Eve of Seollal' },
      reason: 'Seollal 2029 is 12 to 14 February.',
    },
    {
      ...country('KR', 'https://www.law.go.kr/법령/관공서의공휴일에관한규정'),
      action: 'REMOVE',
      rule: '2029-02-15',
      reason: 'Seollal 2029 is 12 to 14 February.',
    },
    {
      ...country('KR', 'https://www.law.go.kr/법령/관공서의공휴일에관한규정'),
      action: 'ADD',
      rule: '2026-06-03',
      name: { fr: 'Élections locales', en: 'Local Elections' },
      reason: 'Days of national and local elections are public holidays.',
    },

    // Switzerland: one holiday is the confederation's; all others are the cantons'.
    {
      country: 'CH',
      subdivisions: 'NONE',
      action: 'KEEP_ONLY',
      rules: ['08-01'],
      reason: 'Only 1 August is a holiday of the whole country: give the canton for the others.',
      source: 'https://www.fedlex.admin.ch/eli/cc/1999/404/fr#art_110',
    },
  ],
} as const;

/** A country with all its subdivisions. */
function country<Code extends string>(code: Code, source: string) {
  return { country: code, subdivisions: 'ALL', source } as const;
}
