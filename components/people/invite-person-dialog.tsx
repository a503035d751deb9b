'use client';
import { useActionState, useState } from 'react';
import { Field, SelectField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { keepTyped } from '@/components/forms/keep-typed';
import { SubmitButton } from '@/components/forms/submit-button';
import { Dialog } from '@/components/ui/dialog';
import { Link } from '@/components/ui/link';
import { chosenLocale } from '@/components/invitations/send-dialog';
import { ROLES, type Role } from '@/lib/authorization/permissions';
import type { PublicError } from '@/lib/errors';
import { text } from '@/lib/form';
import { invitePractitionerAction } from '@/lib/invitations/invitation-actions';
import { routes } from '@/lib/routes';
import { PractitionerLink, type SentLink } from './practitioner-link';
import { ROLE_MEANINGS, ROLE_OPTIONS } from './person-words';

type Props = { organizationId: string; onOpenChange: (isOpen: boolean) => void };

/** Viewer is preset: the smallest role is the one given without thinking. */
export function InvitePersonDialog({ organizationId, onOpenChange }: Props) {
  return (
    <Dialog isOpen size="md" onOpenChange={onOpenChange} title="Invite a colleague">
      <InviteForm organizationId={organizationId} />
    </Dialog>
  );
}

type State = { error: PublicError | null; sent: SentLink | null };

function roleIn(form: FormData): Role {
  const chosen = text(form, 'role');
  return ROLES.find((role) => role === chosen) ?? 'viewer';
}

function InviteForm({ organizationId }: { organizationId: string }) {
  const [{ error, sent }, submit] = useActionState<State, FormData>(
    async (_before, form) => {
      const email = text(form, 'email');
      const locale = chosenLocale(form);
      const result = await invitePractitionerAction({ organizationId, email, role: roleIn(form), locale });
      return result.ok ? { error: null, sent: result.value } : { error: result.error, sent: null };
    },
    { error: null, sent: null },
  );
  if (sent) return <PractitionerLink {...sent} />;
  return (
    <form action={submit} {...keepTyped} className="space-y-4 pb-2">
      <FormError message={error?.message} fields={error?.fields} labels={{ email: 'E-mail' }} />
      <Field
        name="email"
        type="email"
        label="E-mail"
        errors={error?.fields?.['email']}
        autoComplete="off"
        required
        maxLength={254}
      />
      <RoleField />
      <LocaleField />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <SubmitButton pendingLabel="Sending…">Send</SubmitButton>
        <Link href={routes.invitePeople(organizationId)} className="link">
          Invite several people
        </Link>
      </div>
    </form>
  );
}

function RoleField() {
  const [role, setRole] = useState<Role>('viewer');
  return (
    <SelectField
      name="role"
      label="Role"
      help={ROLE_MEANINGS[role]}
      value={role}
      onChange={(event) => setRole(ROLES.find((each) => each === event.target.value) ?? 'viewer')}
      options={ROLE_OPTIONS}
    />
  );
}

function LocaleField() {
  return (
    <SelectField
      name="locale"
      label="Language of the letter"
      options={[
        { value: 'en', label: 'English' },
        { value: 'es', label: 'Spanish' },
      ]}
    />
  );
}
