import { Activity } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { ScopeCoverage, ScopeRequestRow, StudyOverview } from '@/lib/studies/study';
import { AddScopeForm } from './add-scope-form';
import { RemoveScopeButton } from './remove-scope-button';

/** What the study asks for, what the patients answered, and the form to ask for more. */
export function ScopeRequestsCard({ study }: { study: StudyOverview }) {
  const { requests, coverage, askable, may, state } = study;
  const mayAsk = may.manage && state !== 'closed' && state !== 'archived';
  return (
    <Card title="Kinds of data" description="Each patient answers each one. Nothing is read without a yes.">
      {requests.length === 0 && (
        <EmptyState
          icon={<Activity />}
          title="The study asks for nothing yet"
          text={
            mayAsk
              ? 'Choose a kind of data below and say why you need it.'
              : 'A manager adds what it asks for.'
          }
        />
      )}
      <ul className="divide-y divide-line">
        {requests.map((request) => (
          <Request
            key={request.id}
            studyId={study.id}
            request={request}
            coverage={coverage.find(({ scopeId }) => scopeId === request.scope.id)}
            isRemovable={mayAsk}
            isOpen={state !== 'draft'}
          />
        ))}
      </ul>
      {mayAsk && (
        <AddScopeForm key={requests.length} studyId={study.id} askable={askable} isOpen={state !== 'draft'} />
      )}
    </Card>
  );
}

type RequestProps = {
  studyId: string;
  request: ScopeRequestRow;
  coverage: ScopeCoverage | undefined;
  isRemovable: boolean;
  isOpen: boolean;
};

function Request({ studyId, request, coverage, isRemovable, isOpen }: RequestProps) {
  const { scope, reason, isRequired } = request;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3 first:pt-0">
      <div className="min-w-0 flex-1 space-y-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span title={`Patients read: ${scope.plainNameEn}`}>{scope.name}</span>
          <Badge tone={isRequired ? 'accent' : 'neutral'}>{isRequired ? 'Required' : 'Optional'}</Badge>
        </p>
        <p className="text-ink-2">{reason}</p>
        <p className="font-mono text-xs text-ink-2">{scope.code}</p>
        {isOpen && coverage && <Coverage coverage={coverage} />}
      </div>
      {isRemovable && <RemoveScopeButton studyId={studyId} scope={scope} isOpen={isOpen} />}
    </li>
  );
}

const WORDS = [
  ['granted', 'sharing'],
  ['waiting', 'not answered yet'],
  ['declined', 'not sharing'],
  ['stopped', 'stopped'],
  ['paused', 'paused'],
  ['expired', 'ended'],
] as const;

/** "8 of 12 sharing · 3 not answered yet": counts, because shares of a dozen people mislead. */
function Coverage({ coverage }: { coverage: ScopeCoverage }) {
  const total = WORDS.reduce((sum, [state]) => sum + coverage[state], 0);
  if (total === 0) return <p className="text-sm text-ink-2">No active patient yet.</p>;
  const others = WORDS.slice(1).filter(([state]) => coverage[state] > 0);
  return (
    <p className="text-sm tabular-nums">
      <strong className="font-semibold">
        {coverage.granted} of {total}
      </strong>{' '}
      sharing
      {others.map(([state, word]) => ` · ${coverage[state]} ${word}`)}
    </p>
  );
}
