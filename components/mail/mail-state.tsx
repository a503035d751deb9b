import { StateBadge } from '@/components/ui/state-badge';
import type { OutboxMail } from '@/lib/mail/outbox-store';

export function MailState({ mail }: { mail: Pick<OutboxMail, 'sentAt' | 'failedAt' | 'lastError'> }) {
  const { sentAt, failedAt, lastError } = mail;
  if (sentAt) return <StateBadge state="granted" word="Sent" />;
  if (failedAt) return <StateBadge state="stopped" word={`Given up${lastError ? `: ${lastError}` : ''}`} />;
  return <StateBadge state="pending" word={lastError ? `Trying again: ${lastError}` : 'Waiting'} />;
}
