import { Activity } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { ScopeRequestRow, StudyOverview, StudyProgress } from '@/lib/studies/study';
import { AddScopeForm } from './add-scope-form';
import { RequestControls } from './request-controls';
import { answeredOf, ScopeProgress } from './scope-progress';

/** What the study asks for, what the patients answered, and the form to ask for more. */
export function ScopeRequestsCard({ study }: { study: StudyOverview & StudyProgress }) {
  const { requests, coverage, askable, may, state } = study;
  const mayAsk = may.manage && state !== 'closed' && state !== 'archived';
  return (
    <Card title="Kinds of data" description="Each patient answers each one. Nothing is read without a yes.">
      {requests.length === 0 && <NothingAsked mayAsk={mayAsk} />}
      <ul className="divide-y divide-line">
        {requests.map((request) => (
          <Request
            key={request.id}
            studyId={study.id}
            request={request}
            coverage={coverage.find(({ scopeId }) => scopeId === request.scope.id)}
            freshness={study.freshness.find(({ scopeId }) => scopeId === request.scope.id)}
            isRemovable={mayAsk}
            isOpen={state !== 'draft'}
          />
        ))}
      </ul>
      {mayAsk && (
        <AddScopeForm
          key={requests.length}
          studyId={study.id}
          askable={askable}
          isOpen={state !== 'draft'}
          takingPart={study.impact.takingPart}
        />
      )}
    </Card>
  );
}

function NothingAsked({ mayAsk }: { mayAsk: boolean }) {
  return (
    <EmptyState
      icon={<Activity />}
      title="The study asks for nothing yet"
      text={
        mayAsk ? 'Choose a kind of data below and say why you need it.' : 'A manager adds what it asks for.'
      }
    />
  );
}

type RequestProps = {
  studyId: string;
  request: ScopeRequestRow;
  coverage: StudyProgress['coverage'][number] | undefined;
  freshness: StudyProgress['freshness'][number] | undefined;
  isRemovable: boolean;
  isOpen: boolean;
};

function Request({ studyId, request, coverage, freshness, isRemovable, isOpen }: RequestProps) {
  const { scope, reason, isRequired, version } = request;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3 first:pt-0">
      <div className="min-w-0 flex-1 space-y-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span title={`Patients read: ${scope.plainNameEn}`}>{scope.name}</span>
          <Badge tone={isRequired ? 'accent' : 'neutral'}>{isRequired ? 'Required' : 'Optional'}</Badge>
          {version > 1 && <Badge>Version {version}</Badge>}
        </p>
        <p className="text-ink-2" dir="auto">
          {reason}
        </p>
        <p className="font-mono text-xs text-ink-2">{scope.code}</p>
        {isOpen && coverage && <ScopeProgress coverage={coverage} freshness={freshness} />}
      </div>
      {isRemovable && (
        <RequestControls {...{ studyId, request, isOpen }} answered={coverage ? answeredOf(coverage) : 0} />
      )}
    </li>
  );
}
