import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SetUpForm } from '@/components/installation/set-up-form';
import { AuthLayout } from '@/components/layout/auth-layout';
import { needsSetUp } from '@/lib/installation/first-administrator';

export const metadata: Metadata = { title: 'Set up' };
export const dynamic = 'force-dynamic';

/** Exists until there is an administrator. */
export default async function SetUpPage() {
  if (!(await needsSetUp())) notFound();
  return (
    <AuthLayout title="Set up Wellkept" width="sm" skipLabel="Skip to content">
      <p className="mb-4 text-ink-2">
        Make the first administrator. They create organizations and invite managers; they see no patient data.
      </p>
      <SetUpForm />
    </AuthLayout>
  );
}
