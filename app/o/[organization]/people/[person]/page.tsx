import type { Metadata } from 'next';
import { AccessCard } from '@/components/people/access-card';
import { ActivityCard } from '@/components/people/activity-card';
import { readPersonAccess, readPersonActivity } from '@/lib/people/person-queries';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Person' };

export default async function PersonPage({ params }: PageProps<'/o/[organization]/people/[person]'>) {
  const { organization: organizationId, person: personId } = await params;
  const person = await readPersonAccess(organizationId, personId);
  const events = person.mayReadAudit ? await readPersonActivity(organizationId, personId) : null;
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <AccessCard organizationId={organizationId} person={person} />
      {events && (
        <ActivityCard events={events} allHref={routes.auditLog(organizationId, { person: personId })} />
      )}
    </div>
  );
}
