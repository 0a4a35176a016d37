/** An amount in the smallest unit of its currency: 1234 EUR cents, 1234 yen, 1234 fils of a dinar (PR1). */
export interface Money {
  amountMinor: bigint;
  currency: string;
}

/**
 * The currencies of ISO 4217 in which somebody can pay, by the digits of their minor unit. Our own list: that of the
 * platform (Intl) follows local custom, which leaves out units that ISO has, and holds currencies of the past.
 */
const BY_DIGITS: readonly (readonly [digits: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'],
  [
    2,
    `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP
    CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES
    KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK
    NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB
    TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
];

const DIGITS: ReadonlyMap<string, number> = new Map(
  BY_DIGITS.flatMap(([digits, codes]) => codes.split(/\s+/).map((code) => [code, digits] as const)),
);

export function isCurrency(code: string): boolean {
  return DIGITS.has(code);
}

/**
 * How many digits of the currency stand behind the decimal sign: 2 for EUR, 0 for JPY, 3 for KWD.
 *
 * @throws RangeError for a code that ISO 4217 does not have, or not for payments
 */
export function minorDigits(currency: string): number {
  const digits = DIGITS.get(currency);
  if (digits === undefined) throw new RangeError(`not a currency of ISO 4217: "${currency}"`);
  return digits;
}

/** The amount as a decimal number, exact at any size: "1234.50". */
export function decimal({ amountMinor, currency }: Money): `${number}` {
  const digits = minorDigits(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const text = String(amountMinor < 0n ? -amountMinor : amountMinor).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return (digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`) as `${number}`;
}

/** The amount as a person of that language reads it: "1 234,50 €", "€1,234.50". */
export function formatMoney(money: Money, locale: 'FR' | 'EN'): string {
  const digits = minorDigits(money.currency);
  const format = new Intl.NumberFormat(locale === 'FR' ? 'fr' : 'en', {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(decimal(money));
}

/**
 * A quotient of integers, rounded half up to an integer.
 *
 * @throws RangeError for a negative part or a whole that is not positive
 * Source: PR2.
 */
export function divideHalfUp(part: bigint, whole: bigint): bigint {
  if (part < 0n || whole <= 0n) throw new RangeError(`divideHalfUp: ${part} by ${whole}`);
  return (2n * part + whole) / (2n * whole);
}
