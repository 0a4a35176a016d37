/** A stream of bytes, as stores give and scanners take it. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Where to send a file, for whoever holds the address. */
export interface SignedUpload {
  url: string;
  /** To be sent along as they stand. */
  headers: Readonly<Record<string, string>>;
}

/** Where files lie: an object store or a directory. Keys are paths of letters, digits, `-` and `/`. */
export interface FileStore {
  /** An address to which one file of exactly this size can be PUT until then. */
  signUpload(
    key: string,
    file: { sizeBytes: number; sha256: string; now: Date; expiresAt: Date },
  ): Promise<SignedUpload>;
  /** An address from which the file can be fetched until then, as a download of that name and never as a page. */
  signDownload(
    key: string,
    file: { fileName: string; mediaType: string; now: Date; expiresAt: Date },
  ): Promise<string>;
  /** Puts a file there without an address, as programs of the vendor do. */
  write(key: string, content: Uint8Array): Promise<void>;
  /** Replaces `to`; false where nothing lies at `from`. */
  move(from: string, to: string): Promise<boolean>;
  /** Null where nothing lies there. */
  read(key: string): Promise<Bytes | null>;
  /** Whether it was there or not. */
  remove(key: string): Promise<void>;
}

/** Looks for malicious software. */
export interface Scanner {
  /**
   * @returns what was found, or null for a clean file
   * @throws ScannerUnavailable when nobody can tell right now
   */
  scan(content: Bytes): Promise<string | null>;
}

export class ScannerUnavailable extends Error {
  override readonly name = 'ScannerUnavailable';
}

export interface Files {
  store: FileStore;
  /** Without one, files are marked as unscanned. */
  scanner: Scanner | null;
}
