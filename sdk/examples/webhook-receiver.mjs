// Receives webhooks, on your own machine too: verifies each, answers at once, and prints what happened.
//
//   TIERLINE_WEBHOOK_SECRET=whsec_… node webhook-receiver.mjs
//
// While you rotate a secret, name both: the new one and the former, with a space between them.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { verifyWebhook } from '@tierline/sdk/webhooks';

const { PORT = '4010', TIERLINE_WEBHOOK_SECRET = '' } = process.env;
const secrets = TIERLINE_WEBHOOK_SECRET.split(' ').filter(Boolean);
if (secrets.length === 0) {
  console.error('Name the secret that webhooks.add gave you in TIERLINE_WEBHOOK_SECRET.');
  process.exit(1);
}

const server = createServer(async (request, response) => {
  try {
    const { data } = await verifyWebhook(secrets, request.headers, await text(request));
    response.writeHead(204).end(); // at once: what takes longer comes after it, or out of a queue of yours
    console.log(data.occurredAt, data.type, data.subject, JSON.stringify(data.payload));
  } catch (error) {
    response.writeHead(400).end(error.message);
    console.error(`Refused: ${error.message}`);
  }
});
server.listen(Number(PORT), 'localhost', () => console.log(`Listening on http://localhost:${PORT}/`));
