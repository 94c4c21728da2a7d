import { Module } from '@nestjs/common';
import { RateLimitModule } from '../../platform/http/rate-limit.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { AccessTokens } from './access-tokens.service.js';
import { AccountAdminController } from './account-admin.controller.js';
import { AccountAdmin } from './account-admin.service.js';
import { Accounts } from './accounts.service.js';
import { AuthController } from './auth.controller.js';
import { Credentials } from './credentials.service.js';
import { MeController } from './me.controller.js';
import { Passwords } from './passwords.service.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';

@Module({
  imports: [AuditModule, RateLimitModule],
  controllers: [AuthController, MeController, AccountAdminController],
  providers: [Accounts, AccountAdmin, AccessTokens, Credentials, Passwords, Sessions, SignIn],
  exports: [Accounts, AccountAdmin, Credentials],
})
export class AccountsModule {}
