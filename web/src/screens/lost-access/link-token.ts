import { useState } from 'react';

/** The secret of a mailed link stands behind the #: it is sent to no server but by us. Null where the address lacks it. */
export function useLinkToken(): string | null {
  const [token] = useState(() => {
    const found = /^#([\w-]{43})$/.exec(location.hash)?.[1] ?? null;
    // It need not stay in the history of a ward's computer.
    if (found) history.replaceState(history.state, '', location.pathname);
    return found;
  });
  return token;
}
