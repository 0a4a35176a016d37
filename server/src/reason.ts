/** What graphql-js and our scalars say of a value after the value itself, without quoting it. */
const SHAPES: RegExp[] = [
  /(?<why>Field "\w+" of required type "[\w![\]]+" was not provided\.)$/,
  /(?<why>Field "\w+" is not defined by type "\w+"\.( Did you mean ["\w ,]+\?)?)$/,
  /(?<why>Expected non-nullable type "[\w![\]]+" not to be null\.)$/,
  /(?<why>Expected type "\w+" to be an object\.)$/,
  /(?<what>Value) ".*" (?<why>does not exist in "\w+" enum\.( Did you mean the enum value ["\w ,]+\?)?)$/s,
  /(?<what>Enum "\w+") cannot represent non-string value: .*$/s,
  /(?<what>\w+) cannot represent (?<form>(a )?non[\w -]+value): .*$/s,
  /(?<what>Not an? (instant|date|month|integer)): .*\. (?<why>Send [\w ,:."+-]+\.)$/s,
];

/**
 * Why an argument was refused, and which: in the words of the message, without the value that was sent, which may be a
 * secret, so that clients can say it where they log. Undefined for a message of another form.
 */
export function reasonOf(message: string): string | undefined {
  const missing =
    /^Variable "\$\w+" of (required|non-null) type "[\w![\]]+" (was not provided|must not be null)\.$/;
  if (missing.test(message)) return message;
  const name = /^Variable "\$(?<name>\w+)" got invalid value /.exec(message)?.groups?.['name'];
  if (name === undefined) return undefined;
  for (const shape of SHAPES) {
    const found = new RegExp(`(?: at "(?<path>[\\w.[\\]]+)")?; ${shape.source}`, shape.flags).exec(message);
    if (found) return `${found.groups?.['path'] ?? name}: ${sentence(found.groups ?? {})}`;
  }
  return undefined;
}

function sentence({ what, form, why }: Record<string, string | undefined>): string {
  if (what?.startsWith('Not ')) return `${what}. ${why}`;
  if (form !== undefined) return `${what} cannot represent a ${form.replace(/^a /, '')}.`;
  if (why === undefined) return `${what} cannot represent a non-string value.`;
  return what === undefined ? why : `${what} ${why}`;
}
