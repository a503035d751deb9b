'use client';
import { Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import { Button } from '@/components/ui/press-button';
import { saveText } from '@/components/ui/save-file';
import { useVaultContext } from './vault-provider';

type Props = { code: string; isFinishing: boolean; onSaved: () => void; onSkip: () => Promise<void> };

/** Shown once. The server has only what the code opens. */
export function SaveRecoveryCode({ code, isFinishing, onSaved, onSkip }: Props) {
  const { texts } = useVaultContext();
  return (
    <div className="space-y-4">
      <p>{texts.codeIntro}</p>
      <p className="rounded-md bg-sunken p-4 text-center font-mono text-lg leading-relaxed break-words">
        {code}
      </p>
      <WaysToSave code={code} />
      <Button variant="primary" onClick={onSaved} className="print:hidden">
        {texts.savedIt}
      </Button>
      <Skip isFinishing={isFinishing} onSkip={onSkip} />
    </div>
  );
}

function WaysToSave({ code }: { code: string }) {
  const { texts } = useVaultContext();
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <CopyButton
        size="md"
        value={code}
        label={texts.copy}
        copiedLabel={texts.copied}
        failedLabel={texts.copyFailed}
      />
      <Button icon={<Download aria-hidden />} onClick={() => saveText(texts.codeFile, code)}>
        {texts.download}
      </Button>
      <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
        {texts.print}
      </Button>
    </div>
  );
}

/** Possible, and not before it was said what is lost. */
function Skip({ isFinishing, onSkip }: Pick<Props, 'isFinishing' | 'onSkip'>) {
  const { texts } = useVaultContext();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button variant="quiet" onClick={() => setAsking(true)} className="print:hidden">
        {texts.skip}
      </Button>
    );
  }
  return (
    <Callout
      tone="warning"
      role="alert"
      actions={
        <Button isPending={isFinishing} pendingLabel={texts.finishing} onClick={() => void onSkip()}>
          {texts.skipSure}
        </Button>
      }
    >
      {texts.skipText}
    </Callout>
  );
}
