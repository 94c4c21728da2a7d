import { catchError, EMPTY, from, type OperatorFunction, of, switchMap, takeWhile } from 'rxjs';
import { DomainError } from '../http/domain-error.js';

const OVER = Symbol('over');

/**
 * Looks at every sign, and ends once looking is refused. While the database is away nothing is said and nothing ends:
 * a browser gives up for good where a stream that it opens again is answered with an error.
 * @param look rejects with a DomainError when the reader's rights are gone
 */
export function whileAllowed<Sign, Seen>(look: (sign: Sign) => Promise<Seen>): OperatorFunction<Sign, Seen> {
  return (signs) =>
    signs.pipe(
      switchMap((sign) =>
        from(look(sign)).pipe(
          catchError((error: unknown) => (error instanceof DomainError ? of(OVER as typeof OVER) : EMPTY)),
        ),
      ),
      takeWhile((seen): seen is Seen => seen !== OVER),
    );
}
