import { Callout } from '@/components/ui/callout';

export function ArchivedNotice() {
  return (
    <Callout tone="info" title="This organization is archived" className="mb-4">
      It takes no new people, studies, patients or readings. What is here can be read as before.
    </Callout>
  );
}
