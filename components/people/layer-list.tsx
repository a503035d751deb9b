import { StateBadge } from '@/components/ui/state-badge';
import type { AccessAnswer } from '@/lib/people/access-question';
import { LAYER_FINDS, LAYER_TITLES } from './layer-words';

type Props = { answer: AccessAnswer; source: string | null };

/** The six layers in their order, each with what it found. Each can refuse, and none can grant. */
export function LayerList({ answer: { findings, refusedBy, about }, source }: Props) {
  const decidedAt = findings.findIndex(({ layer }) => layer === refusedBy);
  return (
    <ol className="divide-y divide-line">
      {findings.map(({ layer, refusal }, index) => {
        const isAfter = decidedAt !== -1 && index > decidedAt;
        return (
          <li
            key={layer}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3 first:pt-0"
          >
            <div>
              <p className="font-medium">
                {index + 1}. {LAYER_TITLES[layer]}
              </p>
              <p className="text-ink-2">
                {refusal === null || layer !== 'role-permission' ? LAYER_FINDS[layer](about, source) : null}
                {refusal !== null && ` Refuses: ${refusal}.`}
              </p>
            </div>
            {refusal === null ? (
              <StateBadge state="granted" word="Lets through" />
            ) : (
              <StateBadge state="refused" word={isAfter ? 'Would refuse too' : 'Refuses'} />
            )}
          </li>
        );
      })}
    </ol>
  );
}
