import { Loading, LoadingCard } from '@/components/layout/loading-parts';

/** Behind the study's frame, which has asked already whether it may be seen. */
export default function StudyLoading() {
  return (
    <Loading label="Loading the study" className="grid items-start gap-4 lg:grid-cols-3">
      <div className="space-y-4 lg:col-span-2">
        <LoadingCard className="h-64 w-full" />
      </div>
      <div className="space-y-4">
        <LoadingCard />
        <LoadingCard className="h-48 w-full" />
      </div>
    </Loading>
  );
}
