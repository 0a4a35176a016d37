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
  | 'era'
  | 'evt'
  | 'flt'
  | 'lab'
  | 'wat'
  | 'fee'
  | 'fmb'
  | 'frp'
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
  | 'pho'
  | 'pps'
  | 'pst'
  | 'pvs'
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
  | 'top'
  | 'tse'
  | 'wha'
  | 'whd'
  | 'whe'
  | 'whs';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's, in lower case: sorts like its value

let last = { time: 0, random: 0n };

/** A new id such as `tkt_01k7…`: 48 bits of time, then 80 random ones, so that those of a process sort by creation. */
export function newId(prefix: IdPrefix): string {
  const time = Date.now();
  last =
    time > last.time
      ? { time, random: randomBits(10) >> 1n } // half of them: the others of this millisecond are greater
      : { time: last.time, random: last.random + 1n + randomBits(4) };
  return `${prefix}_${encode(BigInt(last.time), 10)}${encode(last.random, 16)}`;
}

function randomBits(bytes: number): bigint {
  return BigInt(`0x${randomBytes(bytes).toString('hex')}`);
}

function encode(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest >>= 5n) text = ALPHABET[Number(rest & 31n)] + text;
  return text;
}
