import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Observable } from 'rxjs';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';

/** In place of a topic: something changed, and whoever changed it could not say what. */
const ANYTHING = '*';

/**
 * Says between processes that something changed, and never what: a topic is a name such as `task:ID`.
 * A message may be lost (Redis restarts); whoever listens must be able to ask the database again.
 */
@Injectable()
export class Live implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('live');
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly anyListeners = new Set<(topic: string | null) => void>();
  private readonly channel: string;
  private hearing = false;
  /** Something changed while nobody could be told. */
  private unsaid = false;

  constructor(@Inject(CONFIG) config: Config) {
    this.channel = `${config.redisPrefix}.live`;
    const options = { lazyConnect: true, retryStrategy: (tries: number) => Math.min(tries * 100, 2_000) };
    this.publisher = new Redis(config.redisUrl, {
      ...options,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
    });
    this.subscriber = new Redis(config.redisUrl, {
      ...options,
      maxRetriesPerRequest: null,
      autoResubscribe: false,
    });
  }

  async onModuleInit(): Promise<void> {
    for (const connection of [this.publisher, this.subscriber]) {
      connection.on('error', (error: Error) => this.logger.debug(`Redis: ${error.message}`));
    }
    this.subscriber.on('ready', () => void this.listen());
    this.subscriber.on('close', () => {
      this.hearing = false;
      this.tellAny(null);
    });
    // What was said into a broken connection is made up for: the others may have come back before us.
    this.publisher.on('ready', () => {
      if (!this.unsaid) return;
      this.unsaid = false;
      this.say(ANYTHING);
    });
    this.subscriber.on('message', (_channel, topic: string) => {
      if (topic === ANYTHING) return this.tellAll();
      this.tellAny(topic);
      for (const listener of this.listeners.get(topic) ?? []) listener();
    });
    this.publisher.connect().catch(() => undefined);
    this.subscriber.connect().catch(() => undefined);
  }

  async onModuleDestroy(): Promise<void> {
    this.publisher.disconnect();
    this.subscriber.disconnect();
  }

  /** True while messages arrive; what is remembered on the strength of messages must be forgotten while it is false. */
  get isHearing(): boolean {
    return this.hearing;
  }

  /** Call after the commit. Never throws and never waits: the change is already safe. */
  changed(...topics: string[]): void {
    for (const topic of topics) {
      // What this process remembers is forgotten before its answer leaves; the other processes hear of it.
      this.tellAny(topic);
      this.say(topic);
    }
  }

  /** Calls back for every message, and with null when the connection was lost or came back. Returns the end of it. */
  onAny(listener: (topic: string | null) => void): () => void {
    this.anyListeners.add(listener);
    return () => this.anyListeners.delete(listener);
  }

  /** Emits when one of the topics changed, and after every lost connection, when anything may have. */
  watch(...topics: string[]): Observable<void> {
    return new Observable((subscriber) => {
      const listener = () => subscriber.next();
      for (const topic of topics) {
        if (!this.listeners.has(topic)) this.listeners.set(topic, new Set());
        this.listeners.get(topic)?.add(listener);
      }
      return () => {
        for (const topic of topics) {
          const set = this.listeners.get(topic);
          set?.delete(listener);
          if (set?.size === 0) this.listeners.delete(topic);
        }
      };
    });
  }

  private async listen(): Promise<void> {
    try {
      await this.subscriber.subscribe(this.channel);
      this.hearing = true;
      this.tellAll();
    } catch (error) {
      this.logger.debug(`subscribe: ${(error as Error).message}`);
    }
  }

  private say(topic: string): void {
    this.publisher.publish(this.channel, topic).catch(() => {
      this.unsaid = true;
    });
  }

  /** Anything may have changed. */
  private tellAll(): void {
    this.tellAny(null);
    for (const set of this.listeners.values()) for (const listener of set) listener();
  }

  private tellAny(topic: string | null): void {
    for (const listener of this.anyListeners) listener(topic);
  }
}
