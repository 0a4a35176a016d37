import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { watchTrouble } from './browser.ts';

// What a test does with a page of the example frontend.

export interface PhonePage {
  page: Page;
  /** Whatever went wrong on it. */
  trouble: string[];
}

/** An empty page as wide as a telephone, whose owner reads English in that zone. */
export async function openOnPhone(
  browser: Browser,
  { server }: { server: { url: string } },
  timezoneId = 'Europe/Paris',
): Promise<PhonePage> {
  const viewport = { width: 390, height: 844 };
  const page = await browser.newPage({ locale: 'en-GB', timezoneId, viewport });
  return { page, trouble: watchTrouble(page, server.url) };
}

/** Nothing was wider than the telephone, and nothing went wrong. */
export async function putAway({ page, trouble }: PhonePage): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.close();
  expect(trouble).toEqual([]);
}

/** Opens a move, by the keyboard, and gives its form. */
export async function openMove(page: Page, label: string): Promise<Locator> {
  const summary = page.locator('summary', { hasText: new RegExp(`^${label}$`) });
  await summary.press('Enter');
  return page.locator('details[open]').filter({ has: summary });
}

/** Does what is filled in. */
export async function confirm(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).click();
}
