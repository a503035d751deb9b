import type { Metadata } from 'next';
import { PageHead } from '@/components/layout/page-head';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { KeyValue } from '@/components/ui/key-value';
import { Time } from '@/components/ui/time';
import { formatNumber } from '@/lib/format';
import { readHealth, type Disk, type Health } from '@/lib/installation/health-queries';

export const metadata: Metadata = { title: 'Health' };
export const dynamic = 'force-dynamic';

/** Somebody has to look when a seal waits longer than this (docs/security-model.md). */
const SLOW_SEAL_SECONDS = 30;
const LITTLE_DISK = 0.1;

export default async function HealthPage() {
  const health = await readHealth();
  return (
    <>
      <PageHead title="Health" meta="How the installation is doing now. Reload for new figures." />
      <div className="grid gap-6 lg:grid-cols-2">
        <Card title="Running">
          <KeyValue
            items={[
              { label: 'Version', value: health.version },
              { label: 'Up for', value: duration(health.upSeconds) },
              { label: 'Disk', value: <DiskWords disk={health.disk} /> },
            ]}
          />
        </Card>
        <Card title="Database">
          <KeyValue
            items={[
              { label: 'PostgreSQL', value: health.databaseVersion },
              { label: 'Size', value: bytes(health.databaseBytes) },
              { label: 'Oldest unsealed event', value: <SealWords seconds={health.sealLagSeconds} /> },
            ]}
          />
        </Card>
        <Card title="Waiting work">
          <KeyValue items={workOf(health)} />
        </Card>
      </div>
    </>
  );
}

function workOf({ mailWaiting, oldestMail, rotationsWaiting }: Health) {
  const count = formatNumber(mailWaiting, 'en');
  return [
    {
      label: 'Letters not sent yet',
      value: oldestMail ? (
        <>
          {count}, the oldest <Time at={oldestMail} />
        </>
      ) : (
        count
      ),
    },
    { label: 'Key rotations to do', value: formatNumber(rotationsWaiting, 'en') },
  ];
}

function SealWords({ seconds }: { seconds: number }) {
  const words = seconds < 1 ? 'none' : `${formatNumber(seconds, 'en', 0)} s`;
  return seconds > SLOW_SEAL_SECONDS ? (
    <Badge tone="danger">{words}: the sealer may have stopped</Badge>
  ) : (
    words
  );
}

function DiskWords({ disk }: { disk: Disk | null }) {
  if (!disk) return 'unknown';
  const words = `${bytes(disk.freeBytes)} free of ${bytes(disk.totalBytes)}`;
  return disk.freeBytes < disk.totalBytes * LITTLE_DISK ? <Badge tone="warning">{words}</Badge> : words;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

function bytes(count: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), UNITS.length - 1);
  return `${formatNumber(count / 1000 ** power, 'en', power === 0 ? 0 : 1)} ${UNITS[power] ?? ''}`;
}

function duration(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`;
}
