import { describe, expect, test } from 'vitest';
import { Turnstile } from './turnstile';

const turnedAway = () => new Error('full');

describe('a turnstile', () => {
  test('lets so many work at once, keeps the line in order, and turns the rest away', async () => {
    const turnstile = new Turnstile(2, 3);
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const visit = (number: number) =>
      turnstile.run(async () => {
        most = Math.max(most, (inside += 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(number);
        inside -= 1;
      }, turnedAway);
    const results = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map(visit));
    expect(most).toBe(2);
    expect(order).toEqual([1, 2, 3, 4, 5]);
    expect(results.map(({ status }) => status).slice(5)).toEqual(['rejected', 'rejected']);
  });

  test('a failure gives the place back', async () => {
    const turnstile = new Turnstile(1, 1);
    const failing = () => turnstile.run(() => Promise.reject(new Error('broken')), turnedAway);
    await expect(failing()).rejects.toThrow('broken');
    await expect(Promise.all([failing(), failing()])).rejects.toThrow('broken');
    await expect(turnstile.run(() => Promise.resolve(7), turnedAway)).resolves.toBe(7);
  });
});
