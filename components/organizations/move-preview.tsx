import { ArrowDown, ArrowUp, Minus, Plus } from 'lucide-react';
import { Card } from '@/components/ui/card';
import { ROLES, type Role } from '@/lib/authorization/permissions';
import type { AccessChange, MovePreview } from '@/lib/organizations/organization-node';

const rank = (role: Role | null) => (role === null ? -1 : ROLES.indexOf(role));

/** Who gains and who loses access, before it happens. */
export function MovePreviewCard({ preview, name }: { preview: MovePreview; name: string }) {
  const { changes, to } = preview;
  const gains = changes.filter(({ before, after }) => rank(after) > rank(before));
  const losses = changes.filter(({ before, after }) => rank(after) < rank(before));
  const keys = losses.filter(({ after, studyKeys }) => after === null && studyKeys > 0).length;
  return (
    <Card
      title={
        <>
          What changes when <bdi>{name}</bdi> moves below <bdi>{to.name}</bdi>
        </>
      }
      description="For it and for everything below it. Roles given in it stay as they are."
    >
      <div className="grid gap-6 sm:grid-cols-2">
        <Changes title="Lose access" none="Nobody loses access." changes={losses} />
        <Changes title="Gain access" none="Nobody gains access." changes={gains} />
      </div>
      {keys > 0 && (
        <p className="mt-4 text-ink-2">
          {keys === 1 ? 'One of them holds' : `${keys} of them hold`} study keys: each of those studies gets a
          task for a new key.
        </p>
      )}
    </Card>
  );
}

type Props = { title: string; none: string; changes: AccessChange[] };

function Changes({ title, none, changes }: Props) {
  return (
    <section>
      <h3 className="font-semibold">
        {title} <span className="font-normal text-ink-2 tabular-nums">{changes.length}</span>
      </h3>
      {changes.length === 0 && <p className="mt-1 text-ink-2">{none}</p>}
      <ul className="mt-1 max-h-80 space-y-1 overflow-y-auto">
        {changes.map((change) => (
          <Change key={change.userId} change={change} />
        ))}
      </ul>
    </section>
  );
}

function Change({ change: { name, before, after } }: { change: AccessChange }) {
  const Icon =
    after === null ? Minus : before === null ? Plus : rank(after) > rank(before) ? ArrowUp : ArrowDown;
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className="mt-1 size-3.5 shrink-0 text-ink-2" />
      <span>
        <bdi className="font-medium">{name}</bdi>
        {after === null && `, ${before} until now, has no role any more`}
        {after !== null && before === null && ` becomes ${after}`}
        {after !== null && before !== null && ` becomes ${after}, was ${before}`}
      </span>
    </li>
  );
}
