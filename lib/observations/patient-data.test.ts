import { describe, expect, test } from 'vitest';
import { RANGES, spanOf } from './data-view';
import { DataView } from './data-view-schema';
import { chosenScope, chosenStudy, notShared, type ScopeSharing, type StudySharing } from './patient-data';

const glucose: ScopeSharing = {
  code: 'omh:blood-glucose:4.0',
  name: 'Blood glucose',
  state: 'granted',
  decidedAt: '2026-10-01T00:00:00.000Z',
  endsAt: null,
  readings: 4_032,
};
const heartRate: ScopeSharing = { ...glucose, code: 'omh:heart-rate:2.0', name: 'Heart rate' };
const study: StudySharing = {
  studyId: '11111111-1111-4111-8111-111111111111',
  studyName: 'A study',
  studyState: 'active',
  enrollmentState: 'active',
  endedAt: null,
  scopes: [heartRate, glucose],
};

describe('why something is not shared', () => {
  test.each<[object, object, unknown]>([
    [{}, {}, null],
    [{ studyState: 'closed' }, {}, null],
    [{ enrollmentState: 'completed' }, {}, null],
    [{}, { state: 'pending', decidedAt: null }, { why: 'not-answered', at: null }],
    [{}, { state: 'declined' }, { why: 'declined', at: glucose.decidedAt }],
    [{}, { state: 'stopped' }, { why: 'stopped', at: glucose.decidedAt }],
    [{}, { state: 'paused' }, { why: 'paused', at: glucose.decidedAt }],
    [
      {},
      { state: 'expired', endsAt: '2026-11-01T00:00:00.000Z' },
      { why: 'expired', at: '2026-11-01T00:00:00.000Z' },
    ],
    [{ studyState: 'draft' }, {}, { why: 'study-not-open', at: null }],
    [{ studyState: 'archived' }, { state: 'stopped' }, { why: 'study-not-open', at: null }],
    [{ enrollmentState: 'invited', studyState: 'archived' }, {}, { why: 'enrollment-invited', at: null }],
    [
      { enrollmentState: 'withdrawn', endedAt: '2026-11-02T00:00:00.000Z' },
      {},
      { why: 'enrollment-withdrawn', at: '2026-11-02T00:00:00.000Z' },
    ],
  ])('study %j, scope %j', (ofStudy, ofScope, expected) => {
    expect(notShared({ ...study, ...ofStudy }, { ...glucose, ...ofScope })).toEqual(expected);
  });
});

describe('what is shown when the address does not say', () => {
  const stopped: StudySharing = { ...study, studyId: 'stopped', scopes: [{ ...glucose, state: 'stopped' }] };
  const other: StudySharing = { ...study, studyId: 'other', scopes: [heartRate] };

  test('a study that shares glucose before one that shares anything, before any', () => {
    expect(chosenStudy([stopped, other, study], undefined)?.studyId).toBe(study.studyId);
    expect(chosenStudy([stopped, other], undefined)?.studyId).toBe('other');
    expect(chosenStudy([stopped], undefined)?.studyId).toBe('stopped');
    expect(chosenStudy([], undefined)).toBeNull();
  });

  test('the asked study when the caller may see it, and no other', () => {
    expect(chosenStudy([study, other], 'other')?.studyId).toBe('other');
    expect(chosenStudy([study, other], 'elsewhere')?.studyId).toBe(study.studyId);
  });

  test('glucose, else what is shared, else the first', () => {
    expect(chosenScope(study, undefined)?.code).toBe(glucose.code);
    expect(chosenScope(study, heartRate.code)?.code).toBe(heartRate.code);
    const scopes = [{ ...glucose, state: 'stopped' } as const, heartRate];
    expect(chosenScope({ ...study, scopes }, 'omh:unknown:1.0')?.code).toBe(heartRate.code);
    expect(chosenScope({ ...study, scopes: [] }, undefined)).toBeNull();
  });
});

describe('the address', () => {
  test('defaults to two weeks in mg/dL, whatever else is in it', () => {
    const wrong = { study: 'one', scope: ['a', 'b'], range: '5y', unit: 'stone', more: '1' };
    expect(DataView.parse(wrong)).toEqual({
      study: undefined,
      scope: undefined,
      range: '14d',
      unit: 'mg/dL',
    });
  });

  test('a span ends with the minute, so that a reading of this second is in it', () => {
    const now = Date.UTC(2026, 10, 22, 8, 10, 30);
    const { from, to } = spanOf('24h', now);
    expect(to).toBe('2026-11-22T08:11:00.000Z');
    expect(Date.parse(to) - Date.parse(from)).toBe(RANGES['24h'].ms);
  });
});
