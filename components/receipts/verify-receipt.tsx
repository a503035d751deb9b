'use client';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { TextAreaField } from '@/components/forms/field';
import { Button } from '@/components/ui/press-button';
import { Callout } from '@/components/ui/callout';
import { KeyValue } from '@/components/ui/key-value';
import { Time } from '@/components/ui/time';
import type { ReceiptPublicKey } from '@/lib/receipts/receipt';
import { verifyReceipt, type ReceiptFault, type VerifiedReceipt } from '@/lib/receipts/verify-receipt';
import { receiptFacts } from './receipt-facts';

const WORDS = {
  'not-a-receipt': 'faultNotReceipt',
  'cut-off': 'faultCutOff',
  'other-algorithm': 'faultOtherAlgorithm',
  'other-key': 'faultOtherKey',
  altered: 'faultAltered',
} as const satisfies Record<ReceiptFault, string>;

/** A file or a text is checked here, in the reader's own browser: nothing is sent anywhere. */
export function VerifyReceipt({ keys }: { keys: ReceiptPublicKey[] }) {
  const t = useTranslations('verify');
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<VerifiedReceipt | 'unreadable' | null>(null);

  async function check(receipt: string) {
    setText(receipt);
    setAnswer(await verifyReceipt(receipt, keys));
  }
  const read = (file: File | undefined) => {
    file?.text().then(check, () => setAnswer('unreadable'));
  };

  return (
    <div className="space-y-5">
      <FileChoice onChoose={read} />
      <TextAreaField
        name="receipt"
        label={t('paste')}
        rows={5}
        value={text}
        className="break-all"
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="lg" block variant="primary" onClick={() => void check(text)}>
        {t('check')}
      </Button>
      <div role="status">
        {answer === 'unreadable' && <Callout tone="danger" title={t('unreadable')} />}
        {answer && answer !== 'unreadable' && <Answer answer={answer} />}
      </div>
    </div>
  );
}

function FileChoice({ onChoose }: { onChoose: (file: File | undefined) => void }) {
  const t = useTranslations('verify');
  return (
    <label
      className="block cursor-pointer rounded-md border border-dashed border-control p-4 focus-within:outline-2 focus-within:outline-accent hover:bg-hover"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onChoose(event.dataTransfer.files[0]);
      }}
    >
      <span className="block font-medium">{t('choose')}</span>
      <span className="block text-sm text-ink-2">{t('chooseHelp')}</span>
      <input
        type="file"
        accept=".jws,.json,application/json,text/plain"
        className="mt-3 block w-full text-sm"
        onChange={(event) => {
          onChoose(event.currentTarget.files?.[0]);
          event.currentTarget.value = ''; // so that the same file can be chosen again
        }}
      />
    </label>
  );
}

function Answer({ answer }: { answer: VerifiedReceipt }) {
  const t = useTranslations('verify');
  const says = useTranslations('receipt');
  const locale = useLocale();
  if (!answer.isGenuine)
    return (
      <Callout tone="danger" title={t('badTitle')}>
        {t(WORDS[answer.fault])}
      </Callout>
    );
  const { payload, keyId } = answer;
  const when = (at: string, format: 'date' | 'datetime') => <Time at={at} format={format} locale={locale} />;
  return (
    <div className="space-y-4">
      <Callout tone="success" title={t('genuineTitle')}>
        {t('genuine')}
      </Callout>
      <KeyValue
        items={[
          ...receiptFacts({ t: says, payload, plainName: null, when }),
          { label: t('keyId'), value: <code className="font-mono text-sm break-all">{keyId}</code> },
        ]}
      />
    </div>
  );
}
