'use client';
import { Callout } from '@/components/ui/callout';
import { Button } from '@/components/ui/press-button';

export default function AuditLogError({ reset }: { error: Error; reset: () => void }) {
  return (
    <Callout
      tone="danger"
      role="alert"
      title="The log could not be read"
      actions={<Button onClick={reset}>Try again</Button>}
    >
      Nothing was changed. If it happens again, tell the people who run this installation.
    </Callout>
  );
}
