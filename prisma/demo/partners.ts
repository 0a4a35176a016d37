import type { CertificationLevel, PartnerScope } from '../src/generated/client/client.ts';

interface DemoPartner {
  name: string;
  administrator: { subject: string; name: string; email: string };
  since: string;
  certification: { level: CertificationLevel; daysAgo: number; days: number };
  /** What a customer's administrator lets it do, so many days ago and for how many days. */
  grant: { account: string; scopes: PartnerScope[]; daysAgo: number; days: number };
}

/** Certified organisations that act for customers (S22). */
export const partners: DemoPartner[] = [
  {
    name: 'Atelier Mesure',
    administrator: {
      subject: 'lea.fontaine',
      name: 'Léa Fontaine',
      email: 'lea.fontaine@atelier-mesure.example',
    },
    since: '2024-03-04',
    certification: { level: 'PROFESSIONAL', daysAgo: 120, days: 730 },
    grant: {
      account: 'Hudson & Vale Outfitters',
      scopes: ['READ', 'SUBMIT', 'REPLY'],
      daysAgo: 90,
      days: 365,
    },
  },
];
