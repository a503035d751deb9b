import { StateBadge } from '@/components/ui/state-badge';
import type { LayerName } from '@/lib/authorization/policy';
import { LAYER_TITLES } from './layer-words';

const LAYERS = Object.keys(LAYER_TITLES) as LayerName[];

/** The layers up to the one that the log names. What came after it was not asked. */
export function RefusedAt({ layer }: { layer: string | null }) {
  const at = LAYERS.findIndex((name) => name === layer);
  return (
    <ol className="divide-y divide-line">
      {LAYERS.map((name, index) => (
        <li key={name} className="flex flex-wrap justify-between gap-x-4 gap-y-1 py-3 first:pt-0">
          <span className="font-medium">
            {index + 1}. {LAYER_TITLES[name]}
          </span>
          {index === at ? (
            <StateBadge state="refused" word="Refused" />
          ) : index < at ? (
            <StateBadge state="granted" word="Let through" />
          ) : (
            <span className="text-sm text-ink-2">Not asked</span>
          )}
        </li>
      ))}
    </ol>
  );
}
