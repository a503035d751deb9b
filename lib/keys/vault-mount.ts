import 'server-only';
import { currentAccount } from '@/lib/auth/session';
import { vaultWorkerUrl } from './vault-bundle';

/** What a page's vault starts from. Nothing in it is secret. */
export type VaultMount = {
  userId: string;
  userType: 'practitioner' | 'patient' | 'super_admin';
  workerUrl: string;
};

/** For the root layout; null while nobody is signed in. */
export async function currentVaultMount(): Promise<VaultMount | null> {
  const account = await currentAccount();
  return account && { userId: account.id, userType: account.userType, workerUrl: await vaultWorkerUrl() };
}
