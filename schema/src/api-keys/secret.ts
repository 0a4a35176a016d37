import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'tl_';
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's: none of its signs is taken for another
const RANDOM_SIGNS = 32; // of 5 bits: 160
const CHECK_SIGNS = 6;

/** A new secret: `tl_`, 160 random bits, and six signs by which a mistyped or cut one is known without a database. */
export function newSecret(): string {
  const random = [...randomBytes(RANDOM_SIGNS)].map((byte) => ALPHABET[byte & 31]).join('');
  return PREFIX + random + checkOf(random);
}

/** Whether a bearer token is meant as an API key, well-formed or not. */
export function isApiKey(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** Whether it can be a secret of ours. */
export function isWellFormed(secret: string): boolean {
  const body = secret.slice(PREFIX.length);
  const random = body.slice(0, RANDOM_SIGNS);
  return (
    body.length === RANDOM_SIGNS + CHECK_SIGNS &&
    [...body].every((sign) => ALPHABET.includes(sign)) &&
    body.slice(RANDOM_SIGNS) === checkOf(random)
  );
}

/** What is kept of a secret. 160 random bits cannot be guessed from it, however fast the hash. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** How a secret begins: 20 of its 160 bits, for people to tell it from others. */
export function hintOf(secret: string): string {
  return secret.slice(0, PREFIX.length + 4);
}

function checkOf(random: string): string {
  const hash = createHash('sha256').update(random).digest();
  return [...hash.subarray(0, CHECK_SIGNS)].map((byte) => ALPHABET[byte & 31]).join('');
}
