'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Callout } from '@/components/ui/callout';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { changeOrganizationAction } from '@/lib/organizations/organization-actions';
import type { OrganizationNode } from '@/lib/organizations/organization-node';
import { ORGANIZATION_LABELS, OrganizationFields } from './organization-fields';

type State = { error: PublicError | null; isSaved: boolean };

/**
 * Sends what was read beside what was written. In a conflict the fields keep what was typed, each says what it is now, and
 * the page is read again, so that saving once more is a decision about that.
 */
export function OrganizationDetailsForm({ node }: { node: OrganizationNode }) {
  const router = useRouter();
  const [{ error, isSaved }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const { name, type, contact, description } = node;
      const result = await changeOrganizationAction({
        organizationId: node.id,
        version: node.version,
        from: { name, type, contact, description },
        name: text(form, 'name'),
        type: text(form, 'type'),
        contact: text(form, 'contact'),
        description: text(form, 'description'),
      });
      if (result.ok) return { error: null, isSaved: true };
      if (result.error.code === 'CONFLICT') router.refresh();
      return { error: result.error, isSaved: false };
    },
    { error: null, isSaved: false },
  );
  return (
    <form action={submit} {...keepTyped} className="max-w-[40rem] space-y-4">
      <FormError message={error?.message} fields={error?.fields} labels={ORGANIZATION_LABELS} />
      <OrganizationFields errors={error?.fields} values={node} />
      <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
      {isSaved && (
        <Callout tone="success" role="status">
          Saved.
        </Callout>
      )}
    </form>
  );
}
