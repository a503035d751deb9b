import { Tabs } from '@/components/ui/tabs';
import { routes } from '@/lib/routes';

type Props = { organizationId: string; patientId: string };

/** The pages of one patient. */
export function PatientTabs({ organizationId, patientId }: Props) {
  return (
    <Tabs
      label="Patient"
      className="mb-4"
      tabs={[
        { href: routes.patient(organizationId, patientId), label: 'Overview' },
        { href: routes.patientData(organizationId, patientId), label: 'Data' },
      ]}
    />
  );
}
