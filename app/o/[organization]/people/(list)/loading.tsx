import { Loading, LoadingTable } from '@/components/layout/loading-parts';
import { PageHead } from '@/components/layout/page-head';
import { Skeleton } from '@/components/ui/skeleton';

export default function PeopleLoading() {
  return (
    <>
      <PageHead title="People" />
      <Loading label="Loading the people" className="space-y-4">
        <Skeleton className="h-10 w-full max-w-96" />
        <Skeleton className="h-10 w-full max-w-[40rem]" />
        <LoadingTable rows={12} />
      </Loading>
    </>
  );
}
