import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answer, api, type Me } from './client.js';
import { Problem } from './problem.js';

/**
 * The cookie is out of a script's reach, so this browser notes that somebody signed in here:
 * without the note a visitor's page asks for nobody's account, and nothing is refused.
 */
const NOTE = 'signed-in';

async function fetchMe(): Promise<Me | null> {
  if (localStorage.getItem(NOTE) === null) return null;
  try {
    return await answer(api.GET('/api/v1/me'));
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    localStorage.removeItem(NOTE);
    return null;
  }
}

export const meKey = ['me'];

/** The signed-in person; null: nobody; undefined: not known yet. */
export function useMe(): Me | null | undefined {
  return useQuery({ queryKey: meKey, queryFn: fetchMe, staleTime: 60_000 }).data;
}

/** Call with who signed in, or null for who signed out: nothing that was read before may stay. */
export function useSessionChange(): (me: Me | null) => void {
  const queries = useQueryClient();
  return useCallback(
    (me) => {
      if (me) localStorage.setItem(NOTE, '1');
      else localStorage.removeItem(NOTE);
      queries.clear();
      queries.setQueryData(meKey, me);
    },
    [queries],
  );
}
