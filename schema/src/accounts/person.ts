import * as z from 'zod';
import { emailAddress, line, phoneNumber } from '../input.ts';

/** What is told of a person, be it a customer's or the vendor's. */
export const personInput = {
  name: line(200),
  email: emailAddress,
  phone: phoneNumber.nullish().transform((phone) => phone ?? null),
  locale: z
    .enum(['FR', 'EN'])
    .nullish()
    .transform((locale) => locale ?? null),
  /** The subject of the person's tokens at the identity provider; without one the person cannot sign in. */
  subject: line(200)
    .nullish()
    .transform((subject) => subject ?? null),
};
