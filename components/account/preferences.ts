import 'client-only';
import { LOCALE_COOKIE, type Locale } from '@/lib/i18n/locale';

export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

const YEAR_S = 31_536_000;

/** A preference of this device; no secret, so that the page may set it without asking the server. */
export function keepPreference(name: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_S}; samesite=lax${secure}`;
}

export function chooseTheme(theme: Theme): void {
  keepPreference('theme', theme);
  document.documentElement.dataset['theme'] = theme;
}

export function chooseLocale(locale: Locale): void {
  keepPreference(LOCALE_COOKIE, locale);
}
