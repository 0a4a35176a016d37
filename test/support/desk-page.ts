import type { Locator, Page } from 'playwright-core';

// What a test does with a page of the example frontend.

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
