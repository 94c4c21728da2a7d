import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import type { AccountPage, AccountQuery, AccountView } from './account-admin.dto.js';

@Injectable()
export class AccountAdmin {
  list(_actor: Actor, _query: AccountQuery): Promise<AccountPage> {
    throw new Error('not there yet');
  }
  setEventCreation(_actor: Actor, _id: string, _allowed: boolean): Promise<AccountView> {
    throw new Error('not there yet');
  }
}
