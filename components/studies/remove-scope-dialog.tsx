'use client';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import { counted } from '@/lib/studies/study-state';

type Props = { name: string; answered: number; act: () => Promise<string | null>; onClose: () => void };

export function RemoveScopeDialog({ name, answered, act, onClose }: Props) {
  return (
    <ConfirmDialog
      title={`Stop asking for ${name.toLowerCase()}?`}
      button="Stop asking"
      isDanger
      act={act}
      onClose={onClose}
    >
      <p>
        Nobody can read these readings in this study any more, at once.{' '}
        {answered > 0 && `${counted(answered, 'patient')} answered; their answers stay in the history. `}
        If you ask again later, everybody is asked anew.
      </p>
    </ConfirmDialog>
  );
}
