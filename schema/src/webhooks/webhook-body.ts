/** An event as it stands in the log. */
export interface LoggedEvent {
  id: string;
  type: string;
  version: string;
  position: bigint;
  accountPosition: bigint | null;
  sequence: number;
  subject: string;
  accountId: string | null;
  visibleToCustomer: boolean;
  actorKind: string;
  actorId: string | null;
  apiKeyId: string | null;
  /** The partner that did it in the name of the account (S22). */
  partner: { id: string; name: string } | null;
  requestId: string;
  occurredAt: Date;
  recordedAt: Date;
  payload: unknown;
}

/** What a webhook sends of an event: the envelope of Standard Webhooks, and the event as the feed shows it. */
export function webhookBody(event: LoggedEvent): string {
  return JSON.stringify({
    type: event.type,
    timestamp: event.occurredAt.toISOString(),
    data: {
      id: event.id,
      position: String(event.position),
      accountPosition: event.accountPosition === null ? null : String(event.accountPosition),
      sequence: event.sequence,
      subject: event.subject,
      accountId: event.accountId,
      type: event.type,
      version: event.version,
      visibleToCustomer: event.visibleToCustomer,
      actorKind: event.actorKind,
      actorId: event.actorId,
      apiKeyId: event.apiKeyId,
      partner: event.partner,
      requestId: event.requestId,
      occurredAt: event.occurredAt.toISOString(),
      recordedAt: event.recordedAt.toISOString(),
      payload: event.payload,
    },
  });
}
