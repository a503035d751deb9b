'use client';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { Field, TextAreaField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink } from '@/components/ui/button';
import { LONGEST_MINUTES, LONGEST_REASON, SHORTEST_REASON } from '@/lib/emergencies/emergency';
import { requestEmergencyAction } from '@/lib/emergencies/emergency-actions';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { routes } from '@/lib/routes';

const LABELS = { reason: 'Reason', minutes: 'Minutes', studyId: 'Study' };

/** The second step: why, and for how long. */
export function RequestEmergencyForm({ studyId }: { studyId: string }) {
  const router = useRouter();
  const [error, submit] = useActionState<PublicError | null, FormData>(async (_before, form) => {
    const result = await requestEmergencyAction({
      studyId,
      reason: text(form, 'reason'),
      minutes: Number(text(form, 'minutes') || Number.NaN),
    });
    if (!result.ok) return result.error;
    router.push(routes.adminEmergency(result.value.id));
    return null;
  }, null);
  const errors = error?.fields;
  return (
    <form action={submit} {...keepTyped} className="max-w-[40rem] space-y-4" noValidate>
      <FormError message={error?.message} fields={errors} labels={LABELS} />
      <RequestFields errors={errors} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Asking…">Ask for access</SubmitButton>
        <ButtonLink href={routes.adminNewEmergency()}>Another study</ButtonLink>
      </div>
    </form>
  );
}

function RequestFields({ errors }: { errors: PublicError['fields'] }) {
  return (
    <>
      <TextAreaField
        name="reason"
        label={LABELS.reason}
        help={`${SHORTEST_REASON} to ${LONGEST_REASON} characters, for those who decide. Name no patient.`}
        errors={errors?.['reason']}
        required
        maxLength={LONGEST_REASON}
        autoFocus
      />
      <Field
        name="minutes"
        type="number"
        label={LABELS.minutes}
        help="One hour at most. They count from the approval."
        errors={errors?.['minutes']}
        required
        min={1}
        max={LONGEST_MINUTES}
        defaultValue="30"
        inputMode="numeric"
        className="max-w-40"
      />
    </>
  );
}
