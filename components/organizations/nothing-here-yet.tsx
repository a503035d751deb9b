import { ClipboardList } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { routes } from '@/lib/routes';

type Props = { organizationId: string; mayManage: boolean };

/** The first page of a new organization: what comes first, and who does it. */
export function NothingHereYet({ organizationId, mayManage }: Props) {
  return (
    <Card>
      <EmptyState
        icon={<ClipboardList />}
        title="Nothing here yet"
        text={
          mayManage
            ? 'Begin with a study: what it asks patients for, and why. Open it, and invite the first patient from it.'
            : 'A manager creates the first study. It appears here, and so do its patients.'
        }
        action={
          mayManage && (
            <ButtonLink variant="primary" href={routes.newStudy(organizationId)}>
              New study
            </ButtonLink>
          )
        }
      />
    </Card>
  );
}
