import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import type { InvitationRequest, InvitationView, NewInvitationView, TeamView } from './teams.dto.js';

@Injectable()
export class Invitations {
  create(_actor: Actor, _id: string, _body: InvitationRequest, _now: Date): Promise<NewInvitationView> {
    throw new Error('not there yet');
  }
  revoke(_actor: Actor, _id: string, _invitationId: string): Promise<void> {
    throw new Error('not there yet');
  }
  get(_actor: Actor, _code: string, _now: Date): Promise<InvitationView> {
    throw new Error('not there yet');
  }
  accept(_actor: Actor, _code: string, _now: Date): Promise<TeamView> {
    throw new Error('not there yet');
  }
}
