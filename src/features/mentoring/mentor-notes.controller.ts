import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { NotePage, NoteRequest, NoteView } from './mentor-notes.dto.js';
import { MentorNotes } from './mentor-notes.service.js';

@ApiTags('mentoring')
@Controller('teams/:id/notes')
export class MentorNotesController {
  constructor(private readonly notes: MentorNotes) {}

  /** Private notes on a team, newest first; for its mentors and organizers, never for the team. */
  @Allow('read')
  @Get()
  list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<NotePage> {
    return this.notes.list(actor, id, query);
  }

  /** Writes a private note. */
  @Allow('submit')
  @Post()
  write(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: NoteRequest): Promise<NoteView> {
    return this.notes.write(actor, id, body.text);
  }

  /** Changes one's own note. */
  @Allow('submit')
  @Put(':noteId')
  edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('noteId') noteId: string,
    @Body() body: NoteRequest,
  ): Promise<NoteView> {
    return this.notes.edit(actor, id, noteId, body.text);
  }

  /** Removes one's own note. */
  @Allow('submit')
  @Delete(':noteId')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Id() id: string, @Id('noteId') noteId: string): Promise<void> {
    return this.notes.remove(actor, id, noteId);
  }
}
