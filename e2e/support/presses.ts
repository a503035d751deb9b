import { expect, type Locator } from '@playwright/test';

/** Counts what a person presses. Typing is free, choosing from a list is one press. */
export class Presses {
  #count = 0;

  async on(target: Locator): Promise<void> {
    this.#count += 1;
    await target.click();
  }

  async choose(list: Locator, label: string): Promise<void> {
    this.#count += 1;
    await list.selectOption({ label });
  }

  expectAtMost(most: number): void {
    expect(this.#count, 'presses').toBeLessThanOrEqual(most);
  }
}
