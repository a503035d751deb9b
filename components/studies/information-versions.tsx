import { Markdown } from '@/components/text/markdown';
import { Time } from '@/components/ui/time';
import type { InformationRow } from '@/lib/studies/study';

/** Every version that was ever published, because decisions name the one that was read. */
export function InformationVersions({
  rows,
  isNewestOpen,
}: {
  rows: InformationRow[];
  isNewestOpen: boolean;
}) {
  const versions = [...Map.groupBy(rows, ({ version }) => version)];
  if (versions.length === 0) return null;
  return (
    <div className="divide-y divide-line rounded-md border border-line">
      {versions.map(([version, texts], index) => (
        <details key={version} open={isNewestOpen && index === 0}>
          <summary className="min-h-10 cursor-pointer px-3 py-2">
            <span className="font-medium">Version {version}</span>{' '}
            <span className="text-sm text-ink-2">
              {texts.map(({ language }) => language).join(', ')} ·{' '}
              {texts[0] && <Time at={texts[0].publishedAt} format="datetime" />}
            </span>
          </summary>
          <div className="space-y-4 px-3 pb-3">
            {texts.map(({ language, body }) => (
              <Markdown key={language} source={body} lang={language} />
            ))}
          </div>
        </details>
      ))}
    </div>
  );
}
