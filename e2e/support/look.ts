import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './test';

const ALL: axe.RunOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
const CONTRAST: axe.RunOnly = { type: 'rule', values: ['color-contrast'] };
const SHOTS = 'e2e/artifacts/pages';
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const TABLET = { width: 1024, height: 768 };
const NARROWEST = { width: 320, height: 640 };

/**
 * One state of a page, as four kinds of reader have it: wide and narrow, light and dark. All rules are asked in light; in
 * dark only colours differ, so only contrast is asked again. At 320 px nothing may scroll sideways (WCAG 1.4.10).
 */
export async function look(page: Page, name: string, { tablet = false } = {}): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  // It follows the page that it is the title of.
  await expect(page).toHaveTitle(/./);
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await check(page, `${name}, ${size.width} px`, ALL);
    await shoot(page, `${name}-${size.width}-light`);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await check(page, `${name}, ${size.width} px, dark`, CONTRAST);
    await shoot(page, `${name}-${size.width}-dark`);
  }
  if (tablet) await shootTablet(page, name);
  await page.setViewportSize(NARROWEST);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overflow, `${name}: pixels beyond ${NARROWEST.width}`).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Between the two widths, where columns change places: a picture, and no rules, which they have been asked at both. */
async function shootTablet(page: Page, name: string): Promise<void> {
  await page.setViewportSize(TABLET);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await shoot(page, `${name}-${TABLET.width}-${colorScheme}`);
  }
}

/** From the top: what sticks to an edge of the window would else stand in the middle of the picture. */
async function shoot(page: Page, name: string): Promise<Buffer> {
  await page.evaluate(() => scrollTo(0, 0));
  const path = `${SHOTS}/${name}.jpeg`;
  return page.screenshot({ path, type: 'jpeg', quality: 85, fullPage: true, animations: 'disabled' });
}

/** axe is put into a document once, and asked for violations alone: to describe what is right takes longer than to look. */
async function check(page: Page, where: string, runOnly: axe.RunOnly): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: typeof axe }).axe.run(document, options),
    { runOnly, resultTypes: ['violations' as const], preload: false },
  );
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
  expect.soft(found, where).toEqual([]);
}
