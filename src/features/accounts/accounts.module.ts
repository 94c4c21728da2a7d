import { Module } from '@nestjs/common';
import { RateLimitModule } from '../../platform/http/rate-limit.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { MailModule } from '../mail/mail.module.js';
import { AccessTokens } from './access-tokens.service.js';
import { AccountAdminController } from './account-admin.controller.js';
import { AccountAdmin } from './account-admin.service.js';
import { AccountLinks } from './account-links.service.js';
import { Accounts } from './accounts.service.js';
import { AddressUndo } from './address-undo.service.js';
import { Addresses } from './addresses.service.js';
import { AuthController } from './auth.controller.js';
import { Credentials } from './credentials.service.js';
import { Entrance } from './entrance.service.js';
import { Identities } from './identities.service.js';
import { LostAccessController } from './lost-access.controller.js';
import { MailAdminController } from './mail-admin.controller.js';
import { MailAdmin } from './mail-admin.service.js';
import { MeController } from './me.controller.js';
import { MySessionsController } from './my-sessions.controller.js';
import { MySessions } from './my-sessions.service.js';
import { OidcController } from './oidc.controller.js';
import { OidcProviders } from './oidc-providers.service.js';
import { OidcSignIn } from './oidc-sign-in.service.js';
import { PasswordReset } from './password-reset.service.js';
import { Passwords } from './passwords.service.js';
import { Proofs } from './proofs.service.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SecondFactorCodes } from './second-factor-codes.service.js';
import { SecondFactors } from './second-factors.service.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';
import { SignInGuesses } from './sign-in-guesses.service.js';
import { SignInSteps } from './sign-in-steps.service.js';

@Module({
  imports: [AuditModule, MailModule, RateLimitModule],
  controllers: [
    AuthController,
    LostAccessController,
    MeController,
    AccountAdminController,
    MailAdminController,
    OidcController,
    SecondFactorController,
    MySessionsController,
  ],
  providers: [
    Accounts,
    AccountAdmin,
    AccountLinks,
    Addresses,
    AddressUndo,
    PasswordReset,
    AccessTokens,
    Credentials,
    MailAdmin,
    Passwords,
    Sessions,
    SignIn,
    Entrance,
    Identities,
    MySessions,
    OidcProviders,
    OidcSignIn,
    Proofs,
    SecondFactorCodes,
    SecondFactors,
    SignInGuesses,
    SignInSteps,
  ],
  exports: [Accounts, AccountAdmin, Addresses, Credentials, Proofs, SecondFactors],
})
export class AccountsModule {}
