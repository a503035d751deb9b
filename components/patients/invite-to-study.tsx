'use client';
import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';

const SendDialog = dynamic(
  () => import('@/components/invitations/send-dialog').then((file) => file.SendDialog),
  {
    ssr: false,
  },
);

type Props = {
  organizationId: string;
  patient: { id: string; name: string; email: string | null };
  studies: { id: string; name: string }[];
};

/** From the patient's page: into one of the open studies they are not in. */
export function InviteToStudy({ organizationId, patient, studies }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (studies.length === 0 && !isOpen) return null;
  const only = studies.length === 1 ? studies[0] : undefined;
  return (
    <>
      <Button variant="primary" icon={<UserPlus aria-hidden />} onClick={() => setOpen(true)}>
        Invite to a study
      </Button>
      {isOpen && (
        <SendDialog
          title={only ? `Invite ${patient.name} to ${only.name}` : `Invite ${patient.name} to a study`}
          organizationId={organizationId}
          studies={studies}
          whom={{ patientId: patient.id }}
          email={patient.email}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
