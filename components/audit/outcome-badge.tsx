import { CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react';
import { Badge, type BadgeTone } from '@/components/ui/badge';

/** A word and an icon beside the colour, for each way an act can end. */
export const OUTCOME_WORDS = {
  success: { word: 'Done', tone: 'neutral' },
  refused: { word: 'Refused', tone: 'danger' },
  failed: { word: 'Failed', tone: 'warning' },
} as const satisfies Record<string, { word: string; tone: BadgeTone }>;

const ICONS = {
  success: <CircleCheck aria-hidden />,
  refused: <CircleSlash aria-hidden />,
  failed: <TriangleAlert aria-hidden />,
};

const LAYER_WORDS: Record<string, string> = {
  authentication: 'not signed in as one who may',
  'user-type': 'never done by this kind of account',
  'organization-membership': 'no part in the organization',
  'study-enrollment': 'study or enrollment not open',
  consent: 'no consent in force',
  'role-permission': 'role is too small',
};

export function OutcomeBadge({ outcome }: { outcome: string }) {
  const known = outcome === 'success' || outcome === 'refused' || outcome === 'failed' ? outcome : 'failed';
  const { word, tone } = OUTCOME_WORDS[known];
  return (
    <Badge tone={tone} icon={ICONS[known]}>
      {word}
    </Badge>
  );
}

/** Why it was refused, in the words of the layer that refused. */
export function layerWords(layer: string): string {
  return LAYER_WORDS[layer] ?? layer;
}
