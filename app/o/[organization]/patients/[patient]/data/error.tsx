'use client';
import { Callout } from '@/components/ui/callout';
import { Button } from '@/components/ui/press-button';

export default function DataError({ reset }: { error: Error; reset: () => void }) {
  return (
    <Callout
      tone="danger"
      role="alert"
      title="This page could not be shown"
      actions={<Button onClick={reset}>Try again</Button>}
    >
      Something went wrong on our side. Nothing was changed.
    </Callout>
  );
}
