import { decimal, divideHalfUp, formatMoney, isCurrency, minorDigits } from '@tierline/schema/money';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test.each([
  ['EUR', 123_450n, '1234.50'],
  ['EUR', 5n, '0.05'],
  ['EUR', 0n, '0.00'],
  ['JPY', 123_450n, '123450'],
  ['KWD', 123_450n, '123.450'],
  ['TND', 7n, '0.007'],
  ['EUR', 123_456_789_012_345_678n, '1234567890123456.78'],
  ['USD', -250n, '-2.50'],
])('PR1 %s: %s minor units are %s', (currency, amountMinor, expected) => {
  expect(decimal({ amountMinor, currency })).toBe(expected);
});

test('PR1 B21 an amount reads as people of the language write it, to the last digit also beyond 2^53', () => {
  const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(spaced(formatMoney({ amountMinor: 123_450n, currency: 'EUR' }, 'FR'))).toBe('1 234,50 €');
  expect(formatMoney({ amountMinor: 123_450n, currency: 'EUR' }, 'EN')).toBe('€1,234.50');
  expect(formatMoney({ amountMinor: 123_450n, currency: 'JPY' }, 'EN')).toBe('¥123,450');
  expect(spaced(formatMoney({ amountMinor: 123_450n, currency: 'KWD' }, 'EN'))).toBe('KWD 123.450');
  expect(formatMoney({ amountMinor: 900_719_925_474_099_301n, currency: 'USD' }, 'EN')).toBe(
    '$9,007,199,254,740,993.01',
  );
});

test('PR1 only the currencies of ISO 4217 are known, each with its digits', () => {
  expect(['EUR', 'JPY', 'KWD', 'TND', 'BHD', 'CHF', 'XOF'].map(minorDigits)).toEqual([2, 0, 3, 3, 3, 2, 0]);
  // Unknown, retired, a fund code, a metal, in lower case, part of another.
  expect(['EURO', 'DEM', 'CLF', 'XAU', 'eur', 'EU', '', 'AED AFN'].filter(isCurrency)).toEqual([]);
  expect(() => minorDigits('DEM')).toThrow(RangeError);
});

test('PR1 the list holds every currency of the platform that is still paid with', () => {
  const platform = Intl.supportedValuesOf('currency').filter(isCurrency);
  expect(platform.length).toBeGreaterThan(140);
});

test.each([
  [0n, 3n, 0n],
  [1n, 3n, 0n],
  [1n, 2n, 1n],
  [3n, 2n, 2n],
  [149n, 100n, 1n],
  [150n, 100n, 2n],
  [10n ** 30n + 1n, 2n, 5n * 10n ** 29n + 1n],
])('PR2 %s / %s is rounded half up to %s', (part, whole, expected) => {
  expect(divideHalfUp(part, whole)).toBe(expected);
});

test('PR2 a rounded quotient is never half a unit or more away, and half a unit only upwards', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 20n), fc.bigInt(1n, 10n ** 10n), (part, whole) => {
      const off = 2n * (divideHalfUp(part, whole) * whole - part); // in halves of the whole
      expect(off > -whole && off <= whole).toBe(true);
    }),
  );
});

test('PR2 there is no negative part, and nothing to divide by nothing', () => {
  expect(() => divideHalfUp(-1n, 2n)).toThrow(RangeError);
  expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError);
});
