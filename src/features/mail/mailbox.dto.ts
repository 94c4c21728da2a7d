import { IsOptional, IsString, MaxLength } from 'class-validator';
import { type Page, PageQuery } from '../../platform/http/page.dto.js';
import type { Mail } from './mail.entity.js';

export class KeptMailQuery extends PageQuery {
  /** Whose mails: an address as a whole. */
  @IsOptional()
  @IsString()
  @MaxLength(320)
  to?: string;
}

export type KeptMail = Pick<
  Mail,
  | 'id'
  | 'kind'
  | 'category'
  | 'address'
  | 'language'
  | 'subject'
  | 'body'
  | 'url'
  | 'unsubscribeUrl'
  | 'status'
  | 'createdAt'
  | 'notBefore'
  | 'sentAt'
>;

export type KeptMailPage = Page<KeptMail>;
