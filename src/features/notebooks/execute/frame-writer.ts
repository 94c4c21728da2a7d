import type { Frame } from '../../../sandbox/sandbox.js';
import type { ExecutorClaims, HeldRun } from './claims.js';

/** How often what a run shows is written down, in milliseconds. */
const PACE = 200;
/** Frames in one statement, and their texts together in characters. */
const BATCH = 200;
const BATCH_SIZE = 1 << 20;

/** Writes a run's frames in order, in batches; texts of one stream that follow each other become one. */
export class FrameWriter {
  private waiting: Frame[] = [];
  private now = { elapsedMs: 0, memoryBytes: 0, cell: null as number | null };
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private changed = false;

  /** @param lost is called when the run is no longer this process's */
  constructor(
    private readonly claims: ExecutorClaims,
    private readonly run: HeldRun,
    private readonly lost: () => void,
  ) {
    this.timer = setInterval(() => this.flush(), PACE);
  }

  add(frame: Frame): void {
    this.changed = true;
    if (frame.type === 'usage') {
      this.now = { ...this.now, elapsedMs: frame.elapsedMs, memoryBytes: frame.memoryBytes };
      return;
    }
    if (frame.type === 'cell') this.now.cell = frame.cell;
    const last = this.waiting.at(-1);
    if (
      frame.type === 'output' &&
      last?.type === 'output' &&
      frame.cell === last.cell &&
      frame.output.kind === 'text' &&
      last.output.kind === 'text' &&
      frame.output.stream === last.output.stream &&
      last.output.text.length < BATCH_SIZE / 4
    ) {
      const text = last.output.text + frame.output.text;
      this.waiting[this.waiting.length - 1] = { ...last, output: { ...last.output, text } };
    } else this.waiting.push(frame);
  }

  /** All that was added is written, or cannot be, when this returns. */
  async end(): Promise<void> {
    clearInterval(this.timer);
    this.flush();
    await this.writing;
  }

  private flush(): void {
    if (!this.changed) return;
    this.changed = false;
    this.writing = this.writing.then(() => this.writeAll()).catch(() => undefined);
  }

  private async writeAll(): Promise<void> {
    do {
      const batch: Frame[] = [];
      let size = 0;
      while (this.waiting.length > 0 && batch.length < BATCH && size < BATCH_SIZE) {
        const frame = this.waiting.shift() as Frame;
        batch.push(frame);
        size += frame.type === 'output' ? JSON.stringify(frame).length : 0;
      }
      if (!(await this.claims.write(this.run, batch, this.now))) this.lost();
    } while (this.waiting.length > 0);
  }
}
