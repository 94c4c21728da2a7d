import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error.js';
import { BAD_REQUEST, UNSUPPORTED_MEDIA_TYPE } from '../http/http.errors.js';
import { FILE_MISSING, UPLOAD_INTERRUPTED } from './storage.errors.js';

/** A multipart request with one field `file` and some text fields, whatever their order. */
export interface Upload<Saved> {
  file: Saved;
  fileName: string;
  fields: Record<string, string>;
}

/**
 * Reads a multipart upload. The file goes to `save` while it arrives; text fields are small and are collected.
 * @throws FILE_MISSING without exactly one field `file`, UPLOAD_INTERRUPTED
 */
export async function readUpload<Saved>(
  request: FastifyRequest,
  save: (source: Readable) => Promise<Saved>,
  discard: (saved: Saved) => Promise<void>,
): Promise<Upload<Saved>> {
  if (!request.isMultipart()) throw new DomainError(UNSUPPORTED_MEDIA_TYPE);
  const fields: Record<string, string> = {};
  const saved: { file: Saved; fileName: string }[] = [];
  try {
    const gone = whenGone(request.raw);
    const parts = request.parts({ limits: { files: 2, fields: 10, fieldSize: 10_000 } });
    for (;;) {
      const { value: part, done } = await Promise.race([parts.next(), gone]);
      if (done) break;
      if (part.type === 'field') fields[part.fieldname] = String(part.value);
      else if (part.fieldname === 'file' && saved.length === 0) {
        saved.push({ file: await save(part.file), fileName: (part.filename ?? '').slice(-200) });
      } else throw new DomainError(FILE_MISSING);
    }
    const only = saved[0];
    if (!only) throw new DomainError(FILE_MISSING);
    return { ...only, fields };
  } catch (error) {
    // What is still arriving is read and dropped: left alone, it would stand before the next request on this connection,
    // and closed, the connection might be reset before the client has read why.
    request.raw.unpipe();
    request.raw.resume();
    for (const { file } of saved) await discard(file);
    throw brokenForm(error) ?? error;
  }
}

/**
 * Rejects when the client is gone before its request was whole. The parser of forms can miss that when it happens
 * between two parts, while a file is being written: it would then wait for ever, or take what it has for all.
 */
function whenGone(raw: IncomingMessage): Promise<never> {
  const gone = new Promise<never>((_resolve, reject) => {
    raw.once('close', () => {
      if (!raw.complete) reject(new DomainError(UPLOAD_INTERRUPTED));
    });
  });
  // It counts only while somebody waits for the next part.
  gone.catch(() => undefined);
  return gone;
}

/** The parser of forms says only in words that a form broke off or names no usable boundary. */
function brokenForm(error: unknown): DomainError | null {
  const { message } = error as Error;
  if (/unexpected end of multipart data/i.test(message)) return new DomainError(UPLOAD_INTERRUPTED);
  return /^Multipart: |^The needle /.test(message) ? new DomainError(BAD_REQUEST) : null;
}
