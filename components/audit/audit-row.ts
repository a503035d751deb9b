import type { ListedEvent } from '@/lib/audit/listed-event';

/** An event of the log with its sentence in words. */
export type AuditRow = ListedEvent & { sentence: string };

const KIND_WORDS: Record<string, string> = {
  patient: 'patient',
  super_admin: 'super admin',
  client: 'device or program',
  anonymous: 'not signed in',
};

/** What the server does when its time has come, without anybody's request. */
const BY_ITSELF = new Set(['key.erased']);

type Act = Pick<ListedEvent, 'actor' | 'action'>;

export function roleWords({ actor: { kind, role }, action }: Act): string {
  if (BY_ITSELF.has(action)) return 'by itself';
  return role ?? KIND_WORDS[kind] ?? kind;
}

export function actorName({ actor: { kind, name }, action }: Act): string {
  if (BY_ITSELF.has(action)) return 'Wellkept';
  if (name !== null) return name;
  return kind === 'client' ? 'A device' : kind === 'anonymous' ? 'Somebody' : 'Erased account';
}
