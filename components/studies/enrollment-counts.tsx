import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import type { EnrollmentState } from '@/lib/authorization/question';
import { routes } from '@/lib/routes';
import type { StudyOverview } from '@/lib/studies/study';

export const ENROLLMENT_WORDS: Record<EnrollmentState, string> = {
  invited: 'Invited',
  active: 'Active',
  withdrawn: 'Withdrawn',
  completed: 'Completed',
};
const ORDER = ['active', 'invited', 'completed', 'withdrawn'] as const;

export function EnrollmentCounts({ study }: { study: StudyOverview }) {
  return (
    <Card
      title="Patients"
      actions={
        <Link href={routes.studyPatients(study.organizationId, study.id)} className="link">
          All patients
        </Link>
      }
    >
      <dl className="grid grid-cols-2 gap-3">
        {ORDER.map((state) => (
          <div key={state}>
            <dt className="text-sm text-ink-2">{ENROLLMENT_WORDS[state]}</dt>
            <dd className="text-2xl font-semibold tabular-nums">{study.enrollments[state]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
