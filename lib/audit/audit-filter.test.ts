import { expect, test } from 'vitest';
import { AuditFilter, conditionsOf, filterQuery, readCursor } from './audit-filter';
import { cursorAfter } from './event-cursor';

test('a cursor comes back as it went, and anything else is none', () => {
  const event = { at: '2026-11-22T03:18:41.557542Z', id: '815' };
  expect(readCursor(cursorAfter(event))).toEqual(event);
  for (const text of [
    undefined,
    '',
    '_',
    'x_1',
    `${event.at}_x`,
    `${event.at}_1_2x`,
    '2026-13-45T99:99:99.000000Z_1',
  ]) {
    expect(readCursor(text)).toBeNull();
  }
});

test('an address is read, cleaned and written again', () => {
  const filter = AuditFilter.parse({
    person: 'nobody',
    action: 'consent.stopped',
    patient: '  Ada ',
    outcome: ['refused', 'x'],
    to: '2026-11-22',
    extra: '1',
  });
  expect(filterQuery(filter)).toEqual({ action: 'consent.stopped', patient: 'Ada', to: '2026-11-22' });
});

test('a preset and a choice beside it both have to hold', () => {
  expect(conditionsOf({ preset: 'denied' })).toEqual({ actions: null, outcomes: ['refused', 'failed'] });
  expect(conditionsOf({ preset: 'denied', outcome: 'failed' })).toEqual({
    actions: null,
    outcomes: ['failed'],
  });
  expect(conditionsOf({ preset: 'denied', outcome: 'success' }).outcomes).toEqual([]);
  expect(conditionsOf({ preset: 'consent' }).actions).toContain('consent.stopped');
  expect(conditionsOf({})).toEqual({ actions: null, outcomes: null });
});
