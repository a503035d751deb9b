'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import { Button } from '@/components/ui/press-button';
import { saveText } from '@/components/ui/save-file';

/** Shown once: the server keeps their hashes only. */
export function RecoveryCodes({ codes, onSaved }: { codes: string[]; onSaved: () => void }) {
  const t = useTranslations('security');
  const text = codes.join('\n');
  return (
    <Callout
      tone="warning"
      role="status"
      title={t('codes')}
      actions={
        <>
          <CopyButton
            size="md"
            value={text}
            label={t('copy')}
            copiedLabel={t('copied')}
            failedLabel={t('copyFailed')}
          />
          <Button icon={<Download aria-hidden />} onClick={() => saveText(t('codesFile'), text)}>
            {t('download')}
          </Button>
          <Button variant="primary" onClick={onSaved}>
            {t('codesSaved')}
          </Button>
        </>
      }
    >
      <p>{t('codesShown')}</p>
      <ul className="mt-2 grid gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Callout>
  );
}
