'use client';
import { useRouter } from 'next/navigation';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import {
  archiveTopOrganizationAction,
  restoreTopOrganizationAction,
} from '@/lib/installation/installation-actions';
import type { InstallationOrganization } from '@/lib/installation/organization-list-store';

type Props = { organization: InstallationOrganization; onClose: () => void };

/** What stops, and for how many, before it stops. */
export function ArchiveTop({ organization, onClose }: Props) {
  const router = useRouter();
  const { id: organizationId, version, name, isArchived, below, practitioners } = organization;
  const verb = isArchived ? 'Restore' : 'Archive';
  return (
    <ConfirmDialog
      title={`${verb} ${name}?`}
      button={verb}
      isDanger={!isArchived}
      onClose={onClose}
      act={async () => {
        const action = isArchived ? restoreTopOrganizationAction : archiveTopOrganizationAction;
        const result = await action({ organizationId, version });
        router.refresh();
        return result.ok ? null : result.error.message;
      }}
    >
      <p>
        {isArchived
          ? 'From now on the whole tree takes people, studies, enrollments and readings again.'
          : 'From now on the whole tree takes no new people, studies or enrollments, and no readings from phones. What patients share can be read as before, and nothing is deleted.'}
      </p>
      <p className="mt-2">
        {counted(practitioners, 'practitioner has', 'practitioners have')} a role given in it, and{' '}
        {counted(below, 'organization stands', 'organizations stand')} below it.
      </p>
    </ConfirmDialog>
  );
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
