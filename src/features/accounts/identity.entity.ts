import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Account } from './account.entity.js';

/** Somebody's account with an OpenID Connect provider, with which they sign in here. */
@Entity()
@Unique(['issuer', 'subject'])
export class Identity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index()
  @ForeignKey(() => Account)
  @Column('uuid')
  accountId: string;

  @Column('text')
  issuer: string;

  /** The provider's own name for the person. It never changes; an e-mail address may. */
  @Column('text')
  subject: string;

  /** What the provider last said the address is: so that the person recognises it, and for nothing else. */
  @Column('text', { nullable: true })
  email: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  linkedAt: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;
}
