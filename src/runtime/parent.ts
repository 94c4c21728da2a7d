/**
 * A child of `up` must not outlive it. `up` holds the other end of the child's standard input:
 * the kernel closes it whichever way `up` ends, kill -9 included.
 */
export function exitWithParent(): void {
  if (!process.env.DATATHON_PARENT_PIPE) return;
  const stop = () => process.kill(process.pid, 'SIGTERM');
  process.stdin.on('end', stop);
  process.stdin.on('error', stop);
  process.stdin.resume();
}
