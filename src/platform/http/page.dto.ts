import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { DomainError } from './domain-error.js';
import { BAD_CURSOR } from './http.errors.js';

/** Query of every list. */
export class PageQuery {
  /** Rows in one answer, 1 to 200. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number = 50;

  /** `nextCursor` of the previous answer. */
  @IsOptional()
  @IsString()
  @MaxLength(400)
  cursor?: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The documented class of a page of T: `class EventPage extends pageOf(EventView) {}`. */
export function pageOf<T>(item: new () => T) {
  class PageOf implements Page<T> {
    @ApiProperty({ type: [item] })
    items: T[];
    /** Give it as `cursor` for the next rows; null at the end. */
    @ApiProperty({ type: String, nullable: true })
    nextCursor: string | null;
  }
  return PageOf;
}

/** Offset of a cursor; lists here are short and change rarely, so an offset in an opaque cursor is enough. */
export function cursorOffset(query: PageQuery): number {
  if (!query.cursor) return 0;
  const offset = Number(Buffer.from(query.cursor, 'base64url').toString('utf8'));
  if (!Number.isInteger(offset) || offset < 0 || offset > 1e7) throw new DomainError(BAD_CURSOR);
  return offset;
}

/** Makes a page from rows that were fetched with `limit + 1`, which tells whether there are more. */
export function pageFrom<T>(rows: T[], query: PageQuery): Page<T> {
  const limit = query.limit ?? 50;
  const more = rows.length > limit;
  const next = cursorOffset(query) + limit;
  return {
    items: rows.slice(0, limit),
    nextCursor: more ? Buffer.from(String(next)).toString('base64url') : null,
  };
}
