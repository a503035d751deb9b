'use client';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { PossibleDuplicates } from '@/components/patients/possible-duplicates';
import { Dialog } from '@/components/ui/dialog';
import type { ActionResult, PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import type { PossibleDuplicate } from '@/lib/patients/patient';
import { createPatientAction } from '@/lib/patients/patient-actions';
import type { CreatedPatient } from '@/lib/patients/patient-commands';
import { InvitationResult, type SentInvitation } from './invitation-result';
import { AddressFields, chosenLocale } from './send-dialog';
import { useInvitePatient } from './use-invite-patient';

type Props = { organizationId: string; studyId: string; studyName: string; onClose: () => void };
type State = {
  error: PublicError | null;
  duplicates: PossibleDuplicate[];
  /** Made on an earlier try: a second one must not make a second patient. */
  madeId: string | null;
  sent: SentInvitation | null;
};
const NEW: State = { error: null, duplicates: [], madeId: null, sent: null };

/** Find or create, enroll, make the key, send. Somebody who is known already is chosen, not made twice. */
export function InvitePatientDialog({ studyName, onClose, ...study }: Props) {
  return (
    <Dialog
      isOpen
      size="md"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Invite a patient to ${studyName}`}
    >
      <InviteForm {...study} />
    </Dialog>
  );
}

function InviteForm({ organizationId, studyId }: Pick<Props, 'organizationId' | 'studyId'>) {
  const invite = useInvitePatient();
  const [state, submit] = useActionState<State, FormData>(async (before, form) => {
    const found = await patientFor(organizationId, form, before.madeId);
    if (!found.ok) return { ...before, error: found.error, duplicates: [] };
    if (found.value.outcome === 'possible-duplicates')
      return { ...before, error: null, duplicates: found.value.duplicates };
    const { id } = found.value;
    const result = await invite({
      organizationId,
      studyId,
      whom: { patientId: id },
      email: text(form, 'email'),
      locale: chosenLocale(form),
    });
    const madeId = text(form, 'known') ? before.madeId : id;
    if (!result.ok) return { error: result.error, duplicates: [], madeId, sent: null };
    return { ...NEW, sent: result.value };
  }, NEW);
  const { error, duplicates, sent } = state;
  if (sent) return <InvitationResult {...sent} />;
  return (
    <form action={submit} {...keepTyped} className="space-y-4 pb-2">
      <InviteFields error={error} />
      {duplicates.length > 0 ? (
        <PossibleDuplicates duplicates={duplicates} verb="Invite" />
      ) : (
        <SubmitButton pendingLabel="Sending…">Send invitation</SubmitButton>
      )}
    </form>
  );
}

/** Whom the pressed button means: somebody chosen from those alike, somebody new, or whoever the name turns out to be. */
async function patientFor(
  organizationId: string,
  form: FormData,
  madeId: string | null,
): Promise<ActionResult<CreatedPatient>> {
  const known = text(form, 'known') || madeId;
  if (known) return { ok: true, value: { outcome: 'created', id: known } };
  return createPatientAction({
    organizationId,
    name: text(form, 'name'),
    email: text(form, 'email'),
    isKnownToBeNew: text(form, 'new') === 'yes',
  });
}

function InviteFields({ error }: { error: PublicError | null }) {
  return (
    <>
      <FormError message={error?.message} fields={error?.fields} labels={{ name: 'Name', email: 'E-mail' }} />
      <Field
        name="name"
        label="Name"
        errors={error?.fields?.['name']}
        required
        maxLength={200}
        autoComplete="off"
      />
      <AddressFields email={null} error={error} />
    </>
  );
}
