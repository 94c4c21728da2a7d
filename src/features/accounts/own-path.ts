/** The address to go to after signing in: one of our own pages, or `fallback`. */
export function ownPath(next: string | undefined, origin: string, fallback = '/'): string {
  if (!next?.startsWith('/') || next.length > 1000 || !URL.canParse(next, origin)) return fallback;
  const url = new URL(next, origin);
  // "//evil", "/\evil" and "/<tab>/evil" all parse to another host; a path may still begin with two slashes afterwards.
  if (url.origin !== origin || url.pathname.startsWith('//') || /^\/api(\/|$)/.test(url.pathname))
    return fallback;
  return url.pathname + url.search + url.hash;
}
