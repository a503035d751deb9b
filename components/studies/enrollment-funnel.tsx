import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import { routes } from '@/lib/routes';
import type { Funnel, StudyOverview, StudyProgress } from '@/lib/studies/study';

const STEPS: readonly (readonly [keyof Funnel, string])[] = [
  ['enrolled', 'Enrolled'],
  ['sent', 'Invitation sent'],
  ['joined', 'Joined'],
  ['answered', 'Answered something'],
  ['sharing', 'Share data now'],
];

/** From the first letter to data that can be opened; and, beside it, who left. */
export function EnrollmentFunnel({ study }: { study: StudyOverview & StudyProgress }) {
  const { funnel, enrollments } = study;
  return (
    <Card
      title="Patients"
      actions={
        <Link href={routes.studyPatients(study.organizationId, study.id)} className="link">
          All patients
        </Link>
      }
    >
      <dl className="space-y-2.5">
        {STEPS.map(([step, label]) => (
          <div key={step} className="grid grid-cols-[1fr_auto] items-baseline gap-x-4">
            <dt>{label}</dt>
            <dd className="font-semibold tabular-nums">{funnel[step]}</dd>
            <dd aria-hidden className="col-span-2">
              <Line value={funnel[step]} of={funnel.enrolled} />
            </dd>
          </div>
        ))}
      </dl>
      {(enrollments.withdrawn > 0 || enrollments.completed > 0) && (
        <p className="mt-3 text-sm text-ink-2 tabular-nums">
          {enrollments.withdrawn} withdrawn · {enrollments.completed} completed
        </p>
      )}
    </Card>
  );
}

/** Decoration: the number beside it says the same. */
function Line({ value, of }: { value: number; of: number }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 2"
      preserveAspectRatio="none"
      className="mt-1 h-1.5 w-full rounded-full"
    >
      <rect width="100" height="2" className="fill-sunken" />
      <rect width={of === 0 ? 0 : (100 * value) / of} height="2" className="fill-accent" />
    </svg>
  );
}
