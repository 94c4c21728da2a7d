/** What a command says and exits with 2 for, where no file's content is at fault. */
export class UsageError extends Error {}
