import { LRUCache } from 'lru-cache';
import type { Live } from './live.js';

/**
 * A memory in front of the database that forgets at once when `live` says that a topic changed, and remembers
 * nothing while live is deaf. `ttl` (ms) is only the last resort.
 */
export class Remembered<Value extends object> {
  private readonly values: LRUCache<string, { value: Value; topics: readonly string[] }>;
  private readonly keysByTopic = new Map<string, Set<string>>();
  /** Counts forgettings, so that a value loaded before a change is not kept after it. */
  private epoch = 0;

  constructor(
    private readonly live: Live,
    options: { max: number; ttl: number },
  ) {
    this.values = new LRUCache({ ...options, dispose: ({ topics }, key) => this.unlink(key, topics) });
    live.onAny((topic) => {
      this.epoch++;
      if (topic === null) this.values.clear();
      else for (const key of [...(this.keysByTopic.get(topic) ?? [])]) this.values.delete(key);
    });
  }

  peek(key: string): Value | undefined {
    return this.live.isHearing ? this.values.get(key)?.value : undefined;
  }

  /** The value of `key`, loaded if need be. `load` also names the topics whose change makes it stale. */
  async get(
    key: string,
    load: () => Promise<{ value: Value; topics: readonly string[]; ttl?: number }>,
  ): Promise<Value> {
    const known = this.peek(key);
    if (known) return known;
    const epoch = this.epoch;
    const { value, topics, ttl } = await load();
    if (this.live.isHearing && epoch === this.epoch) this.remember(key, value, topics, ttl);
    return value;
  }

  private remember(key: string, value: Value, topics: readonly string[], ttl?: number): void {
    this.values.set(key, { value, topics }, ttl === undefined ? {} : { ttl });
    for (const topic of topics) {
      if (!this.keysByTopic.has(topic)) this.keysByTopic.set(topic, new Set());
      this.keysByTopic.get(topic)?.add(key);
    }
  }

  private unlink(key: string, topics: readonly string[]): void {
    for (const topic of topics) {
      const keys = this.keysByTopic.get(topic);
      keys?.delete(key);
      if (keys?.size === 0) this.keysByTopic.delete(topic);
    }
  }
}
