const STORAGE_KEY = 'wellkept.recent-pages';
const MOST = 6;

/**
 * Addresses of pages of the palette's own list, newest first, for this tab. No name of a patient or a study is kept: what is
 * shown again comes from the list, and that is the signed-in person's.
 */
export function recentPages(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberPage(href: string): void {
  const next = [href, ...recentPages().filter((each) => each !== href)].slice(0, MOST);
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  } catch {
    // Storage can be switched off; the list then begins with the side bar's pages.
  }
}
