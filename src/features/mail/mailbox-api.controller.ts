import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../platform/http/permission.js';
import { OnThisMachine } from '../../platform/http/this-machine.js';
import { KeptMailPage, KeptMailQuery } from './mailbox.dto.js';
import { Mailbox } from './mailbox.service.js';

/** The development mailbox for scripts and tests on this machine: `GET /api/v1/mailbox?to=ada@example.org`. */
@ApiExcludeController()
@UseGuards(OnThisMachine)
@Controller('mailbox')
export class MailboxApiController {
  constructor(private readonly mailbox: Mailbox) {}

  @Public()
  @Get()
  @Header('cache-control', 'no-store')
  list(@Query() query: KeptMailQuery): Promise<KeptMailPage> {
    return this.mailbox.list(query);
  }
}
