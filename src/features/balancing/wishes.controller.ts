import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { WishPage, WishPeopleQuery, WishPersonPage, WishRequest } from './wishes.dto.js';
import { Wishes } from './wishes.service.js';

@ApiTags('balancing')
@Controller('events/:slug/wishes')
export class WishesController {
  constructor(private readonly wishes: Wishes) {}

  /** One's own wishes about whom to be in a team with. */
  @Allow('read')
  @Get()
  list(@CurrentActor() actor: Actor, @Param('slug') slug: string): Promise<WishPage> {
    return this.wishes.list(actor, slug, new Date());
  }

  /** Participants whom a wish may be about, by name. */
  @Allow('read')
  @Get('people')
  people(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: WishPeopleQuery,
  ): Promise<WishPersonPage> {
    return this.wishes.people(actor, slug, query);
  }

  /** Wishes to be with somebody, or not with them. */
  @Allow('submit')
  @Post()
  give(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Body() body: WishRequest,
  ): Promise<WishPage> {
    return this.wishes.give(actor, slug, body, new Date());
  }

  /** Takes back what one said about this person. */
  @Allow('submit')
  @Delete(':accountId')
  @HttpCode(204)
  takeBack(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Id('accountId') accountId: string,
  ): Promise<void> {
    return this.wishes.takeBack(actor, slug, accountId, new Date());
  }
}
