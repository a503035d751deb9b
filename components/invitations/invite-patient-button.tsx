'use client';
import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';

const InvitePatientDialog = dynamic(
  () => import('./invite-patient-dialog').then((file) => file.InvitePatientDialog),
  {
    ssr: false,
  },
);

type Props = { organizationId: string; studyId: string; studyName: string };

export function InvitePatientButton(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" icon={<UserPlus aria-hidden />} onClick={() => setOpen(true)}>
        Invite patient
      </Button>
      {isOpen && <InvitePatientDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
