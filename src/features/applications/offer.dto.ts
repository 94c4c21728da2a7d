import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../../platform/http/instant.js';
import { OneLines } from '../../platform/http/one-line.js';
import { LANGUAGE_CODES } from '../../platform/i18n/language-codes.js';

export class OfferTimeDto {
  @IsInstant()
  startsAt: string;

  @IsInstant()
  endsAt: string;
}

/** What a mentor brings. */
export class OfferRequest {
  @OneLines(20, 1, 60)
  expertise: string[];

  /** Spoken, as ISO 639-1 codes such as ko. */
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsIn(LANGUAGE_CODES, { each: true })
  languages: string[];

  /** When they are there. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OfferTimeDto)
  times?: OfferTimeDto[];

  /** Most teams at the same time; left out or null: as the organizers see fit. */
  @IsOptional()
  @ApiProperty({ type: Number, nullable: true, required: false })
  @IsInt()
  @Min(0)
  @Max(50)
  maxTeams?: number | null;
}

export class OfferView {
  expertise: string[];
  languages: string[];
  times: OfferTimeDto[];
  @ApiProperty({ type: Number, nullable: true })
  maxTeams: number | null;
}
