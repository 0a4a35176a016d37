import { unwrap, type Client } from '@tierline/sdk';
import { caller, type Caller, type Desk } from './programme.ts';

/** A sandbox of a partner, with everybody whom the partner plays there as a caller. */
export interface SandboxWorld {
  id: string;
  customer: Caller;
  agent: Caller;
  engineer: Caller;
  tam: Caller;
  manager: Caller;
  /** Lets time pass to an instant, however long that takes. */
  advance(to: string): Promise<void>;
  /** What was told there, the earliest first: the type, when it took effect, and what it was about. */
  told(): Promise<{ type: string; occurredAt: string; subject: string; payload: unknown }[]>;
}

export async function newSandbox(
  { server }: Desk,
  partner: { client: Client },
  options: { startsAt?: string; planCode?: 'BASIC' | 'ENHANCED' | 'PREMIUM'; name?: string } = {},
): Promise<SandboxWorld> {
  const place = { timeZone: 'Europe/Paris', country: 'FR' };
  const { sandbox } = unwrap(
    await partner.client.sandboxes.create({ name: 'Our integration', ...place, ...options }),
  );
  const { id } = sandbox;
  const plays = async (persona: 'CUSTOMER' | 'PARTNER' | 'ENGINEER' | 'TAM' | 'MANAGER') => {
    const { secret } = unwrap(await partner.client.sandboxes.createKey({ sandboxId: id, persona }));
    return caller(server, secret!);
  };
  // In turn, as they come: each waits for the one before.
  const [customer, agent, engineer, tam, manager] = (await Promise.all(
    (['CUSTOMER', 'PARTNER', 'ENGINEER', 'TAM', 'MANAGER'] as const).map(plays),
  )) as [Caller, Caller, Caller, Caller, Caller];
  return {
    ...{ id, customer, agent, engineer, tam, manager },
    advance: async (to) => {
      unwrap(await partner.client.sandboxes.advanceClock({ sandboxId: id, to }));
      while ((await partner.client.sandboxes.get(id))!.advancingTo !== null) {
        unwrap(await partner.client.sandboxes.advanceClock({ sandboxId: id, to }));
      }
    },
    told: async () => {
      const events = await manager.client.events.list().all(1_000);
      return events.map(({ type, occurredAt, subject, payload }) => ({
        type: String(type),
        occurredAt,
        subject,
        payload,
      }));
    },
  };
}
