import { cn } from '@/lib/cn';

/** A grey place for one block. Give it the size of what will come, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('animate-pulse rounded-md bg-sunken', className)} />;
}

type PageProps = { label: string; rows?: number };

/** A list on its way, for loading.tsx: says once that it loads. */
export function SkeletonList({ label, rows = 6 }: PageProps) {
  return (
    <div role="status" className="space-y-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} className="h-10 w-full" />
      ))}
    </div>
  );
}
