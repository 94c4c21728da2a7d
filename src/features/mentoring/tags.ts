import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsString, Length, MaxLength } from 'class-validator';
import { asOneLine } from '../../platform/http/one-line.js';

const clean = (value: unknown): unknown => {
  if (!Array.isArray(value)) return value;
  const tags = value.map((one) => (typeof one === 'string' ? asOneLine(one.replace(/\p{C}/gu, ' ')) : one));
  return [...new Set(tags)].filter((one) => one !== '');
};

/** Short words such as "survival analysis": each once, one line, at most 40 characters. */
export const Tags = (most: number) =>
  applyDecorators(
    ApiProperty({ type: [String], maxItems: most }),
    Transform(({ value }) => clean(value)),
    IsArray(),
    ArrayMaxSize(most),
    IsString({ each: true }),
    MaxLength(40, { each: true }),
  );

/** What a person writes in some lines, `min` to `max` characters, composed (NFC) and without blanks around it. */
export const Prose = (min: number, max: number) =>
  applyDecorators(
    ApiProperty({ type: String, minLength: min, maxLength: max }),
    Transform(({ value }) => (typeof value === 'string' ? value.normalize('NFC').trim() : value)),
    IsString(),
    Length(min, max),
  );
