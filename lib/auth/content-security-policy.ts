type Policy = { nonce: string; isDevelopment: boolean };

/**
 * What a page may load. Only scripts that carry this request's nonce run, and what those load themselves; nothing inline,
 * nothing from elsewhere, no frames.
 */
export function contentSecurityPolicy({ nonce, isDevelopment }: Policy): string {
  // The development server evaluates code, adds <style> elements and reloads over a WebSocket. None of it is built.
  const script = isDevelopment ? " 'unsafe-eval'" : '';
  const style = isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  const connect = isDevelopment ? "'self' ws:" : "'self'";
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${script}`,
    `style-src ${style}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Headers that are the same for every answer. */
export function securityHeaders(appOrigin: string): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    // Not no-referrer: a browser would then send "Origin: null" with a form, and the origin check would refuse it.
    'referrer-policy': 'same-origin',
    'permissions-policy':
      'accelerometer=(), browsing-topics=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), ' +
      'magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    ...(appOrigin.startsWith('https://') && {
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    }),
  };
}
