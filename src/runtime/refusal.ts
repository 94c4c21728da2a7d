/** Why something cannot be done, in a sentence for the person at the terminal: shown without a stack. */
export class Refusal extends Error {
  override name = 'Refusal';
}
