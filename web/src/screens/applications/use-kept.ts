import { useEffect, useRef } from 'react';

const PAUSE = 1_200;
/** What browsers send for a page that is being closed: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const MOST_WHEN_LEAVING = 60_000;

/**
 * Keeps what is being written: after a pause, and at once when the page is hidden, left or closed, so that nothing is
 * lost with it. `save` is told whether the request has to outlive the page.
 * @returns what to call when something was kept in another way, or was not kept after all
 */
export function useKept(written: string, save: (outlives: boolean) => void) {
  const kept = useRef(written);
  const latest = useRef({ written, save });
  latest.current = { written, save };

  useEffect(() => {
    if (written === kept.current) return;
    const timer = setTimeout(() => {
      kept.current = written;
      latest.current.save(false);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [written]);

  useEffect(() => {
    const flush = () => {
      const { written: now, save: keep } = latest.current;
      if (now === kept.current) return;
      kept.current = now;
      keep(new Blob([now]).size < MOST_WHEN_LEAVING);
    };
    const hidden = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', flush);
      // To another screen of this page.
      flush();
    };
  }, []);

  return {
    isKept: () => {
      kept.current = latest.current.written;
    },
    isNotKept: () => {
      kept.current = '';
    },
  };
}
