'use client';
import { Download } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';

// Needed after a press only.
const ExportDialog = dynamic(() => import('./export-dialog').then((module) => module.ExportDialog), {
  ssr: false,
});

export function ExportConsent({ studyId, at }: { studyId: string; at: string | null }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Download aria-hidden />} onClick={() => setOpen(true)} aria-haspopup="dialog">
        Export
      </Button>
      {isOpen && <ExportDialog studyId={studyId} at={at} onClose={() => setOpen(false)} />}
    </>
  );
}
