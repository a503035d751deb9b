'use client';
import { useRouter } from 'next/navigation';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import type { ActionResult } from '@/lib/errors';
import type { AccountRow } from '@/lib/installation/account-admin-store';
import {
  endAccountSessionsAction,
  restoreAccountAction,
  suspendAccountAction,
} from '@/lib/installation/installation-actions';

export type Change = 'suspend' | 'restore' | 'end-sessions';

type Words = {
  title: (name: string) => string;
  button: string;
  consequence: string;
  isDanger: boolean;
  act: (input: { accountId: string }) => Promise<ActionResult<unknown>>;
};

const WORDS: Record<Change, Words> = {
  suspend: {
    title: (name) => `Suspend ${name}?`,
    button: 'Suspend',
    consequence:
      'They are signed out everywhere at once and cannot sign in again until you restore the account. Nothing of theirs is deleted.',
    isDanger: true,
    act: suspendAccountAction,
  },
  restore: {
    title: (name) => `Restore ${name}?`,
    button: 'Restore',
    consequence: 'They can sign in again, with the roles they still have.',
    isDanger: false,
    act: restoreAccountAction,
  },
  'end-sessions': {
    title: (name) => `End all sessions of ${name}?`,
    button: 'End sessions',
    consequence: 'They are signed out everywhere at once, and can sign in again.',
    isDanger: false,
    act: endAccountSessionsAction,
  },
};

type Props = { account: AccountRow; change: Change; onClose: () => void };

export function AccountChange({ account, change, onClose }: Props) {
  const router = useRouter();
  const { title, button, consequence, isDanger, act } = WORDS[change];
  return (
    <ConfirmDialog
      title={title(account.name)}
      button={button}
      isDanger={isDanger}
      onClose={onClose}
      act={async () => {
        const result = await act({ accountId: account.id });
        router.refresh();
        return result.ok ? null : result.error.message;
      }}
    >
      <p>{consequence}</p>
    </ConfirmDialog>
  );
}
