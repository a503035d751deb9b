import { Link } from '@/components/ui/link';
import { formatNumber } from '@/lib/format';
import type { CountedOrganization } from '@/lib/organizations/overview-store';
import { routes } from '@/lib/routes';

/** The organization in four numbers, each leading to its list. */
export function OverviewCounts({ counts }: { counts: CountedOrganization }) {
  const studies = routes.studies(counts.id);
  const patients = routes.patients(counts.id);
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Count
        href={studies}
        label="Studies"
        value={counts.studies}
        detail={`${counts.activeStudies} active`}
      />
      <Count href={patients} label="Patients" value={counts.patients} detail="known to this organization" />
      <Count
        href={studies}
        label="Waiting answers"
        value={counts.waitingAnswers}
        detail="asked, not answered yet"
      />
      <Count
        href={studies}
        label="Invited patients"
        value={counts.invitedPatients}
        detail="have not accepted yet"
      />
    </ul>
  );
}

type CountProps = { href: string; label: string; value: number; detail: string };

function Count({ href, label, value, detail }: CountProps) {
  return (
    <li>
      <Link
        href={href}
        className="block h-full rounded-lg border border-line bg-surface p-4 hover:border-control hover:bg-hover"
      >
        <span className="block text-sm text-ink-2">{label}</span>
        <span className="block text-2xl font-semibold tabular-nums">{formatNumber(value, 'en')}</span>
        <span className="block text-sm text-ink-2">{detail}</span>
      </Link>
    </li>
  );
}
