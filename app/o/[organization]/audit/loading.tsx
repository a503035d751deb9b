import { Loading, LoadingTable } from '@/components/layout/loading-parts';
import { PageHead } from '@/components/layout/page-head';
import { Skeleton } from '@/components/ui/skeleton';

export default function AuditLogLoading() {
  return (
    <>
      <PageHead
        title="Audit log"
        meta="Who did what with whose data, and what was refused. Reading it is recorded too."
      />
      <Loading label="Loading the audit log" className="space-y-4">
        <Skeleton className="h-12 w-full" />
        <Skeleton className="h-16 w-full" />
        <LoadingTable rows={12} />
      </Loading>
    </>
  );
}
