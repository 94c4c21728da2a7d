import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import type { MeRequest, MeView, PasswordChangedView, PasswordRequest } from './accounts.dto.js';

@Injectable()
export class Accounts {
  me(_id: string): Promise<MeView> {
    throw new Error('not there yet');
  }
  change(_actor: Actor, _body: MeRequest): Promise<MeView> {
    throw new Error('not there yet');
  }
  changePassword(_actor: Actor, _body: PasswordRequest): Promise<PasswordChangedView> {
    throw new Error('not there yet');
  }
}
