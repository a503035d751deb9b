'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { AcceptNew } from './accept-new';
import { CodeStep } from './code-step';
import { SendCodeStep } from './send-code-step';

type Props = { token: string; kind: 'practitioner' | 'patient'; maskedEmail: string; name: string };

/** Prove the address, then choose a password. Each step is one question; nothing is made before the last one. */
export function InviteeSteps({ token, kind, maskedEmail, name }: Props) {
  const router = useRouter();
  const [isSent, setSent] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  // How the link stands has changed meanwhile (used, taken back, expired): the page itself says it best.
  const onElse = () => router.refresh();
  if (!isSent)
    return (
      <SendCodeStep token={token} maskedEmail={maskedEmail} onSent={() => setSent(true)} onElse={onElse} />
    );
  if (code === null)
    return <CodeStep token={token} maskedEmail={maskedEmail} onRight={setCode} onElse={onElse} />;
  return (
    <AcceptNew
      token={token}
      kind={kind}
      code={code}
      name={name}
      onCodeLost={() => setCode(null)}
      onElse={onElse}
    />
  );
}
