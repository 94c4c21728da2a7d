/** How long a captain who is asked may take to say that they are there. */
export const CLAIM_HOURS = 24;
