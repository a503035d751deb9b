'use client';
import { useRouter } from 'next/navigation';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import type { ActionResult } from '@/lib/errors';
import type { Emergency } from '@/lib/emergencies/emergency';
import {
  approveEmergencyAction,
  declineEmergencyAction,
  endEmergencyAction,
} from '@/lib/emergencies/emergency-actions';

export type EmergencyChange = 'approve' | 'decline' | 'end' | 'take-back';

type Words = {
  title: (emergency: Emergency) => string;
  button: string;
  consequence: (emergency: Emergency) => string;
  isDanger: boolean;
  act: (input: { emergencyId: string }) => Promise<ActionResult<unknown>>;
};

const WORDS: Record<EmergencyChange, Words> = {
  approve: {
    title: ({ requesterName }) => `Approve the emergency access of ${requesterName}?`,
    button: 'Approve',
    consequence: ({ minutes, studyName }) =>
      `It begins now and ends by itself after ${minutes} minutes. While it runs they can have the sealed readings that patients share with ${studyName}. Each read is on record and shown to the patient; all managers of the organization get a letter.`,
    isDanger: true,
    act: approveEmergencyAction,
  },
  decline: {
    title: ({ requesterName }) => `Decline the emergency access of ${requesterName}?`,
    button: 'Decline',
    consequence: () => 'Nothing is opened. They can ask again, with another reason.',
    isDanger: false,
    act: declineEmergencyAction,
  },
  end: {
    title: ({ requesterName }) => `End the emergency access of ${requesterName}?`,
    button: 'End now',
    consequence: () =>
      'Nothing is released to them from now on. What they already received cannot be called back.',
    isDanger: true,
    act: endEmergencyAction,
  },
  'take-back': {
    title: () => 'Take your request back?',
    button: 'Take back',
    consequence: () => 'Nobody can approve it any more. It stays in the list.',
    isDanger: false,
    act: endEmergencyAction,
  },
};

type Props = { emergency: Emergency; change: EmergencyChange; onClose: () => void };

export function EmergencyChangeDialog({ emergency, change, onClose }: Props) {
  const router = useRouter();
  const { title, button, consequence, isDanger, act } = WORDS[change];
  return (
    <ConfirmDialog
      title={title(emergency)}
      button={button}
      isDanger={isDanger}
      onClose={onClose}
      act={async () => {
        const result = await act({ emergencyId: emergency.id });
        router.refresh();
        return result.ok ? null : result.error.message;
      }}
    >
      <p>{consequence(emergency)}</p>
    </ConfirmDialog>
  );
}
