import { chromium, type Page } from '@playwright/test';
import type { BenchResult } from './bench-context.ts';
import { findChromium } from './find-chromium.ts';

const RUNS = 9;
const LIMIT_MS = 300;

/** What somebody in a browser waits for: from the press to the lines of the tree, and from the last letter to what was found. */
export async function openTree(
  origin: string,
  organizationId: string,
  cookie: string,
): Promise<BenchResult[]> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: await findChromium(), args: root });
  try {
    const context = await browser.newContext({ baseURL: origin });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    const opened: number[] = [];
    const searched: number[] = [];
    const cleared: number[] = [];
    for (let n = 0; n < RUNS; n++) {
      await page.goto(`/o/${organizationId}/people/roles`);
      await page.waitForLoadState('networkidle');
      opened.push(await timed(page, PRESS, TREE));
      searched.push(await timed(page, write(`ward 1${n}`), FOUND));
      cleared.push(await timed(page, write(''), ALL));
    }
    return [
      row('the tree of 2,000 opened in Chromium', opened),
      row('searched', searched),
      row('and shown whole again', cleared),
    ];
  } finally {
    await browser.close();
  }
}

const PRESS = `document.querySelector('nav a[href$="/tree"]').click()`;
const TREE = `document.querySelectorAll('[role=treeitem]').length > 5`;
const FOUND = `/^[1-9]\\d* found/.test(document.querySelector('main [role=status]')?.textContent ?? '')`;
const ALL = `/^2000 organizations/.test(document.querySelector('main [role=status]')?.textContent ?? '')`;

/** As React's own field is written in: its value by the element's setter, then the event. */
const write = (text: string) => `(() => {
  const field = document.querySelector('input[name=tree-search]');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(text)});
  field.dispatchEvent(new Event('input', { bubbles: true }));
})()`;

/** Milliseconds from an act to the frame after the one in which its result is in the page. */
function timed(page: Page, act: string, result: string): Promise<number> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const began = performance.now();
    const look = () => {
      if (performance.now() - began > 10000) return reject(new Error(${JSON.stringify(result)}));
      if (!(${result})) return requestAnimationFrame(look);
      requestAnimationFrame(() => resolve(performance.now() - began));
    };
    ${act};
    look();
  })`);
}

function row(what: string, milliseconds: number[]): BenchResult {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const [median = NaN, worst = NaN] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return {
    what,
    result: `median ${median.toFixed(0)} ms · worst ${worst.toFixed(0)} ms`,
    note: `${worst < LIMIT_MS ? `under ${LIMIT_MS} ms` : `OVER ${LIMIT_MS} ms`}, ${milliseconds.length} times`,
  };
}
