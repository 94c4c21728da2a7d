/** Enough of an address for its owner to know it by, and too little for anybody else to write to it. */
export function hintOf(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}
