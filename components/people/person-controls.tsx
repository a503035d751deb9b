'use client';
import { Ellipsis } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Menu, type MenuItem } from '@/components/ui/menu';
import type { PersonRow } from '@/lib/people/person';
import { routes } from '@/lib/routes';

// Dialogs are loaded when they are asked for: most visits only read the list.
const EndDateDialog = dynamic(() => import('./end-date-dialog').then((file) => file.EndDateDialog), {
  ssr: false,
});
const RemoveDialog = dynamic(() => import('./remove-dialog').then((file) => file.RemoveDialog), {
  ssr: false,
});

type Props = { organizationId: string; person: PersonRow };

/** What can be done about a role that was given here. */
export function PersonControls({ organizationId, person }: Props) {
  const [asking, setAsking] = useState<'end' | 'remove' | null>(null);
  const close = () => setAsking(null);
  const { given, isOneself, name } = person;
  const items: MenuItem[] = [
    { id: 'open', label: 'Access and activity', href: routes.person(organizationId, person.id) },
    ...(given && !isOneself
      ? [{ id: 'end', label: 'Access end date…', onSelect: () => setAsking('end') }]
      : []),
    ...(given
      ? [
          {
            id: 'remove',
            label: isOneself ? 'Leave…' : 'Remove…',
            isDanger: true,
            onSelect: () => setAsking('remove'),
          },
        ]
      : []),
  ];
  return (
    <>
      <Menu label={`Actions for ${name}`} items={items}>
        <Ellipsis aria-hidden />
      </Menu>
      {asking === 'end' && given && <EndDateDialog given={given} name={name} onClose={close} />}
      {asking === 'remove' && <RemoveDialog people={[person]} onClose={close} />}
    </>
  );
}
