import type { ApolloServerPlugin } from '@apollo/server';
import { NoDeprecatedCustomRule, validate, type DocumentNode, type GraphQLSchema } from 'graphql';

/** Says in `extensions.deprecations` of an answer what of its document will go, with the reason and the day. */
export const tellDeprecations: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ schema, document, operation, response: { body } }) {
        if (!document || !operation || body.kind !== 'single') return;
        const deprecations = deprecationsIn(schema, document);
        if (deprecations.length === 0) return;
        body.singleResult.extensions = { ...body.singleResult.extensions, deprecations };
      },
    };
  },
};

// Apollo parses a text once, so that a document is looked at once, too.
const seen = new WeakMap<DocumentNode, string[]>();

function deprecationsIn(schema: GraphQLSchema, document: DocumentNode): string[] {
  const known = seen.get(document);
  if (known) return known;
  const found = validate(schema, document, [NoDeprecatedCustomRule]).map(({ message }) => message);
  seen.set(document, found);
  return found;
}
