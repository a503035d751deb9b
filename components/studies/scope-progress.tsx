import { cn } from '@/lib/cn';
import type { ScopeCoverage, ScopeFreshness } from '@/lib/studies/study';

const WORDS = [
  ['granted', 'sharing', 'bg-state-granted'],
  ['waiting', 'not answered yet', 'bg-state-pending'],
  ['declined', 'not sharing', 'bg-state-declined'],
  ['stopped', 'stopped', 'bg-state-stopped'],
  ['paused', 'paused', 'bg-state-paused'],
  ['expired', 'ended', 'bg-state-expired'],
] as const;

export function answeredOf(coverage: ScopeCoverage): number {
  return totalOf(coverage) - coverage.waiting;
}

function totalOf(coverage: ScopeCoverage): number {
  return WORDS.reduce((sum, [state]) => sum + coverage[state], 0);
}

type Props = { coverage: ScopeCoverage; freshness: ScopeFreshness | undefined };

/** "8 of 12 sharing · 3 not answered yet": counts, because shares of a dozen people mislead. */
export function ScopeProgress({ coverage, freshness }: Props) {
  const total = totalOf(coverage);
  if (total === 0) return <p className="text-sm text-ink-2">No active patient yet.</p>;
  const others = WORDS.slice(1).filter(([state]) => coverage[state] > 0);
  return (
    <div className="max-w-xl space-y-1 pt-1">
      <Bar coverage={coverage} total={total} />
      <p className="text-sm tabular-nums">
        <strong className="font-semibold">
          {coverage.granted} of {total}
        </strong>{' '}
        sharing
        {others.map(([state, word]) => ` · ${coverage[state]} ${word}`)}
      </p>
      {freshness && <Freshness freshness={freshness} />}
    </div>
  );
}

const MOST_BOXES = 60;

/** Boxes side by side: widths in style attributes are not allowed here. The words under it say the same. */
function Bar({ coverage, total }: { coverage: ScopeCoverage; total: number }) {
  const scale = Math.min(1, MOST_BOXES / total);
  return (
    <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full">
      {WORDS.flatMap(([state, , colour]) =>
        Array.from({ length: Math.ceil(coverage[state] * scale) }, (_, index) => (
          <span key={`${state}-${index}`} className={cn('min-w-0 flex-1', colour)} />
        )),
      )}
    </div>
  );
}

const AGES = [
  ['withinDay', 'in the last day'],
  ['withinWeek', 'in the last week'],
  ['older', 'longer ago'],
  ['never', 'none yet'],
] as const;

function Freshness({ freshness }: { freshness: ScopeFreshness }) {
  const parts = AGES.filter(([age]) => freshness[age] > 0).map(([age, word]) => `${freshness[age]} ${word}`);
  if (parts.length === 0) return null;
  return <p className="text-sm text-ink-2 tabular-nums">Newest reading: {parts.join(' · ')}</p>;
}
