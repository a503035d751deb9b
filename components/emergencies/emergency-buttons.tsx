'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/press-button';
import type { Emergency } from '@/lib/emergencies/emergency';
import type { EmergencyChange } from './emergency-change';

const EmergencyChangeDialog = dynamic(
  () => import('./emergency-change').then((file) => file.EmergencyChangeDialog),
  { ssr: false },
);

type Props = { emergency: Emergency; isOwn: boolean };

const LABELS: Record<EmergencyChange, string> = {
  approve: 'Approve',
  decline: 'Decline',
  end: 'End now',
  'take-back': 'Take back',
};

/** What can be done about it now. Nobody answers their own request. */
export function EmergencyButtons({ emergency, isOwn }: Props) {
  const [change, setChange] = useState<EmergencyChange | null>(null);
  const changes = changesOf(emergency, isOwn);
  const { requesterName, studyName } = emergency;
  if (changes.length === 0) return null;
  return (
    <span className="flex flex-wrap gap-2">
      {changes.map((each) => (
        <Button
          key={each}
          size="sm"
          onClick={() => setChange(each)}
          aria-label={`${LABELS[each]}: ${requesterName}, ${studyName}`}
        >
          {LABELS[each]}
        </Button>
      ))}
      {change && (
        <EmergencyChangeDialog emergency={emergency} change={change} onClose={() => setChange(null)} />
      )}
    </span>
  );
}

function changesOf({ state }: Emergency, isOwn: boolean): EmergencyChange[] {
  if (state === 'running') return ['end'];
  if (state !== 'pending') return [];
  return isOwn ? ['take-back'] : ['approve', 'decline'];
}
