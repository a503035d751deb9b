import { holdBudgets, pageWeights } from '../../scripts/javascript-budget';
import { canariesIn, pageBundles, vaultBundle } from '../support/bundles';
import { DIST } from '../support/server-actions';
import { expect, test } from '../support/test';

const scripts = () => pageBundles().filter(({ name }) => name.endsWith('.js'));

test('nothing that only the server needs is in what the pages load', () => {
  expect(scripts().length).toBeGreaterThan(10);
  expect(pageBundles().flatMap(canariesIn)).toEqual([]);
  // Turbopack leaves an empty map beside a worker.
  const maps = pageBundles().filter(({ name }) => name.endsWith('.map'));
  for (const { name, text } of maps)
    expect(JSON.parse(text), name).toMatchObject({ sources: [], sections: [] });
});

test('nor in the worker that holds the keys', async ({ pageOf }) => {
  const worker = await vaultBundle((await pageOf('viewer')).request);
  expect(worker.text.length).toBeGreaterThan(10_000);
  expect(canariesIn(worker)).toEqual([]);
});

test('the search finds each canary that is planted', () => {
  const [bundle] = scripts();
  for (const planted of ['process.env.SESSION_SECRET', 'SELECT * FROM gate_read($1)', 'role=wellkept_app'])
    expect(canariesIn({ name: 'planted', text: `${bundle!.text};"${planted}"` }), planted).toHaveLength(1);
});

test('no page loads more JavaScript than its budget, and none is left unweighed', () => {
  const weights = pageWeights(DIST);
  expect(weights.length).toBeGreaterThan(20);
  expect(() => holdBudgets(weights)).not.toThrow();
});
