import { Loading, LoadingCard } from '@/components/layout/loading-parts';

export default function StudySettingsLoading() {
  return (
    <Loading label="Loading the settings of the study" className="max-w-[40rem] space-y-4">
      <LoadingCard className="h-80 w-full" />
      <LoadingCard className="h-64 w-full" />
    </Loading>
  );
}
