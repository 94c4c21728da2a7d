import { Injectable } from '@nestjs/common';

@Injectable()
export class Passwords {
  hash(_password: string): Promise<string> {
    throw new Error('not there yet');
  }
}
