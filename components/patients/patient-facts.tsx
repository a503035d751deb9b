import { Time } from '@/components/ui/time';
import type { PatientOverview } from '@/lib/patients/patient';

/** What tells this patient from another of the same name. */
export function PatientFacts({ patient }: { patient: PatientOverview }) {
  const { birthDate, email, identifiers } = patient;
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-0.5 text-sm">
      {birthDate && (
        <span>
          Born <Time at={birthDate} format="date" timeZone="UTC" />
        </span>
      )}
      {email && <span className="break-all">{email}</span>}
      {identifiers.map(({ system, value }) => (
        <span key={`${system}|${value}`}>
          {system} <span className="font-mono">{value}</span>
        </span>
      ))}
    </span>
  );
}
