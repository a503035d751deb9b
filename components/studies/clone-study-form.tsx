'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { useUnlocked } from '@/components/keys/use-unlocked';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { routes } from '@/lib/routes';
import { cloneStudyAction } from '@/lib/studies/study-actions';
import { startStudyKey } from '@/lib/vault/study-keys';

type Props = { organizationId: string; studyId: string };

/** The same questions and texts in a new draft, with a key of its own, and nobody in it. */
export function CloneStudyForm({ organizationId, studyId }: Props) {
  const router = useRouter();
  const unlocked = useUnlocked();
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const result = await cloneStudyAction({ studyId, name: text(form, 'name') });
    if (!result.ok) return result.error;
    const { id } = result.value;
    await unlocked(() => startStudyKey({ organizationId, studyId: id })).catch(() => undefined);
    router.push(routes.study(organizationId, id));
    return null;
  }, null);
  return (
    <form action={submit} {...keepTyped} className="space-y-4">
      <Field
        name="name"
        label="Name of the new study"
        errors={error?.fields?.['name'] ?? (error ? [error.message] : undefined)}
        required
        maxLength={120}
      />
      <SubmitButton variant="secondary" pendingLabel="Creating…">
        Create a draft like this
      </SubmitButton>
    </form>
  );
}
