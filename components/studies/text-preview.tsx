'use client';
import { Markdown } from '@/components/text/markdown';
import { Dialog } from '@/components/ui/dialog';
import { LANGUAGES, type Texts } from './information-languages';

/** What is typed, as it would be read, before it is published. */
export function TextPreview({ texts, onClose }: { texts: Texts; onClose: () => void }) {
  const written = (['en', 'es'] as const).filter((language) => texts[language].trim() !== '');
  return (
    <Dialog isOpen size="lg" onOpenChange={(isOpen) => !isOpen && onClose()} title="As patients read it">
      <div className="scale-patient-here space-y-6 pb-3">
        {written.length === 0 && <p className="text-ink-2">Nothing is written yet.</p>}
        {written.map((language) => (
          <section key={language} aria-label={LANGUAGES[language]}>
            <Markdown source={texts[language]} lang={language} />
          </section>
        ))}
      </div>
    </Dialog>
  );
}
