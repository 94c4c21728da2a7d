import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Lets rows slide to their new places when their order changed. Only what really moved moves, and nothing where the
 * reader asked for less motion. Rows carry `data-slide` with a name of their own.
 */
export function useSlide(container: RefObject<HTMLElement | null>, version: unknown): void {
  const tops = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: places are compared when the version changes
  useLayoutEffect(() => {
    const rows = container.current?.querySelectorAll<HTMLElement>('[data-slide]') ?? [];
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const seen = new Map<string, number>();
    for (const row of rows) {
      const name = row.dataset.slide ?? '';
      const before = tops.current.get(name);
      seen.set(name, row.offsetTop);
      if (isCalm || tops.current.size === 0) continue;
      if (before === undefined) row.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 400 });
      else if (before !== row.offsetTop) {
        row.animate(
          [{ transform: `translateY(${before - row.offsetTop}px)` }, { transform: 'translateY(0)' }],
          { duration: 500, easing: 'cubic-bezier(0.2, 0, 0, 1)' },
        );
      }
    }
    tops.current = seen;
  }, [version]);
}
