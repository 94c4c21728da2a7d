import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailCategory } from './mail-kind.js';

/** What a person wants to be written about. Without a row: everything. */
@Entity()
export class MailPreference {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('text')
  category: MailCategory;

  @Column('boolean')
  wanted: boolean;
}
