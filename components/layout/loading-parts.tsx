import type { ReactNode } from 'react';
import { Skeleton } from '@/components/ui/skeleton';

/** The places of what will come, so that nothing jumps; said once to a screen reader. */
export function Loading({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

/** A table of our row height in its frame. */
export function LoadingTable({ rows = 8 }: { rows?: number }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="h-10 border-b border-line bg-sunken" />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-10 items-center gap-6 border-b border-line px-4 last:border-0">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-1/6" />
          <Skeleton className="h-4 w-1/5 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}

export function LoadingCard({ className }: { className?: string }) {
  return (
    <div className="space-y-3 rounded-lg border border-line bg-surface p-4">
      <Skeleton className="h-5 w-40" />
      <Skeleton className={className ?? 'h-32 w-full'} />
    </div>
  );
}
