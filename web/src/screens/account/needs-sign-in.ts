import { Problem } from '../../api/problem.js';

/** What a screen for signed-in people shows to whoever is not. */
export const needsSignIn = () => new Problem(401, 'UNAUTHENTICATED', null);
