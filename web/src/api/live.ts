import { useEffect, useRef, useState } from 'react';

const POLL = 5_000;

/**
 * Calls back when the server says that something changed, and when the stream comes back. While the stream is down,
 * every few seconds instead: some conference networks let no stream through.
 * @returns whether changes arrive by themselves.
 */
export function useLive(url: string | null, onChange: () => void): boolean {
  const callback = useRef(onChange);
  callback.current = onChange;
  const [isLive, setLive] = useState(true);

  useEffect(() => {
    if (url === null) return;
    let polling: ReturnType<typeof setInterval> | undefined;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource | undefined;

    const open = () => {
      source = new EventSource(url);
      source.onopen = () => {
        clearInterval(polling);
        polling = undefined;
        setLive(true);
        callback.current();
      };
      source.addEventListener('changed', () => callback.current());
      source.onerror = () => {
        setLive(false);
        polling ??= setInterval(() => callback.current(), POLL);
        // The browser reconnects by itself unless it was answered with an error.
        if (source?.readyState === EventSource.CLOSED) {
          clearTimeout(reopening);
          reopening = setTimeout(open, 3 * POLL);
        }
      };
    };
    open();
    return () => {
      source?.close();
      clearInterval(polling);
      clearTimeout(reopening);
    };
  }, [url]);

  return isLive;
}
