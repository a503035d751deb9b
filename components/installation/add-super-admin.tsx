'use client';
import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/press-button';

// React Aria's overlay weighs more than the page; it comes with the first press.
const AddSuperAdminDialog = dynamic(
  () => import('./add-super-admin-dialog').then((module) => module.AddSuperAdminDialog),
  { ssr: false },
);

export function AddSuperAdminButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<UserPlus aria-hidden />} onClick={() => setOpen(true)}>
        Add administrator
      </Button>
      {isOpen && <AddSuperAdminDialog onClose={() => setOpen(false)} />}
    </>
  );
}
