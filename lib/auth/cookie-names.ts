/** __Host- binds a cookie to this very origin and path; browsers accept the prefix over https only. */
export function cookieName(name: 'session' | 'csrf' | 'callback', appOrigin: string): string {
  return isHttps(appOrigin) ? `__Host-wellkept-${name}` : `wellkept-${name}`;
}

export function isHttps(appOrigin: string): boolean {
  return appOrigin.startsWith('https://');
}
