import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';

interface Toast {
  id: number;
  text: string;
}

interface Announcer {
  /** Says it to screen readers alone: what changed live is on the screen already. */
  announce: (text: string) => void;
  /** Shows it for some seconds, and says it. */
  toast: (text: string) => void;
}

const AnnouncerContext = createContext<Announcer>({ announce: () => {}, toast: () => {} });

export const useAnnouncer = () => useContext(AnnouncerContext);

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState('');
  const [toasts, setToasts] = useState<Toast[]>([]);
  const next = useRef(0);

  const announce = useCallback((text: string) => setSaid(text), []);
  const toast = useCallback((text: string) => {
    const id = next.current++;
    setToasts((shown) => [...shown.slice(-2), { id, text }]);
    setTimeout(() => setToasts((shown) => shown.filter((one) => one.id !== id)), 6_000);
  }, []);
  const announcer = useMemo(() => ({ announce, toast }), [announce, toast]);

  return (
    <AnnouncerContext value={announcer}>
      {children}
      <div className="visually-hidden" aria-live="polite" data-testid="announcements">
        {said}
      </div>
      <div className="toasts" role="status">
        {toasts.map(({ id, text }) => (
          <div key={id} className="toast">
            {text}
          </div>
        ))}
      </div>
    </AnnouncerContext>
  );
}
