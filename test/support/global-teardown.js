import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  const started = globalThis.__datathonServices;
  if (!started) return;
  await started.services.stop();
  rmSync(started.dir, { recursive: true, force: true });
}
