import { builder } from '../builder.ts';
import { ENABLE_MAIL_ADDRESS_PROBLEMS, enableMailAddress } from './enable-mail-address.ts';

const EnableMailAddressInput = builder.inputType('EnableMailAddressInput', {
  description: 'Which address works again.',
  fields: (t) => ({
    address: t.string({ required: true, description: 'One of `undeliverableAddresses`.' }),
    confirmation: t.string({ required: true, description: 'The address once more: mail goes there again.' }),
  }),
});

const EnabledAddress = builder.objectRef<{ address: string }>('EnabledAddress').implement({
  description: 'An address that is sent mail again.',
  fields: (t) => ({ address: t.exposeString('address', { description: 'The address, in lower case.' }) }),
});

builder.mutationField('enableMailAddress', (t) =>
  t.field({
    type: EnabledAddress,
    description:
      'Says that mail reaches an address again, confirmed by writing it twice: from now on it is sent mail. Mail that was suppressed meanwhile is not sent. For administrators, of addresses of their account, and staff. Again is as once.',
    authScopes: { signedIn: true },
    errors: {
      types: ENABLE_MAIL_ADDRESS_PROBLEMS,
      dataField: { name: 'enabled', description: 'The address.' },
      result: { description: 'It is sent mail again.' },
      union: { description: 'The address, or why it stays as it is.' },
    },
    args: { input: t.arg({ type: EnableMailAddressInput, required: true, description: 'Which address.' }) },
    resolve: (_root, { input }, ctx) => enableMailAddress(ctx, input),
  }),
);
