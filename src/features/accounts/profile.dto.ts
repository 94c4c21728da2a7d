import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional, ValidateBy } from 'class-validator';
import { nameKey } from '../../platform/http/name-key.js';
import { OneLine, OneLines } from '../../platform/http/one-line.js';
import { LANGUAGE_CODES } from '../../platform/i18n/language-codes.js';
import { BACKGROUNDS, type Background } from './profile.js';

const IsLanguageCode = () =>
  ValidateBy(
    {
      name: 'isLanguageCode',
      validator: {
        validate: (value) => LANGUAGE_CODES.includes(value),
        defaultMessage: () => '$property must be ISO 639-1 codes',
      },
    },
    { each: true },
  );

/** What a person brings to a team; every part may be empty. */
export class ProfileRequest {
  /** null takes it back. */
  @IsOptional()
  @ApiProperty({ type: String, enum: BACKGROUNDS, nullable: true })
  @IsIn(BACKGROUNDS)
  background?: Background | null;

  /** Hospital, university or company. */
  @IsOptional()
  @OneLine(0, 200)
  affiliation?: string;

  /** Each at most 40 characters; none twice, however it is written. */
  @IsOptional()
  @OneLines(20, 1, 40)
  @ArrayUnique((skill: unknown) => (typeof skill === 'string' ? nameKey(skill) : skill))
  skills?: string[];

  /** Spoken, as ISO 639-1 codes such as ko, those spoken best first. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsLanguageCode()
  languages?: string[];
}
