import { Loading, LoadingTable } from '@/components/layout/loading-parts';
import { PageHead } from '@/components/layout/page-head';
import { Skeleton } from '@/components/ui/skeleton';

export default function TreeLoading() {
  return (
    <>
      <PageHead title="Organization tree" />
      <Loading label="Loading the tree" className="max-w-[60rem] space-y-3">
        <Skeleton className="h-10 w-full max-w-80" />
        <LoadingTable rows={12} />
      </Loading>
    </>
  );
}
