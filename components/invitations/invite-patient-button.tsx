'use client';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { InvitePatientDialog } from './invite-patient-dialog';

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
