'use client';
import { Callout } from '@/components/ui/callout';
import { errorNumber } from '@/components/ui/error-number';
import { Button } from '@/components/ui/press-button';

export default function AuditLogError({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <Callout
      tone="danger"
      role="alert"
      title="The log could not be read"
      actions={<Button onClick={reset}>Try again</Button>}
    >
      <p>
        Nothing was changed. If it happens again, tell the people who run this installation, with this number:{' '}
        <span className="font-mono text-sm break-all select-all">{errorNumber(error) ?? 'none'}</span>
      </p>
    </Callout>
  );
}
