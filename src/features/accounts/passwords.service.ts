import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { randomSecret } from '../../platform/config/secret-hash.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { TRY_AGAIN } from '../../platform/http/http.errors.js';

/** https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html (19 MiB each) */
const ARGON2ID = 2;
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Hashes at the same time; the rest wait in line, so that a flood of sign-ins cannot take all the memory. */
const AT_ONCE = 4;
/** Whoever waits takes a few KB: a hall of people who sign up in the same second all get their turn. */
const IN_LINE = 1_000;

@Injectable()
export class Passwords implements OnModuleInit {
  private running = 0;
  private readonly line: (() => void)[] = [];
  /** Of a password that nobody has: comparing with it takes as long as comparing with a real one. */
  private nobodys: string;

  async onModuleInit(): Promise<void> {
    this.nobodys = await this.hash(randomSecret(24));
  }

  /** @throws TRY_AGAIN when too many wait */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(typed(password), PARAMETERS));
  }

  /** Whether the password is the one of the hash; null, for an account that does not exist, takes the same time. */
  matches(stored: string | null, password: string): Promise<boolean> {
    return this.inTurn(async () => {
      const same = await verify(stored ?? this.nobodys, typed(password));
      return same && stored !== null;
    });
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.line.length >= IN_LINE) throw new DomainError(TRY_AGAIN);
      // Whoever leaves hands the place over, so `running` stays as it is.
      await new Promise<void>((resolve) => this.line.push(resolve));
    } else {
      this.running++;
    }
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      if (next) next();
      else this.running--;
    }
  }
}

/** Keyboards compose letters differently; the password is the same (NIST SP 800-63B, 5.1.1.2). */
const typed = (password: string): string => password.normalize('NFKC');
