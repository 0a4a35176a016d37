import type { PartnerScope } from '../access.ts';
import { Problem } from '../problem.ts';

/** A partner whose certification is not in force: a customer cannot grant it access (S22). */
export class PartnerNotCertifiedProblem extends Problem {
  readonly code = 'PARTNER_NOT_CERTIFIED';
  readonly standing: Exclude<Standing, 'CERTIFIED'>;

  constructor(standing: Exclude<Standing, 'CERTIFIED'>) {
    super({
      fr: `Ce partenaire n’est pas certifié actuellement : ${REASONS[standing].fr}.`,
      en: `This partner is not certified at present: ${REASONS[standing].en}.`,
    });
    this.standing = standing;
  }
}

export type Standing = 'CERTIFIED' | 'SUSPENDED' | 'EXPIRED' | 'NEVER_CERTIFIED';

const REASONS = {
  SUSPENDED: { fr: 'sa certification est suspendue', en: 'its certification is suspended' },
  EXPIRED: { fr: 'sa certification a expiré', en: 'its certification has expired' },
  NEVER_CERTIFIED: { fr: 'il ne l’a jamais été', en: 'it never was' },
} as const;

/**
 * Where a partner stands at an instant: certified from the start of a certification, included, to its expiry, not
 * included, unless suspended.
 *
 * Source: S22.
 */
export function standingAt(
  partner: {
    suspendedAt: Date | null;
    certifications: readonly { startsAt: Date; expiresAt: Date }[];
  },
  at: Date,
): Standing {
  const begun = partner.certifications.filter(({ startsAt }) => startsAt <= at);
  if (begun.length === 0) return 'NEVER_CERTIFIED';
  if (!begun.some(({ expiresAt }) => expiresAt > at)) return 'EXPIRED';
  return partner.suspendedAt && partner.suspendedAt <= at ? 'SUSPENDED' : 'CERTIFIED';
}

/** Whoever may submit or reply may read: the scopes of a grant, in one order and without repetition. */
export function wholeScopes(scopes: readonly PartnerScope[]): PartnerScope[] {
  return (['READ', 'SUBMIT', 'REPLY'] as const).filter((scope) => scope === 'READ' || scopes.includes(scope));
}

/** Grants in force now, as a `where`. */
export function grantInForce(now: Date) {
  return {
    startsAt: { lte: now },
    revokedAt: null,
    OR: [{ endsAt: null }, { endsAt: { gt: now } }],
  };
}
