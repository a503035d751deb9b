import { Check, Minus } from 'lucide-react';
import { ROLE_PERMISSIONS, ROLES, roleAllows, type RolePermission } from '@/lib/authorization/permissions';
import { PERMISSION_WORDS } from './permission-words';
import { ROLE_MEANINGS, ROLE_WORDS } from './person-words';

const PERMISSIONS = Object.keys(ROLE_PERMISSIONS) as RolePermission[];
const CELL = 'px-3 py-2 first:pl-4 last:pr-4';

/** The table that decides, as it is in force: drawn from the code that is asked on every request. */
export function RoleMatrix() {
  return (
    <div
      role="region"
      aria-label="Role matrix"
      tabIndex={0}
      className="overflow-auto rounded-lg border border-line bg-surface -outline-offset-2"
    >
      <table className="w-full text-sm">
        <caption className="sr-only">What each role allows</caption>
        <thead className="sticky top-0 bg-surface">
          <tr className="border-b border-line text-left align-top">
            <th scope="col" className={CELL}>
              What it allows
            </th>
            {ROLES.map((role) => (
              <th key={role} scope="col" className={CELL}>
                {ROLE_WORDS[role]}
                <span className="block max-w-44 text-xs font-normal text-ink-2 max-sm:hidden">
                  {ROLE_MEANINGS[role]}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <MatrixBody />
      </table>
    </div>
  );
}

function MatrixBody() {
  return (
    <tbody>
      {PERMISSIONS.map((permission) => (
        <tr key={permission} className="border-b border-line last:border-b-0 hover:bg-hover">
          <th scope="row" className={`${CELL} text-left font-normal`}>
            {PERMISSION_WORDS[permission]}
            <span className="block font-mono text-xs text-ink-2">{permission}</span>
          </th>
          {ROLES.map((role) => (
            <td key={role} className={CELL}>
              <Allowed isAllowed={roleAllows(role, permission)} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Allowed({ isAllowed }: { isAllowed: boolean }) {
  const Icon = isAllowed ? Check : Minus;
  return (
    <span className={isAllowed ? 'text-success' : 'text-ink-3'}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{isAllowed ? 'Yes' : 'No'}</span>
    </span>
  );
}
