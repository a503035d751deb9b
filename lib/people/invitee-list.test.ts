import { expect, test } from 'vitest';
import { readInvitees } from './invitee-list';

const read = (text: string) =>
  readInvitees(text, 'viewer').map(({ email, role, error }) => [email, role, error]);

test('addresses as people paste them', () => {
  expect(
    read(
      'Email;Role\nADA@example.org\r\n\n"Bo Example" <bo@example.org>, member\nCy,cy@example.org,Manager\ndi@example.org;',
    ),
  ).toEqual([
    ['ada@example.org', 'viewer', null],
    ['bo@example.org', 'member', null],
    ['cy@example.org', 'manager', null],
    ['di@example.org', 'viewer', null],
  ]);
});

test('a name before the address is no role', () => {
  expect(read('Ada Example, ada@example.org')).toEqual([['ada@example.org', 'viewer', null]]);
});

test('what is wrong is told by its line', () => {
  const lines = readInvitees('ada@example.org\nnobody\nada@example.org\nbo@example.org, owner', 'member');
  expect(lines.map(({ line, error }) => [line, error])).toEqual([
    [1, null],
    [2, 'This line has no e-mail address.'],
    [3, 'This address is in the list twice.'],
    [4, '“owner” is no role. Write viewer, member or manager.'],
  ]);
});
