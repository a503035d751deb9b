import type { Metadata } from 'next';
import { Card } from '@/components/ui/card';
import { mySharing } from '@/lib/consents/sharing-queries';
import { currentTranslator } from '@/lib/i18n/translator';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentTranslator('patient'))('helpTitle') };
}

const QUESTIONS = ['helpStop', 'helpWho', 'helpWrong'] as const;

export default async function PatientHelpPage() {
  const t = await currentTranslator('patient');
  await mySharing(); // for patients only, like its neighbours
  return (
    <>
      <h1 className="text-2xl font-semibold">{t('helpTitle')}</h1>
      {QUESTIONS.map((question) => (
        <Card key={question} title={t(question)}>
          <p>{t(`${question}Text`)}</p>
        </Card>
      ))}
    </>
  );
}
