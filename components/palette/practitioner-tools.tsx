'use client';
import { vault } from '@/lib/vault/vault';
import type { ConsolePage } from './console-page';
import { ConsoleTools } from './console-tools';

const lock = () => void vault.lock();

/** For the shell of an organization, whose people have keys. */
export function PractitionerTools(props: { pages: ConsolePage[]; organizationId: string }) {
  return <ConsoleTools {...props} lock={lock} />;
}
