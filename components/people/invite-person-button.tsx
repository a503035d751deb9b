'use client';
import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';

const InvitePersonDialog = dynamic(
  () => import('./invite-person-dialog').then((file) => file.InvitePersonDialog),
  { ssr: false },
);

export function InvitePersonButton({ organizationId }: { organizationId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" icon={<UserPlus aria-hidden />} onClick={() => setOpen(true)}>
        Invite
      </Button>
      {isOpen && <InvitePersonDialog organizationId={organizationId} onOpenChange={setOpen} />}
    </>
  );
}
