import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { createTransport, type Transporter } from 'nodemailer';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { MailClaim } from './mail-claims.service.js';
import { renderMail } from './mail-message.js';

/** How many messages one worker hands over at the same time. */
export const CONNECTIONS = 4;

const SECOND = 1_000;

/** Hands messages to the mail server. What is given in the address (`?socketTimeout=…`) counts before what is set here. */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  private readonly transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.transport = config.smtpUrl === null ? null : connectTo(config.smtpUrl, config.production);
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }

  /** False: there is no server, and messages are kept where the development mailbox shows them. */
  get isThere(): boolean {
    return this.transport !== null;
  }

  /** Resolves when the server has taken the message upon itself. */
  async send(mail: MailClaim): Promise<void> {
    // One address and nothing else: a list, or a name with it, could reach somebody who was not meant.
    if (!isEmail(mail.address)) throw Object.assign(new Error('no address'), { code: 'EENVELOPE' });
    const { publicUrl, mailFrom } = this.config;
    await this.transport?.sendMail({
      from: mailFrom,
      to: { name: '', address: mail.address },
      envelope: { from: addressOf(mailFrom), to: [mail.address] },
      subject: mail.subject,
      ...renderMail(mail, publicUrl),
      textEncoding: 'base64',
      // The same at every try, so that whoever gets it twice can tell.
      messageId: `<${mail.id}@${domainOf(mailFrom)}>`,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': mail.language,
        ...(mail.unsubscribeUrl === null
          ? {}
          : {
              'List-Unsubscribe': `<${mail.unsubscribeUrl}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }
}

function connectTo(address: string, production: boolean): Transporter {
  return createTransport({
    url: address,
    pool: true,
    maxConnections: CONNECTIONS,
    // Whether a message is tried again is the row's word alone.
    maxRequeues: 0,
    idleTimeout: 15 * SECOND,
    connectionTimeout: 15 * SECOND,
    greetingTimeout: 15 * SECOND,
    // Some servers read a message for a while before they take it; who gives up too early sends it twice (RFC 5321, 4.5.3.2.6).
    socketTimeout: 120 * SECOND,
    // Links that open an account do not travel in the clear, unless the address says otherwise or the server is here.
    ...(production && !isHere(address) ? { requireTLS: true } : {}),
  } as never);
}

function isHere(address: string): boolean {
  return /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(address).hostname);
}

const addressOf = (sender: string): string => /<([^<>]*)>$/.exec(sender)?.[1] ?? sender;

const domainOf = (sender: string): string => addressOf(sender).split('@')[1] ?? '';
