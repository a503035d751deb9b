'use client';
import { Callout } from '@/components/ui/callout';
import { Button, ButtonLink } from '@/components/ui/button';
import { Drawer } from '@/components/ui/drawer';
import { Link } from '@/components/ui/link';
import { Skeleton } from '@/components/ui/skeleton';
import { StateBadge } from '@/components/ui/state-badge';
import type { ConsentMatrix, DecisionHistory } from '@/lib/consents/consent-matrix';
import { routes } from '@/lib/routes';
import { DecisionEntry } from './decision-entry';
import type { ChosenCell } from './matrix-table';
import { MARK_WORDS, STATE_WORDS } from './state-words';
import { useDecisions } from './use-decisions';

type Props = {
  organizationId: string;
  studyId: string;
  matrix: ConsentMatrix;
  chosen: ChosenCell;
  onClose: () => void;
};

/** What one cell was made from: every decision, who took it and how, and on which wording. */
export function CellDrawer({ organizationId, studyId, matrix, chosen, onClose }: Props) {
  const { row, place } = chosen;
  const scope = matrix.scopes[place];
  const { history, failure, again } = useDecisions(studyId, row.patientId, scope?.code ?? '');
  const mayRecord = matrix.mayRecord && matrix.at === null && row.enrollment === 'active';
  return (
    <Drawer
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={`${row.name}: ${scope?.name ?? ''}`}
    >
      {failure !== null && (
        <Callout tone="danger" role="alert">
          {failure} <Button onClick={again}>Try again</Button>
        </Callout>
      )}
      {history === null && failure === null && <Skeleton className="h-40" />}
      {history && <History history={history} />}
      <p className="mt-3">
        <Link
          href={routes.patientConsent(organizationId, row.patientId, { study: studyId })}
          className="link"
        >
          All answers of this patient in this study
        </Link>
      </p>
      {mayRecord && scope && (
        <ButtonLink
          className="mt-4"
          href={routes.recordConsent(organizationId, studyId, row.patientId, scope.code)}
        >
          Record what the patient said
        </ButtonLink>
      )}
    </Drawer>
  );
}

function History({ history: { now, decisions, scope } }: { history: DecisionHistory }) {
  return (
    <>
      <p className="mb-3 flex flex-wrap items-center gap-2">
        Now <StateBadge state={now.state} word={STATE_WORDS[now.state]} />
        {now.mark && <span className="text-sm text-ink-2">{MARK_WORDS[now.mark]}</span>}
        <span className="text-sm text-ink-2">Patients read: “{scope.plainName}”</span>
      </p>
      {decisions.length === 0 ? (
        <p className="text-ink-2">The patient was asked and has not answered yet.</p>
      ) : (
        <ol className="divide-y divide-line" aria-label="Decisions, newest first">
          {decisions.map((decision) => (
            <DecisionEntry key={decision.decisionId} decision={decision} />
          ))}
        </ol>
      )}
    </>
  );
}
