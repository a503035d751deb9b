import { mkdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect } from './test';

const SHEETS = 'e2e/artifacts/pages';

/** What comes out of the printer: these words, nothing to press, one sheet. Kept with the run's pictures. */
export async function onOneSheet(page: Page, name: string, words: (string | RegExp)[]): Promise<void> {
  mkdirSync(SHEETS, { recursive: true });
  await page.emulateMedia({ media: 'print' });
  for (const each of words)
    await expect(page.getByText(each).filter({ visible: true }).first(), String(each)).toBeVisible();
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('navigation').filter({ visible: true })).toHaveCount(0);
  const path = `${SHEETS}/${name}.pdf`;
  await page.pdf({ path, format: 'A4' });
  expect(readFileSync(path, 'latin1').match(/\/Type\s*\/Page\b/g), name).toHaveLength(1);
  await page.emulateMedia({ media: null });
}
