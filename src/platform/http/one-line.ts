import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsString, Length, ValidateBy } from 'class-validator';

/**
 * An emoji may be made of several characters, some of them invisible (joiners, variation selectors, tags): a family, a
 * flag, a heart in colour. Only whole ones as Unicode recommends them for interchange (UTS 51) are let through.
 * Written as a text because the flag `v` is newer than the language that we compile to.
 */
const EMOJI = new RegExp(['\\p{RGI_Emoji}', '\\p{Extended_Pictographic}[\\uFE0E\\uFE0F]'].join('|'), 'gv');

/**
 * Line breaks and other control characters, half characters (lone surrogates), what only looks like a space (U+2800), what
 * each machine draws as it likes (private use), and all that Unicode calls ignorable by default: characters without
 * width, fillers, marks that turn the direction of writing. With them one name could be made to look like another.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800]/u;

/** More marks on one letter than any language needs; they would be drawn over the lines around. */
const HEAP = /\p{M}{6,}/u;

/** The same name written the same way: composed (Macs send Hangul decomposed), no outer, double or special spaces. */
export const asOneLine = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .replace(/^ | $/g, '');

/** Whether a text is one line in which everything can be seen. Whoever takes names from elsewhere asks this too. */
export function isOneLine(text: string): boolean {
  const plain = text.replace(EMOJI, '');
  return !UNSEEN.test(plain) && !HEAP.test(plain);
}

const Seen = (each: boolean) =>
  ValidateBy(
    {
      name: 'oneLine',
      validator: {
        validate: (value) => typeof value === 'string' && isOneLine(value),
        defaultMessage: () => '$property must be one line of visible characters',
      },
    },
    { each },
  );

const tidy = (value: unknown) => (typeof value === 'string' ? asOneLine(value) : value);

/** A name: one line of visible text, `min` to `max` characters after outer spaces are cut off. */
export const OneLine = (min: number, max: number) =>
  applyDecorators(
    ApiProperty({ type: String, minLength: min, maxLength: max }),
    Transform(({ value }) => tidy(value)),
    IsString(),
    Length(min, max),
    Seen(false),
  );

/** A list of up to `count` such texts. */
export const OneLines = (count: number, min: number, max: number) =>
  applyDecorators(
    ApiProperty({
      type: 'array',
      maxItems: count,
      items: { type: 'string', minLength: min, maxLength: max },
    }),
    Transform(({ value }) => (Array.isArray(value) ? value.map(tidy) : value)),
    IsArray(),
    ArrayMaxSize(count),
    IsString({ each: true }),
    Length(min, max, { each: true }),
    Seen(true),
  );
