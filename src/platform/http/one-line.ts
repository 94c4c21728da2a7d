import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Length, ValidateBy } from 'class-validator';

/**
 * Line breaks, other control characters, half characters (lone surrogates), and characters that are invisible or turn
 * the direction of writing: with them one name could be made to look like another.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** The same name written the same way: composed (Macs send Hangul decomposed), no outer or double spaces. */
export const asOneLine = (text: string): string => text.normalize('NFC').trim().replace(/ +/g, ' ');

/** A name: one line of visible text, `min` to `max` characters after outer spaces are cut off. */
export const OneLine = (min: number, max: number) =>
  applyDecorators(
    ApiProperty({ type: String, minLength: min, maxLength: max }),
    Transform(({ value }) => (typeof value === 'string' ? asOneLine(value) : value)),
    IsString(),
    Length(min, max),
    ValidateBy({
      name: 'oneLine',
      validator: {
        validate: (value) => typeof value === 'string' && !UNSEEN.test(value),
        defaultMessage: () => '$property must be one line of visible characters',
      },
    }),
  );
