import { Archive, CirclePause, CirclePlay, CircleStop, PencilLine, type LucideIcon } from 'lucide-react';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { StudyState } from '@/lib/authorization/question';

export const STUDY_STATE_WORDS: Record<StudyState, string> = {
  draft: 'Draft',
  active: 'Open',
  paused: 'Paused',
  closed: 'Closed',
  archived: 'Archived',
};

const LOOKS: Record<StudyState, { tone: BadgeTone; icon: LucideIcon }> = {
  draft: { tone: 'neutral', icon: PencilLine },
  active: { tone: 'success', icon: CirclePlay },
  paused: { tone: 'accent', icon: CirclePause },
  closed: { tone: 'neutral', icon: CircleStop },
  archived: { tone: 'neutral', icon: Archive },
};

export function StudyStateBadge({ state }: { state: StudyState }) {
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {STUDY_STATE_WORDS[state]}
    </Badge>
  );
}
