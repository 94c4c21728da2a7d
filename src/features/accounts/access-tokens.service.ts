import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import type { PageQuery } from '../../platform/http/page.js';
import type { AccessTokenPage, AccessTokenRequest, NewAccessTokenView } from './access-tokens.dto.js';

@Injectable()
export class AccessTokens {
  create(_actor: Actor, _body: AccessTokenRequest): Promise<NewAccessTokenView> {
    throw new Error('not there yet');
  }
  list(_actor: Actor, _query: PageQuery): Promise<AccessTokenPage> {
    throw new Error('not there yet');
  }
  revoke(_actor: Actor, _id: string): Promise<void> {
    throw new Error('not there yet');
  }
}
