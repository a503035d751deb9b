import { Tabs } from '@/components/ui/tabs';
import { routes } from '@/lib/routes';

type Props = {
  organizationId: string;
  current: 'members' | 'invitations' | 'roles';
  mayManage: boolean;
  waiting?: number;
};

/** Invitations are for managers; the other two for everyone in the organization. */
export function PeopleTabs({ organizationId, current, mayManage, waiting }: Props) {
  const hrefs = {
    members: routes.people(organizationId),
    invitations: routes.peopleInvitations(organizationId),
    roles: routes.roleMatrix(organizationId),
  };
  return (
    <Tabs
      label="People"
      className="mb-4"
      current={hrefs[current]}
      tabs={[
        { href: hrefs.members, label: 'Members' },
        ...(mayManage
          ? [{ href: hrefs.invitations, label: 'Invitations', ...(waiting ? { count: waiting } : {}) }]
          : []),
        { href: hrefs.roles, label: 'Role matrix' },
      ]}
    />
  );
}
