const IMPATIENT_MS = 5_000;

export interface Progress {
  /** Runs one step and prints a line when it is done; a long one shows that it is still at work. */
  step<T>(label: { doing: string; done: string }, run: () => Promise<T>): Promise<T>;
  line(text: string): void;
}

export function progressOn(write: (text: string) => void, began = Date.now()): Progress {
  const since = () => `${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s`;
  const line = (text: string) => write(`${since()}  ${text}\n`);
  return {
    line,
    async step(label, run) {
      const waiting = setInterval(() => line(`${label.doing} …`), IMPATIENT_MS);
      waiting.unref();
      try {
        const result = await run();
        line(label.done);
        return result;
      } finally {
        clearInterval(waiting);
      }
    },
  };
}
