import { StateBadge, type BadgeState } from '@/components/ui/state-badge';
import type { PersonStatus } from '@/lib/people/person';
import { STATUS_WORDS } from './person-words';

const STATES: Record<PersonStatus, BadgeState> = {
  active: 'granted',
  ended: 'expired',
  suspended: 'stopped',
};

export function PersonStatusBadge({ status }: { status: PersonStatus }) {
  return <StateBadge state={STATES[status]} word={STATUS_WORDS[status]} />;
}
