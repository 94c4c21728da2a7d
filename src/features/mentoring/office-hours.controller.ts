import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { Bookings } from './bookings.service.js';
import {
  BookingRequest,
  CancelRequest,
  MoveRequest,
  OfficeHoursRequest,
  SlotPage,
  SlotQuery,
  SlotsView,
  SlotView,
} from './office-hours.dto.js';
import { OfficeSlots } from './office-slots.service.js';

@ApiTags('mentoring')
@Controller()
export class OfficeHoursController {
  constructor(
    private readonly slots: OfficeSlots,
    private readonly bookings: Bookings,
  ) {}

  /** Office hours: what a team can book and has booked, a mentor's own, all for organizers. */
  @Allow('read')
  @Get('events/:slug/office-hours')
  list(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: SlotQuery,
  ): Promise<SlotPage> {
    return this.slots.list(actor, slug, query, new Date());
  }

  /** A mentor offers office hours, singly or as a series, on the clock of the event's time zone. */
  @Allow('submit')
  @Post('events/:slug/office-hours')
  offer(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: OfficeHoursRequest,
  ): Promise<SlotsView> {
    return this.slots.offer(actor, slug, body, new Date());
  }

  /** Takes a slot out of the offer: its mentor, or an organizer. A team that had booked it is told. */
  @Allow('submit')
  @Post('office-hours/:id/withdraw')
  @HttpCode(204)
  withdraw(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: CancelRequest): Promise<void> {
    return this.slots.withdraw(actor, id, body.message ?? '');
  }

  /** Books a slot for the own team. Of two teams at the same moment one gets it. */
  @Allow('submit')
  @Post('office-hours/:id/book')
  @HttpCode(200)
  book(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: BookingRequest): Promise<SlotView> {
    return this.bookings.book(actor, id, body.topic ?? '', new Date());
  }

  /** Moves the own team's booking to another slot; where that fails, the old one is kept. */
  @Allow('submit')
  @Post('office-hours/:id/move')
  @HttpCode(200)
  move(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: MoveRequest): Promise<SlotView> {
    return this.bookings.move(actor, id, body.to, new Date());
  }

  /** Cancels a booking: the team, the mentor, or an organizer. The slot is free again, and the others are told. */
  @Allow('submit')
  @Post('office-hours/:id/cancel')
  @HttpCode(200)
  cancel(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: CancelRequest): Promise<SlotView> {
    return this.bookings.cancel(actor, id, body.message ?? '', new Date());
  }

  /** A booking for one's calendar, as iCalendar. */
  @Allow('read')
  @Get('office-hours/:id/calendar.ics')
  @Header('Content-Type', 'text/calendar; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="office-hour.ics"')
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  calendar(@CurrentActor() actor: Actor, @Id() id: string): Promise<string> {
    return this.slots.calendar(actor, id, new Date());
  }
}
