import type { ListedEvent } from '@/lib/audit/listed-event';

/** An event of the log with its sentence in words. */
export type AuditRow = ListedEvent & { sentence: string };

const KIND_WORDS: Record<string, string> = {
  patient: 'patient',
  super_admin: 'super admin',
  client: 'device or program',
  anonymous: 'not signed in',
};

export function roleWords({ kind, role }: ListedEvent['actor']): string {
  return role ?? KIND_WORDS[kind] ?? kind;
}

export function actorName({ kind, name }: ListedEvent['actor']): string {
  if (name !== null) return name;
  return kind === 'client' ? 'A device' : kind === 'anonymous' ? 'Somebody' : 'Erased account';
}
