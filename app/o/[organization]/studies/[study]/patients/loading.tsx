import { Loading, LoadingTable } from '@/components/layout/loading-parts';

export default function StudyPatientsLoading() {
  return (
    <Loading label="Loading the patients of the study">
      <LoadingTable />
    </Loading>
  );
}
