import { randomBytes } from 'node:crypto';

/** What an id is an id of; the prefix says it everywhere: SQL, logs, webhooks, GraphQL. */
export type IdPrefix =
  | 'abs'
  | 'acc'
  | 'act'
  | 'afb'
  | 'art'
  | 'arv'
  | 'att'
  | 'bkg'
  | 'cal'
  | 'cer'
  | 'clk'
  | 'clu'
  | 'con'
  | 'crs'
  | 'ctd'
  | 'ctl'
  | 'ctr'
  | 'eng'
  | 'evt'
  | 'flt'
  | 'lab'
  | 'wat'
  | 'fee'
  | 'grt'
  | 'hfd'
  | 'hrv'
  | 'inc'
  | 'inm'
  | 'inv'
  | 'key'
  | 'les'
  | 'lin'
  | 'low'
  | 'mai'
  | 'mat'
  | 'mee'
  | 'mse'
  | 'mrv'
  | 'msg'
  | 'mtg'
  | 'ntc'
  | 'obj'
  | 'obl'
  | 'olk'
  | 'ovr'
  | 'par'
  | 'pau'
  | 'per'
  | 'pps'
  | 'prf'
  | 'prg'
  | 'quo'
  | 'rbk'
  | 'rej'
  | 'rep'
  | 'rev'
  | 'ses'
  | 'sit'
  | 'slo'
  | 'sop'
  | 'ste'
  | 'stp'
  | 'stf'
  | 'sts'
  | 'stu'
  | 'sub'
  | 'sxl'
  | 'tam'
  | 'tea'
  | 'tkt'
  | 'tse'
  | 'wha'
  | 'whd'
  | 'whe'
  | 'whs';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's, in lower case: sorts like its value

/** A new id such as `tkt_01k7…`: 48 bits of time, then 80 random ones, so that ids sort by creation. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${encode(BigInt(Date.now()), 10)}${encode(BigInt(`0x${randomBytes(10).toString('hex')}`), 16)}`;
}

function encode(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest >>= 5n) text = ALPHABET[Number(rest & 31n)] + text;
  return text;
}
