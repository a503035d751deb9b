import { expect, test } from 'vitest';
import { actorName, roleWords } from './audit-row';

const nobody = { id: '00000000-0000-0000-0000-000000000000', kind: 'anonymous', name: null, role: null };

test('what the server does by itself is not said of somebody', () => {
  expect(actorName({ actor: nobody, action: 'key.erased' })).toBe('Wellkept');
  expect(roleWords({ actor: nobody, action: 'key.erased' })).toBe('by itself');
});

test('whoever is not signed in, programs and erased accounts have words of their own', () => {
  const named = (kind: string) => actorName({ actor: { ...nobody, kind }, action: 'session.refused' });
  expect(['anonymous', 'client', 'practitioner'].map(named)).toEqual([
    'Somebody',
    'A device',
    'Erased account',
  ]);
  expect(roleWords({ actor: { ...nobody, role: 'viewer' }, action: 'x' })).toBe('viewer');
});
