'use client';
import { useEffect } from 'react';

/** On pages for people who are not signed in: whatever an ended session left of its keys is wiped. */
export function VaultGone() {
  useEffect(() => {
    void import('@/lib/vault/vault').then(({ vault }) => vault.forget());
  }, []);
  return null;
}
