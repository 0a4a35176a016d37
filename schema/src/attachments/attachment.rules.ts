import { Problem } from '../problem.ts';

/** 25 MB, as mail servers count them. */
export const MAX_BYTES = 25 * 1024 * 1024;
export const MAX_PER_MESSAGE = 10;
/** How many uploads one person may have that are attached to nothing. */
export const MAX_LOOSE = 50;
export const UPLOAD_MINUTES = 15;
export const DOWNLOAD_MINUTES = 5;
/** An upload that is attached to nothing for so long is removed. */
export const KEPT_LOOSE_HOURS = 24;

// What a double click runs or installs. Scripts of the web (.js, .html, .svg) are part of many a question, and harmless
// as a download.
const RUNS_BY_NAME = new Set(
  'apk app appx bat chm cmd com cpl deb dll dmg exe gadget hta inf ins iso jar lnk msi msix msp mst pif pkg ps1 psm1 reg rpm scf scr sct shb sys vb vbe vbs vhd vxd wsc wsf wsh xll'.split(
    ' ',
  ),
);
const RUNS_BY_TYPE =
  /^application\/(x-(msdownload|msdos-program|msi|dosexec|executable|mach-binary|ms-shortcut)|vnd\.microsoft\.portable-executable|java-archive|vnd\.android\.package-archive|hta)$/;

/** Whether a file of this name or type is one that runs: such are refused before they are sent. */
export function isProgram({ fileName, mediaType }: { fileName: string; mediaType: string }): boolean {
  const ending = /\.([^.]+)$/.exec(fileName.trimEnd().replace(/\.+$/, ''))?.[1];
  return (ending !== undefined && RUNS_BY_NAME.has(ending.toLowerCase())) || RUNS_BY_TYPE.test(mediaType);
}

/** Bytes with which programs begin: Windows, Linux, macOS in both byte orders, Java; and links of Windows. */
const PROGRAM_HEADS = [
  '4d5a',
  '7f454c46',
  'feedface',
  'feedfacf',
  'cefaedfe',
  'cffaedfe',
  'cafebabe',
  '4c0000000114020000000000c000000000000046',
];

/** How many bytes `beginsLikeProgram` looks at. */
export const HEAD_BYTES = 20;

/** Whether the content is a program, whatever its name says. */
export function beginsLikeProgram(head: Uint8Array): boolean {
  const hex = Array.from(head.subarray(0, HEAD_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return PROGRAM_HEADS.some((start) => hex.startsWith(start));
}

// What browsers show and do not run. Everything else is served as bytes of no kind, and all of it as a download.
const HARMLESS =
  /^(image\/(png|jpeg|gif|webp)|application\/(pdf|json|zip)|text\/(plain|csv)|audio\/(mpeg|wav|ogg)|video\/mp4)$/;

/** The type that a file is served as. */
export function servedType(mediaType: string): string {
  return HARMLESS.test(mediaType) ? mediaType : 'application/octet-stream';
}

/** Where a store keeps a file: what arrives, what is checked, and what nobody may fetch. */
export const places = {
  incoming: (key: string) => `incoming/${key}`,
  kept: (key: string) => `files/${key}`,
  quarantine: (key: string) => `quarantine/${key}`,
};

/** What was to be uploaded is not there, or not all of it. */
export class UploadIncompleteProblem extends Problem {
  readonly code = 'UPLOAD_INCOMPLETE';
  readonly expectedBytes: number;
  readonly receivedBytes: number;

  constructor(expectedBytes: number, receivedBytes: number) {
    super({
      fr: `Reçu ${receivedBytes} octets sur ${expectedBytes} : envoyez le fichier entier à l’adresse signée.`,
      en: `Received ${receivedBytes} of ${expectedBytes} bytes: send the whole file to the signed address.`,
    });
    this.expectedBytes = expectedBytes;
    this.receivedBytes = receivedBytes;
  }
}

/** The content is not the one that was announced. */
export class UploadDamagedProblem extends Problem {
  readonly code = 'UPLOAD_DAMAGED';

  constructor() {
    super({
      fr: 'Le contenu reçu n’a pas la somme de contrôle annoncée : envoyez-le de nouveau.',
      en: 'The content received does not have the announced checksum: send it again.',
    });
  }
}

/** A program is nothing that support takes. */
export class FileRefusedProblem extends Problem {
  readonly code = 'FILE_REFUSED';

  constructor() {
    super({
      fr: 'Les programmes et les installeurs ne sont pas acceptés, quel que soit leur nom.',
      en: 'Programs and installers are not taken, whatever their name.',
    });
  }
}

/** The scanner gives no answer; the upload is kept. */
export class ScanUnavailableProblem extends Problem {
  readonly code = 'SCAN_UNAVAILABLE';

  constructor() {
    super({
      fr: 'L’analyse antivirus ne répond pas : terminez l’envoi dans un moment, le fichier est conservé.',
      en: 'The virus scan gives no answer: complete the upload in a while, the file is kept.',
    });
  }
}
