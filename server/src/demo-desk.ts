import { createHash } from 'node:crypto';
import type { DemoFile, labels, teams } from '@tierline/prisma/demo';
import { manager } from '@tierline/prisma/demo';
import { asTenant } from '@tierline/prisma/tenancy';
import { act, type World } from './demo-act.ts';

export function teaming(world: World, team: (typeof teams)[number], at: Date) {
  const { name, region, lead, members } = team;
  return {
    at,
    happen: async () => {
      const [leadId, ...others] = [lead, ...members].map((subject) => world.actors.get(subject)!.id);
      const input = { name, region, leadId, memberIds: [leadId, ...others] };
      const { id } = await act(world, manager.subject, at, 'createTeam', input, 'team { id }');
      world.ids.set(name, id);
    },
  };
}

export function labelling(world: World, { name, colour, by }: (typeof labels)[number], at: Date) {
  return {
    at,
    happen: async () => {
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
