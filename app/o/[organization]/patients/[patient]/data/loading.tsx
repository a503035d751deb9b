import { Skeleton } from '@/components/ui/skeleton';

/** The places of what will come, so that nothing jumps. */
export default function Loading() {
  return (
    <div role="status" className="space-y-4">
      <span className="sr-only">Loading the patient’s data</span>
      <Skeleton className="h-5 w-64" />
      <Skeleton className="h-8 w-full max-w-80" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-[420px] w-full" />
    </div>
  );
}
