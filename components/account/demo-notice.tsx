import { CopyButton } from '@/components/ui/copy-button';
import { DemoBanner } from '@/components/layout/demo-banner';
import { env } from '@/lib/env';
import type { Locale } from '@/lib/i18n/locale';
import { translatorFor } from '@/lib/i18n/translator';

const PANEL_ID = 'demo-reset';
const AGAIN = 'npm run demo -- --reset';
const EMPTY = 'DEMO=0 npm run demo -- --reset';

/** The striped banner of demo mode; nothing otherwise. */
export function DemoNotice({ locale }: { locale: Locale }) {
  if (env().DEMO !== '1') return null;
  const t = translatorFor(locale, 'signIn');
  return (
    <DemoBanner
      label={t('demoBanner')}
      text={t('demoBannerText')}
      actions={
        <>
          <button type="button" popoverTarget={PANEL_ID} className="font-medium underline underline-offset-2">
            {t('demoReset')}
          </button>
          <ResetPanel locale={locale} />
        </>
      }
    />
  );
}

/** The browser's own popover: every page has this banner, and it needs no script for it. */
function ResetPanel({ locale }: { locale: Locale }) {
  const t = translatorFor(locale, 'signIn');
  const copy = { label: t('demoCopy'), copiedLabel: t('demoCopied'), failedLabel: t('demoCopyFailed') };
  return (
    <div
      id={PANEL_ID}
      popover="auto"
      role="dialog"
      aria-label={t('demoReset')}
      className="inset-0 m-auto h-fit w-[30rem] max-w-[calc(100vw-2rem)] rounded-lg border border-line bg-surface p-4 text-base text-ink shadow-float"
    >
      <p className="text-ink-2">{t('demoResetText')}</p>
      <dl className="my-3 space-y-3">
        {[
          { label: t('demoResetAgain'), command: AGAIN },
          { label: t('demoResetEmpty'), command: EMPTY },
        ].map(({ label, command }) => (
          <div key={command}>
            <dt>{label}</dt>
            <dd className="mt-1 flex flex-wrap items-center gap-2">
              <code className="min-w-0 flex-1 rounded-md bg-sunken px-2 py-1.5 font-mono text-sm break-words select-all">
                {command}
              </code>
              <CopyButton value={command} {...copy} />
            </dd>
          </div>
        ))}
      </dl>
      <button
        type="button"
        popoverTarget={PANEL_ID}
        popoverTargetAction="hide"
        className="link inline-flex min-h-8 items-center"
      >
        {t('demoClose')}
      </button>
    </div>
  );
}
