'use client';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import {
  archiveOrganizationAction,
  restoreOrganizationAction,
} from '@/lib/organizations/organization-actions';
import type { OrganizationNode } from '@/lib/organizations/organization-node';
import { hangingWords } from './hanging-words';

type Props = { node: OrganizationNode; isArchived: boolean; onClose: () => void };

export function ArchiveDialog({ node, isArchived, onClose }: Props) {
  const { id: organizationId, version, name, hangingOn } = node;
  const act = async () => {
    const action = isArchived ? restoreOrganizationAction : archiveOrganizationAction;
    const result = await action({ organizationId, version });
    return result.ok ? null : result.error.message;
  };
  const verb = isArchived ? 'Restore' : 'Archive';
  const hanging = hangingWords(hangingOn);
  return (
    <ConfirmDialog
      title={`${verb} ${name}?`}
      button={verb}
      isDanger={!isArchived}
      act={act}
      onClose={onClose}
    >
      <p>
        {isArchived
          ? 'From now on it and everything below it takes people, studies, enrollments and readings again.'
          : 'From now on it and everything below it takes no new people, studies or enrollments, and no readings from phones. What patients share can be read as before, and nothing is deleted.'}
      </p>
      {hanging.length > 0 && (
        <>
          <p className="mt-2 font-medium">What hangs on it</p>
          <ul className="list-disc space-y-1 pl-5">
            {hanging.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
    </ConfirmDialog>
  );
}
