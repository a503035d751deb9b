/** The item whose address is the longest beginning of the path: the one to mark as current. */
export function currentHref(hrefs: string[], pathname: string): string | undefined {
  return hrefs
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}
