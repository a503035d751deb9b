'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition, type ChangeEvent } from 'react';
import { SelectField, TextAreaField } from '@/components/forms/field';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import { ROLES, type Role } from '@/lib/authorization/permissions';
import type { PublicError } from '@/lib/errors';
import { invitePractitionersAction } from '@/lib/invitations/invitation-actions';
import { readInvitees, type InviteeLine } from '@/lib/people/invitee-list';
import { routes } from '@/lib/routes';
import { InviteePreview } from './invitee-preview';
import { ROLE_OPTIONS } from './person-words';

const MOST_BYTES = 200_000;

/** Paste or a file, a look at every row, and then all of them or none. */
export function InviteManyForm({ organizationId }: { organizationId: string }) {
  const [text, setText] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const { send, error, setError, isPending } = useSending(organizationId);
  const lines = readInvitees(text, role);
  const good = lines.filter((line) => line.error === null);
  const change = (next: string) => {
    setText(next);
    setError(null);
  };
  return (
    <form
      className="max-w-[50rem] space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        send(good);
      }}
    >
      <FormError message={error?.message} fields={undefined} />
      <ListField value={text} onChange={change} />
      <FileField onRead={change} onError={(message) => setError({ code: 'INVALID_INPUT', message })} />
      <OtherwiseField role={role} onChange={setRole} />
      <InviteePreview lines={lines} refused={refusedOf(good, error)} />
      <Button
        type="submit"
        variant="primary"
        isPending={isPending}
        pendingLabel="Sending…"
        disabled={good.length === 0 || good.length < lines.length}
      >
        {good.length === 0
          ? 'Send invitations'
          : `Send ${good.length} ${good.length === 1 ? 'invitation' : 'invitations'}`}
      </Button>
    </form>
  );
}

function ListField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <TextAreaField
      name="people"
      label="People"
      help="One on each line: an address, or an address and a role. A table from a spreadsheet works too."
      rows={6}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      placeholder={'ada@example.org\nbo@example.org, member'}
    />
  );
}

function OtherwiseField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  return (
    <SelectField
      name="role"
      label="Role of lines without one"
      value={role}
      onChange={(event) => onChange(ROLES.find((each) => each === event.target.value) ?? 'viewer')}
      options={ROLE_OPTIONS}
      className="max-w-60"
    />
  );
}

function useSending(organizationId: string) {
  const router = useRouter();
  const [error, setError] = useState<PublicError | null>(null);
  const [isPending, startTransition] = useTransition();
  const send = (lines: InviteeLine[]) =>
    startTransition(async () => {
      const people = lines.map(({ email, role }) => ({ email, role }));
      const result = await invitePractitionersAction({ organizationId, people });
      if (result.ok) router.push(routes.peopleInvitations(organizationId));
      else setError(result.error);
    });
  return { send, error, setError, isPending };
}

/** The server names a row by its place among those that were sent. */
function refusedOf(good: InviteeLine[], error: PublicError | null): ReadonlyMap<number, string> {
  const refused = new Map<number, string>();
  for (const [path, messages] of Object.entries(error?.fields ?? {})) {
    const [, place] = /^people\.(\d+)\./.exec(path) ?? [];
    const line = place === undefined ? undefined : good[Number(place)];
    if (line) refused.set(line.line, (messages ?? []).join(' '));
  }
  return refused;
}

type FileProps = { onRead: (text: string) => void; onError: (message: string) => void };

function FileField({ onRead, onError }: FileProps) {
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (file.size > MOST_BYTES) onError('This file is too large for a list of people.');
    else onRead(await file.text());
  };
  return (
    <label className="block">
      <span className="font-medium">Or a CSV file</span>
      <input
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        onChange={(event) => void read(event)}
        className="mt-1.5 block w-full text-sm text-ink-2 file:mr-3 file:min-h-9 file:rounded-md file:border file:border-control file:bg-surface file:px-3 file:font-medium file:text-ink"
      />
    </label>
  );
}
