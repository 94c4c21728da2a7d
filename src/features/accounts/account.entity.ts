import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Language } from '../../platform/i18n/language.js';
import type { Background } from './profile.js';

@Entity()
export class Account {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** Stored in lower case; unique. */
  @Column('text', { unique: true })
  email: string;

  /** When somebody who reads mail there said so. */
  @Column('timestamptz', { nullable: true })
  emailVerifiedAt: Date | null;

  @Column('text')
  name: string;

  @Column('text', { default: 'en' })
  locale: Language;

  /** argon2id, PHC string; null: signs in with a provider alone. Never selected unless asked for. */
  @Column('text', { select: false, nullable: true })
  passwordHash: string | null;

  @Column('text', { nullable: true })
  background: Background | null;

  @Column('text', { default: '' })
  affiliation: string;

  @Column('text', { array: true, default: '{}' })
  skills: string[];

  @Column('text', { array: true, default: '{}' })
  languages: string[];

  @Column('boolean', { default: false })
  isAdmin: boolean;

  @Column('boolean', { default: false })
  canCreateEvents: boolean;

  /** Answers for data sets of this installation. */
  @Column('boolean', { default: false })
  isSteward: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  /** Since then the row is nobody's: a pseudonym for what events keep. */
  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;
}
