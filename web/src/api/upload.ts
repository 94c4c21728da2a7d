import { currentLanguage } from '../i18n/language.js';
import { Problem, problemFrom, unreachable } from './problem.js';

export interface Upload {
  method: 'POST' | 'PUT';
  url: string;
  file: File;
  fields?: Record<string, string>;
  /** A retry with the same key is the same entry. */
  idempotencyKey?: string;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** Thrown when the person stopped it. */
export const STOPPED = 'STOPPED';

/** Sends a file. XMLHttpRequest, because fetch does not tell how far an upload is. */
export function upload<T>(request: Upload): Promise<T> {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    // Fields first: the server reads them before it takes the file's stream.
    for (const [name, value] of Object.entries(request.fields ?? {})) if (value) body.append(name, value);
    body.append('file', request.file);
    const sending = new XMLHttpRequest();
    sending.open(request.method, request.url);
    sending.responseType = 'text';
    sending.setRequestHeader('Accept-Language', currentLanguage());
    if (request.idempotencyKey) sending.setRequestHeader('Idempotency-Key', request.idempotencyKey);
    sending.upload.onprogress = ({ loaded, total }) => request.onProgress(total > 0 ? loaded / total : 0);
    sending.upload.onload = () => request.onProgress(1);
    sending.onload = () => {
      const answered = parsed(sending.responseText);
      if (sending.status >= 200 && sending.status < 300) resolve(answered as T);
      else reject(problemFrom(sending.status, answered));
    };
    sending.onerror = () => reject(unreachable());
    sending.onabort = () => reject(new Problem(0, STOPPED, null));
    request.signal.addEventListener('abort', () => sending.abort(), { once: true });
    sending.send(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A random UUID, also on plain http in a conference network, where crypto.randomUUID is missing. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
