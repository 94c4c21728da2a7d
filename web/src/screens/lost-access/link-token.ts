import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';

/**
 * The secret of a mailed link stands behind the #: it is sent to no server but by us. Null where the address lacks it.
 * A render only reads it: React may throw a first render away, and the next one must find it still there. Another link
 * that is opened in the same tab brings another one.
 */
export function useLinkToken(): string | null {
  const found = /^#([\w-]{43})$/.exec(useLocation().hash)?.[1] ?? null;
  const [token, setToken] = useState(found);
  if (found !== null && found !== token) setToken(found);
  useEffect(() => {
    // It need not stay in the history of a ward's computer. The router keeps it until the reader goes on.
    if (found) history.replaceState(history.state, '', location.pathname);
  }, [found]);
  return token;
}
