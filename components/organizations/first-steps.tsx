import { Circle, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import { DEMO_ACCOUNTS } from '@/prisma/seed/demo-accounts';
import { TOUR_STEPS, type TourStep } from '@/lib/organizations/tour';
import { routes } from '@/lib/routes';
import { HideTour } from './hide-tour';

type Props = { organizationId: string; mayReadAudit: boolean; done: readonly TourStep[] };

/** For a newcomer to the demo: what Wellkept does that others do not, in five minutes. Each step ticks itself. */
export function FirstSteps({ organizationId, mayReadAudit, done }: Props) {
  const steps = stepsIn(organizationId);
  const shown = TOUR_STEPS.filter((step) => mayReadAudit || !steps[step].isForManagers);
  const count = shown.filter((step) => done.includes(step)).length;
  return (
    <Card
      title="Look around in 5 minutes"
      description={
        count === shown.length
          ? 'All done. Everything you saw is on record in the audit log.'
          : `Everything here works; nothing here is real. ${count} of ${shown.length} done.`
      }
      actions={<HideTour />}
    >
      <ol className="space-y-3">
        {shown.map((step) => (
          <Step key={step} {...steps[step]} isDone={done.includes(step)} />
        ))}
      </ol>
    </Card>
  );
}

type StepText = { href: string; label: string; text: ReactNode; isForManagers?: true };

function stepsIn(organizationId: string): Record<TourStep, StepText> {
  const patient = DEMO_ACCOUNTS.find(({ title }) => title === 'Patient')?.name ?? 'the patient';
  const auditLog = routes.auditLog(organizationId);
  return {
    sharing: {
      href: routes.studies(organizationId),
      label: 'See who shares what',
      text: 'Open a study, then its patients: what it asks for, and what each of them answered.',
    },
    chart: {
      href: routes.patients(organizationId),
      label: 'Open a glucose chart',
      text: 'Choose a patient, then Data. Your browser opens the readings; the server cannot.',
    },
    stop: {
      href: routes.signIn(),
      label: 'Stop sharing as a patient',
      text: `Sign in as ${patient} in a private window, stop one kind of data, and watch the chart lock.`,
    },
    log: {
      href: auditLog,
      label: 'Find that event in the audit log',
      text: 'Who opened what, who was refused, and at which of the six layers.',
      isForManagers: true,
    },
    verify: {
      href: auditLog,
      label: 'Verify the chain',
      text: 'Your browser recomputes every hash and says whether anything was changed or removed.',
      isForManagers: true,
    },
  };
}

function Step({ href, label, text, isDone }: StepText & { isDone: boolean }) {
  const Icon = isDone ? CircleCheck : Circle;
  return (
    <li className="flex gap-3">
      <Icon
        aria-hidden
        className={isDone ? 'mt-0.5 size-5 shrink-0 text-success' : 'mt-0.5 size-5 shrink-0 text-ink-3'}
      />
      <div className="min-w-0">
        <Link href={href} className="link font-medium">
          {label}
        </Link>
        <span className="sr-only">{isDone ? ' (done)' : ' (to do)'}</span>
        <p className="text-ink-2">{text}</p>
      </div>
    </li>
  );
}
