import { useEffect, useReducer } from 'react';
import { useLanguage } from '../i18n/language.js';
import { clock, readerZone, relative, sameClock, zoneName } from '../lib/time.js';

/** The present, at every drawing, and drawn as often as what is shown needs it. */
export function useNow(every = 30_000): Date {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(redraw, every);
    return () => clearInterval(timer);
  }, [every]);
  return new Date();
}

/** "Fri 17:00 KST", as text: for sentences. */
export function useExact(zone: string): (at: string | Date) => string {
  const { language } = useLanguage();
  return (at) => {
    const date = new Date(at);
    return `${clock(date, zone, language, new Date())} ${zoneName(date, zone, language)}`;
  };
}

/** "in 2 h 14 min · Fri 17:00 KST · 09:00 your time". A deadline changes its tone once, an hour before. */
export function Moment({ at, zone, deadline = false }: { at: string; zone: string; deadline?: boolean }) {
  const { t, language } = useLanguage();
  const date = new Date(at);
  const isNear = Math.abs(date.getTime() - Date.now()) < 2 * 60_000;
  const now = useNow(isNear ? 1_000 : 15_000);
  const left = date.getTime() - now.getTime();
  const isUrgent = deadline && left > 0 && left < 3_600_000;
  const mine = readerZone();
  return (
    <time dateTime={date.toISOString()}>
      <span className={isUrgent ? 'time-urgent' : undefined}>{relative(date, now, t)}</span>
      <span className="time-exact">
        {' · '}
        {clock(date, zone, language, now)} {zoneName(date, zone, language)}
        {!sameClock(date, zone, mine) && (
          <>
            {' · '}
            {t('time.yours', { time: clock(date, mine, language, now) })}
          </>
        )}
      </span>
    </time>
  );
}

/** How long ago something was, with the exact time at hand. Clocks that differ a little never put it in the future. */
export function Ago({ at, zone }: { at: string; zone?: string }) {
  const { t, language } = useLanguage();
  const date = new Date(at);
  const now = useNow();
  const shown = zone ?? readerZone();
  const exact = `${clock(date, shown, language, now)} ${zoneName(date, shown, language)}`;
  return (
    <time dateTime={date.toISOString()} title={exact}>
      {relative(date < now ? date : now, now, t)}
    </time>
  );
}

/** The exact time alone. */
export function Exact({ at, zone }: { at: string; zone?: string }) {
  const exact = useExact(zone ?? readerZone());
  return <time dateTime={new Date(at).toISOString()}>{exact(at)}</time>;
}
