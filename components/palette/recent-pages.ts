const MOST = 6;

/**
 * Addresses of pages of the palette's own list, newest first. In memory only: nothing of where somebody was outlives the
 * page that sign-out leaves, and no name of a patient or a study is kept.
 */
let visited: string[] = [];

export function recentPages(): string[] {
  return visited;
}

export function rememberPage(href: string): void {
  visited = [href, ...visited.filter((each) => each !== href)].slice(0, MOST);
}
