'use client';
import { createContext, useContext, type ReactNode } from 'react';

export type Home = { label: string; href: string };
const HomeContext = createContext<Home | null>(null);

/** What every page in a shell is part of, so that each breadcrumb can begin there. */
export function ShellHome({ home, children }: { home: Home | null; children: ReactNode }) {
  return <HomeContext value={home}>{children}</HomeContext>;
}

export function useShellHome(): Home | null {
  return useContext(HomeContext);
}
