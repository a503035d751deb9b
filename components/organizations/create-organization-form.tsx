'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink } from '@/components/ui/button';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { createOrganizationAction } from '@/lib/organizations/organization-actions';
import { routes } from '@/lib/routes';
import { ORGANIZATION_LABELS, OrganizationFields } from './organization-fields';

type Props = { organizationId: string; parentId: string };

/** Roles are inherited, so that whoever makes it manages it. */
export function CreateOrganizationForm({ organizationId, parentId }: Props) {
  const router = useRouter();
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const result = await createOrganizationAction({
      parentId,
      name: text(form, 'name'),
      type: text(form, 'type'),
      contact: text(form, 'contact'),
      description: text(form, 'description'),
    });
    if (!result.ok) return result.error;
    router.push(routes.treeNode(organizationId, result.value.id));
    return null;
  }, null);
  return (
    <form action={submit} {...keepTyped} className="max-w-[40rem] space-y-4">
      <FormError message={error?.message} fields={error?.fields} labels={ORGANIZATION_LABELS} />
      <OrganizationFields errors={error?.fields} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Creating…">Create</SubmitButton>
        <ButtonLink href={routes.tree(organizationId)}>Cancel</ButtonLink>
      </div>
    </form>
  );
}
