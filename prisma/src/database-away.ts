interface Failure {
  message?: string;
  code?: unknown;
  kind?: unknown;
  originalCode?: unknown;
  cause?: unknown;
  /** Of a GraphQLError. */
  originalError?: unknown;
  meta?: { driverAdapterError?: unknown };
}

const OF_PRISMA = ['P1001', 'P1002', 'P1017', 'DatabaseNotReachable', 'ConnectionClosed'];
// Postgres shuts down or starts, takes no connection, has none left, or is a standby; class 08 is the connection itself.
const OF_POSTGRES = /^(08...|57P0[123]|55000|53300|25006)$/;
// pg gives these no code.
const OF_PG =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether something failed because the database is not there just now, and may well succeed when it is back. */
export function isDatabaseAway(error: unknown): boolean {
  for (let at = error as Failure | undefined; at; at = within(at)) {
    const codes = [at.code, at.kind, at.originalCode].map(String);
    if (codes.some((code) => OF_PRISMA.includes(code) || OF_POSTGRES.test(code))) return true;
    if (OF_PG.test(at.message ?? '')) return true;
  }
  return false;
}

function within({ meta, cause, originalError }: Failure): Failure | undefined {
  return (meta?.driverAdapterError ?? cause ?? originalError) as Failure | undefined;
}
