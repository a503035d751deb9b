'use client';
import { useEffect, useRef } from 'react';
import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';

export type SentLink = { email: string; link: string };

/** The one moment in which the link is known: the database keeps only its hash. */
export function PractitionerLink({ email, link }: SentLink) {
  const place = useRef<HTMLDivElement>(null);
  // It stands where the form stood, and the focus was on a button of it: it must not fall out of the dialog.
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="space-y-4 pb-3 outline-none">
      <Callout tone="success" role="status" title="The invitation is on its way">
        A letter with the link went to <span className="font-medium break-all">{email}</span>. It works for 7
        days, and only for this address.
      </Callout>
      <p className="font-mono text-xs break-all text-ink-2">{link}</p>
      <CopyButton value={link} label="Copy the link" />
      <p className="text-sm text-ink-2">
        The link is shown now and not again. If it is lost, send it again: the old link then stops working.
      </p>
    </div>
  );
}
