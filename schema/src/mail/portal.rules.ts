type Locale = 'FR' | 'EN';

/** Where customers and staff read and answer requests. */
export interface Portal {
  /** A whole address. */
  url: string;
  /** Whether it opens the ticket that an address names as `?ticket=T-1042`. */
  opensTickets: boolean;
}

/** A link of a mail that leads to the portal: to the ticket, where it can. */
export function portalLink(
  { url, opensTickets }: Portal,
  locale: Locale,
  reference: string | null,
): { text: string; url: string } {
  if (reference === null || !opensTickets) {
    return { text: locale === 'FR' ? 'Ouvrir le portail d’assistance' : 'Open the support portal', url };
  }
  const address = new URL(url);
  address.searchParams.set('ticket', reference);
  return { text: locale === 'FR' ? `Ouvrir ${reference}` : `Open ${reference}`, url: address.href };
}
