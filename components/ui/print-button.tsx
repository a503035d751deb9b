'use client';
import { Button } from './press-button';

export function PrintButton({ label }: { label: string }) {
  return (
    <Button size="lg" onClick={() => window.print()}>
      {label}
    </Button>
  );
}
