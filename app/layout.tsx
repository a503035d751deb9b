import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { LiveRegion } from '@/components/ui/live-region';
import { PageMinute } from '@/components/ui/page-minute';
import { cn } from '@/lib/cn';
import { currentLocale } from '@/lib/i18n/translator';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Wellkept', template: '%s · Wellkept' },
  description: 'A consent-gated exchange for patient-generated health data.',
  icons: { icon: '/icon.svg' },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0b0f14' },
  ],
};

/** What a page is drawn for. Cookies are text from outside: only the values we know become attributes. */
async function circumstances() {
  const jar = await cookies();
  const theme = jar.get('theme')?.value;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    locale: await currentLocale(),
    now: Date.now(),
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, locale, now } = await circumstances();
  const nonce = (await headers()).get('x-nonce') ?? undefined;

  return (
    <html lang={locale} data-theme={theme} className={cn(GeistSans.variable, GeistMono.variable)}>
      <head>
        {/* React Aria adds two small style elements and looks here for the nonce; the browser hides its value. */}
        {nonce && <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />}
      </head>
      <body className="min-h-dvh font-sans">
        <PageMinute at={now}>{children}</PageMinute>
        <LiveRegion />
      </body>
    </html>
  );
}
