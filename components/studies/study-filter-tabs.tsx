import { Tabs } from '@/components/ui/tabs';
import type { StudyState } from '@/lib/authorization/question';
import { routes } from '@/lib/routes';
import { STUDY_STATES } from '@/lib/studies/study';
import { STUDY_STATE_WORDS } from './study-state-badge';

/** The filter is in the address. Without one, everything but the archive. */
export function StudyFilterTabs({
  organizationId,
  state,
}: {
  organizationId: string;
  state: StudyState | null;
}) {
  const all = routes.studies(organizationId);
  const hrefOf = (each: StudyState) => `${all}?state=${each}`;
  const tabs = STUDY_STATES.map((each) => ({ href: hrefOf(each), label: STUDY_STATE_WORDS[each] }));
  return (
    <Tabs
      label="Studies by state"
      className="mb-4"
      tabs={[{ href: all, label: 'Current' }, ...tabs]}
      current={state ? hrefOf(state) : all}
    />
  );
}
