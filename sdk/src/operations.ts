// Every operation of the SDK as a document for `request`, each importable alone.
export * from './generated/documents.ts';
