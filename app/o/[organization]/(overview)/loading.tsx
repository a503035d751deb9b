import { Loading, LoadingCard } from '@/components/layout/loading-parts';
import { Skeleton } from '@/components/ui/skeleton';

export default function OverviewLoading() {
  return (
    <Loading label="Loading the overview" className="space-y-6">
      <Skeleton className="h-7 w-64" />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <LoadingCard className="h-10 w-24" />
        <LoadingCard className="h-10 w-24" />
        <LoadingCard className="h-10 w-24" />
      </div>
      <LoadingCard />
    </Loading>
  );
}
