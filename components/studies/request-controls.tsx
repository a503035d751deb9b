'use client';
import { Ellipsis } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState, useTransition } from 'react';
import { Menu } from '@/components/ui/menu';
import type { ScopeRequestRow } from '@/lib/studies/study';
import { removeScopeRequestAction } from '@/lib/studies/study-actions';

const ChangeDialog = dynamic(() => import('./change-scope-dialog').then((file) => file.ChangeScopeDialog), {
  ssr: false,
});
const RemoveDialog = dynamic(() => import('./remove-scope-dialog').then((file) => file.RemoveScopeDialog), {
  ssr: false,
});

type Props = {
  studyId: string;
  request: ScopeRequestRow;
  isOpen: boolean;
  /** How many patients have answered it. */
  answered: number;
};

/** A draft just takes a request back. In an open study it ends reading, so that is said first. */
export function RequestControls({ studyId, request, isOpen, answered }: Props) {
  const [asking, setAsking] = useState<'change' | 'remove' | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const { scope } = request;
  const remove = async () => {
    const result = await removeScopeRequestAction({ studyId, scopeCode: scope.code });
    return result.ok ? null : result.error.message;
  };
  const removeNow = () => startTransition(async () => setFailure(await remove()));
  const close = () => setAsking(null);
  const items = [
    { id: 'change', label: 'Change…', onSelect: () => setAsking('change') },
    {
      id: 'remove',
      label: isOpen ? 'Stop asking…' : 'Remove',
      isDanger: true,
      isDisabled: isPending,
      onSelect: isOpen ? () => setAsking('remove') : removeNow,
    },
  ];
  return (
    <>
      <Menu label={`Actions for ${scope.name}`} items={items}>
        <Ellipsis aria-hidden />
      </Menu>
      {asking === 'change' && <ChangeDialog {...{ studyId, request, isOpen, answered }} onClose={close} />}
      {asking === 'remove' && (
        <RemoveDialog name={scope.name} answered={answered} act={remove} onClose={close} />
      )}
      {failure && (
        <p role="alert" className="w-full text-sm text-danger">
          {failure}
        </p>
      )}
    </>
  );
}
