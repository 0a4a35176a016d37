import { createHash } from 'node:crypto';
import { manager, type labels, type staff, type teams } from '@tierline/prisma/demo/people';
import type { DemoFile } from '@tierline/prisma/demo/ticket-story';
import { asTenant } from '@tierline/prisma/tenancy';
import { act, type Deed, type World } from './demo-act.ts';
import { morning } from './demo-time.ts';

export function hiring(world: World, { since, ...person }: (typeof staff)[number]): Deed {
  return {
    at: morning(since),
    happen: async (at) => {
      const hired = await act(world, manager.subject, at, 'hireStaff', person, 'staffMember { id }');
      world.actors.set(person.subject, { kind: 'staff', id: hired.id, roles: person.roles });
    },
  };
}

export function teaming(world: World, { name, region, lead, members, since }: (typeof teams)[number]): Deed {
  return {
    at: morning(since),
    happen: async (at) => {
      const [leadId, ...others] = [lead, ...members].map((subject) => world.actors.get(subject)!.id);
      const input = { name, region, leadId, memberIds: [leadId, ...others] };
      const { id } = await act(world, manager.subject, at, 'createTeam', input, 'team { id }');
      world.ids.set(name, id);
    },
  };
}

export function labelling(world: World, { name, colour, by, since }: (typeof labels)[number]): Deed {
  return {
    at: morning(since),
    happen: async (at) => {
      const { id } = await act(world, by, at, 'createLabel', { name, colour }, 'label { id }');
      world.ids.set(name, id);
    },
  };
}

/** Uploads as a caller would; the content goes straight to the store, for nobody serves addresses yet. */
export async function uploadOf(world: World, by: string, at: Date, file: DemoFile): Promise<string> {
  const content = Buffer.from(file.content);
  const input = {
    fileName: file.name,
    mediaType: 'text/plain',
    sizeBytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  const requested = await act(world, by, at, 'requestUpload', input, 'upload { attachment { id } }');
  const { id } = requested.attachment!;
  const { key } = await asTenant('every-account', async () =>
    world.client.attachment.findUniqueOrThrow({ where: { id } }),
  );
  await world.files.store.write(`incoming/${key}`, content);
  await act(world, by, at, 'completeUpload', { attachmentId: id }, 'attachment { id }');
  return id;
}
