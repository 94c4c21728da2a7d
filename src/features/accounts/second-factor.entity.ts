import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from './account.entity.js';

/** A person's authenticator app (RFC 6238). */
@Entity()
export class SecondFactor {
  @ForeignKey(() => Account)
  @PrimaryColumn('uuid')
  accountId: string;

  /** Sealed with a key that is not in the database. */
  @Column('text')
  secret: string;

  /** Null: shown, but no code of it was seen yet, so it asks nobody for anything. */
  @Column('timestamptz', { nullable: true })
  confirmedAt: Date | null;

  /** The time step of the last code that was taken: that one and those before it are used up. */
  @Column('int', { default: 0 })
  lastStep: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
