/** One place in what was sent that is wrong; see application/problem+json of the API. */
export interface ProblemPlace {
  code: string;
  path?: string;
  detail?: string;
  count?: number;
  examples?: { line: number | null; column?: string; value: string; problem?: string; suggestion?: string }[];
}

/** What the API refused, in words for the reader. Status 0: it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string | null,
    readonly places: ProblemPlace[] = [],
    readonly params: Record<string, unknown> = {},
  ) {
    super(detail ?? code);
  }

  /** Whether asking again may well succeed. */
  get passes(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** Reads a refusal from a body that should be application/problem+json. */
export function problemFrom(status: number, body: unknown): Problem {
  const given = (typeof body === 'object' && body !== null ? body : {}) as {
    code?: string;
    detail?: string;
    errors?: ProblemPlace[];
    params?: Record<string, unknown>;
  };
  return new Problem(
    status,
    given.code ?? 'UNEXPECTED',
    given.detail ?? null,
    Array.isArray(given.errors) ? given.errors : [],
    given.params,
  );
}

export const unreachable = () => new Problem(0, 'UNREACHABLE', null);
