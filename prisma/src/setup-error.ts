/** Something the person at the terminal has to put right; the message is the one sentence that says what. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
