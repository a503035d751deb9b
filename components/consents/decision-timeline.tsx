import { Link } from '@/components/ui/link';
import type { PatientDecision } from '@/lib/consents/patient-decisions-store';
import { routes } from '@/lib/routes';
import { DecisionEntry } from './matrix/decision-entry';

type Props = { organizationId: string; patientId: string; decisions: PatientDecision[] };

/** Every decision of a patient, newest first. Each has an address that shows it, however many come after it. */
export function DecisionTimeline({ organizationId, patientId, decisions }: Props) {
  const addressOf = ({ place, decisionId }: PatientDecision) =>
    `${routes.patientConsent(organizationId, patientId, { before: String(BigInt(place) + 1n) })}#${decisionId}`;
  return (
    <ol className="divide-y divide-line" aria-label="Decisions, newest first">
      {decisions.map((decision) => (
        <DecisionEntry
          key={decision.decisionId}
          decision={decision}
          about={
            <p className="flex flex-wrap items-center gap-x-3">
              <span className="font-medium">{decision.scopeName}</span>
              <Link
                href={routes.studyConsent(organizationId, decision.study.id)}
                className="link inline-block py-1"
              >
                <bdi>{decision.study.name}</bdi>
              </Link>
              <Link href={addressOf(decision)} className="link inline-block py-1 text-sm">
                Link to this decision
              </Link>
            </p>
          }
        />
      ))}
    </ol>
  );
}
