import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import { DEMO_ACCOUNTS } from '@/prisma/seed/demo-accounts';
import { routes } from '@/lib/routes';

type Props = { organizationId: string; mayReadAudit: boolean };

/** For a newcomer to the demo: what Wellkept does that others do not, in five minutes. */
export function FirstSteps({ organizationId, mayReadAudit }: Props) {
  const patient = DEMO_ACCOUNTS.find(({ title }) => title === 'Patient');
  return (
    <Card title="Look around in 5 minutes" description="Everything here works; nothing here is real.">
      <ol className="list-decimal space-y-3 pl-5 marker:text-ink-2">
        <Step href={routes.studies(organizationId)} label="See who shares what">
          Open a study: every kind of data it asks for, and what each patient answered.
        </Step>
        <Step href={routes.patients(organizationId)} label="Open a glucose chart">
          Choose a patient, then Data. Your browser opens the readings; the server cannot.
        </Step>
        <Step href={routes.signIn()} label="Stop sharing as a patient">
          Sign in as {patient?.name ?? 'the patient'} in a private window, stop one kind of data, and watch
          the chart lock.
        </Step>
        {mayReadAudit && (
          <>
            <Step href={routes.auditLog(organizationId)} label="Find that event in the audit log">
              Who opened what, who was refused, and at which of the six layers.
            </Step>
            <Step href={routes.auditLog(organizationId)} label="Verify the chain">
              Your browser recomputes every hash and says whether anything was changed or removed.
            </Step>
          </>
        )}
      </ol>
    </Card>
  );
}

function Step({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  return (
    <li>
      <Link href={href} className="link font-medium">
        {label}
      </Link>
      <p className="text-ink-2">{children}</p>
    </li>
  );
}
