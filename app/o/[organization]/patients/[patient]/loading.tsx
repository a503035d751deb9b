import { Loading, LoadingCard } from '@/components/layout/loading-parts';

/** Behind the patient's frame, which has asked already whether it may be seen. */
export default function PatientLoading() {
  return (
    <Loading label="Loading the patient" className="grid items-start gap-4 xl:grid-cols-2">
      <LoadingCard className="h-40 w-full" />
      <LoadingCard className="h-40 w-full" />
    </Loading>
  );
}
