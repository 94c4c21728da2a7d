import { Controller, Get, Header, Headers, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Id } from '../../platform/http/parameters.js';
import { Public } from '../../platform/http/permission.js';
import { OnThisMachine } from '../../platform/http/this-machine.js';
import { readerLanguage } from '../../platform/i18n/language.js';
import { KeptMailQuery } from './mailbox.dto.js';
import { Mailbox } from './mailbox.service.js';

const HTML = 'text/html; charset=utf-8';

/** The development mailbox as pages, for whoever sits at this machine. */
@ApiExcludeController()
@UseGuards(OnThisMachine)
@Controller('mails')
export class MailboxPagesController {
  constructor(private readonly mailbox: Mailbox) {}

  @Public()
  @Get()
  @Header('content-type', HTML)
  @Header('cache-control', 'no-store')
  list(@Query() query: KeptMailQuery, @Headers('accept-language') languages?: string): Promise<string> {
    return this.mailbox.listPage(query, readerLanguage(languages));
  }

  @Public()
  @Get(':id')
  @Header('content-type', HTML)
  @Header('cache-control', 'no-store')
  one(@Id() id: string, @Headers('accept-language') languages?: string): Promise<string> {
    return this.mailbox.page(id, readerLanguage(languages));
  }

  @Public()
  @Get(':id/html')
  @Header('content-type', HTML)
  @Header('cache-control', 'no-store')
  html(@Id() id: string): Promise<string> {
    return this.mailbox.html(id);
  }
}
