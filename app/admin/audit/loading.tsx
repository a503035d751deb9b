import { Loading, LoadingTable } from '@/components/layout/loading-parts';
import { PageHead } from '@/components/layout/page-head';
import { Skeleton } from '@/components/ui/skeleton';

export default function InstallationLogLoading() {
  return (
    <>
      <PageHead title="Audit log" />
      <Loading label="Loading the audit log" className="space-y-4">
        <Skeleton className="h-10 w-full max-w-[40rem]" />
        <LoadingTable rows={12} />
      </Loading>
    </>
  );
}
