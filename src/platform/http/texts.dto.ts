import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsObject, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Texts } from '../i18n/language.js';

/** One text in Korean and English. */
export class TextsDto implements Texts {
  @IsString()
  @MaxLength(20_000)
  ko: string;

  @IsString()
  @MaxLength(20_000)
  en: string;
}

/** A bilingual field of a request. A plain string stands for both languages, as a script would send it. */
export const BilingualText = () =>
  applyDecorators(
    ApiProperty({
      type: TextsDto,
      description: 'Text in Korean and English; a plain string stands for both.',
    }),
    Transform(({ value }) =>
      typeof value === 'string' ? Object.assign(new TextsDto(), { ko: value, en: value }) : value,
    ),
    Type(() => TextsDto),
    // ValidateNested alone takes a missing value and a list for valid.
    IsObject(),
    ValidateNested(),
  );
