import { allow, forbidden, type Actor, type ContactActor } from '../access.ts';

/**
 * Confirms that a person of a customer calls: they take courses, on every plan (S46).
 *
 * @throws RequestError UNAUTHENTICATED or FORBIDDEN
 */
export function learner(actor: Actor): ContactActor {
  allow(actor, 'training.learn');
  if (actor.kind !== 'contact') throw forbidden(['REQUESTER', 'ADMINISTRATOR']);
  return actor;
}
