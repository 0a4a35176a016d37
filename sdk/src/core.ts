// The client without its methods, for bundles that need only a few operations: see ./operations.
export { countdown, type Countdown, type CountedClock } from './countdown.ts';
export {
  GraphQLRequestError,
  NetworkError,
  ProblemError,
  ResponseError,
  TierlineError,
  TimeoutError,
  type GraphQLErrorEntry,
  type Origin,
} from './errors.ts';
export { possibleTypes } from './generated/possible-types.ts';
export {
  createLive,
  type Live,
  type LiveAttempt,
  type LiveConnector,
  type LiveMessage,
  type LiveOptions,
  type LiveTransport,
} from './live.ts';
export { list, PagedList, type Page } from './pages.ts';
export { unwrap, type Success } from './result.ts';
export { uploadFile, type UploadOptions } from './uploads.ts';
export {
  createTransport,
  type ClientOptions,
  type DataOf,
  type DocumentText,
  type Hooks,
  type RequestOptions,
  type Timing,
  type Transport,
  type TypedDocument,
  type VariablesOf,
} from './transport.ts';
