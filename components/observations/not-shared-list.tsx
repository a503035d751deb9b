import { Card } from '@/components/ui/card';
import { StateBadge } from '@/components/ui/state-badge';
import { formatCount } from '@/lib/format';
import { notShared, type StudySharing } from '@/lib/observations/patient-data';
import { NotSharedReason } from './not-shared-reason';
import { NOT_SHARED_WORDS } from './not-shared-words';

const READINGS = { one: 'reading', other: 'readings' };

/** Every kind of data this study asks for and may not read now, each with its reason. */
export function NotSharedList({ study }: { study: StudySharing }) {
  const rows = study.scopes.flatMap((scope) => {
    const reason = notShared(study, scope);
    return reason ? [{ scope, reason }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <Card title="Not shared" description="What the study asks for and may not read now.">
      <ul className="divide-y divide-line">
        {rows.map(({ scope, reason }) => (
          <li key={scope.code} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
            <span className="w-44 shrink-0 font-medium">{scope.name}</span>
            <StateBadge state={NOT_SHARED_WORDS[reason.why].badge} word={NOT_SHARED_WORDS[reason.why].word} />
            <span className="min-w-0 flex-1 basis-64 text-ink-2">
              <NotSharedReason {...reason} />
            </span>
            {scope.readings > 0 && (
              <span className="text-sm text-ink-2 tabular-nums">
                {formatCount(scope.readings, READINGS, 'en')} sealed
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
