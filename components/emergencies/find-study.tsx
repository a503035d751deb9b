import { Search } from 'lucide-react';
import { Field } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import type { EmergencyStudy } from '@/lib/emergencies/emergency';
import { routes } from '@/lib/routes';

type Props = { q: string; studies: EmergencyStudy[] };

/** The first step: which study. A form that asks for an address, so the back button goes back. */
export function FindStudy({ q, studies }: Props) {
  return (
    <>
      <form role="search" className="mb-4 flex flex-wrap items-end gap-2" key={q}>
        <Field
          name="q"
          type="search"
          label="Name of the organization or of the study"
          defaultValue={q}
          autoComplete="off"
          maxLength={200}
          className="w-full max-w-80"
        />
        <Button type="submit" icon={<Search aria-hidden />}>
          Find
        </Button>
      </form>
      {q !== '' && studies.length === 0 && (
        <p role="status">No study that can be read has this name, and no organization with one.</p>
      )}
      {studies.length > 0 && (
        <ul aria-label="Studies" className="divide-y divide-line rounded-lg border border-line bg-surface">
          {studies.map(({ studyId, studyName, organizationPath }) => (
            <li key={studyId} className="px-4 py-2">
              <span className="block text-xs text-ink-2">
                <bdi>{organizationPath.join(' › ')}</bdi>
              </span>
              <Link href={routes.adminNewEmergency({ study: studyId })} className="link font-medium">
                <bdi>{studyName}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
