import type { StaffRole } from '../src/generated/client/client.ts';

// The small vendor that the first `npm start` shows: people, customers, and what happened between them. Data only;
// server/src/demo.ts plays it through the API, so that every clock, event and instant is a true one.

/** The people whom a visitor may be; the passer-by needs no token and is none of them. */
export const personas = [
  {
    subject: 'camille.laurent',
    title: 'Camille Laurent, administrator at Maison Belcourt: Paris, Premium',
    titleFr: 'Camille Laurent, administratrice chez Maison Belcourt : Paris, Premium',
  },
  {
    subject: 'grace.whitfield',
    title: 'Grace Whitfield, administrator at Hudson & Vale Outfitters: New York, Enhanced',
    titleFr: 'Grace Whitfield, administratrice chez Hudson & Vale Outfitters : New York, Enhanced',
  },
  {
    subject: 'oliver.nguyen',
    title: 'Oliver Nguyen, administrator at Torrens Valley Wines: Adelaide, Enhanced',
    titleFr: 'Oliver Nguyen, administrateur chez Torrens Valley Wines : Adélaïde, Enhanced',
  },
  {
    subject: 'haruka.sato',
    title: 'Haruka Sato, administrator at Aozora Travel: Tokyo, Basic',
    titleFr: 'Haruka Sato, administratrice chez Aozora Travel : Tokyo, Basic',
  },
  {
    subject: 'lea.fontaine',
    title: 'Léa Fontaine, administrator at Atelier Mesure: certified partner of Hudson & Vale Outfitters',
    titleFr:
      'Léa Fontaine, administratrice chez Atelier Mesure : partenaire certifié de Hudson & Vale Outfitters',
  },
  {
    subject: 'ines.moreau',
    title: 'Inès Moreau, engineer of the support desk',
    titleFr: 'Inès Moreau, ingénieure du support',
  },
  {
    subject: 'daniel.okafor',
    title: 'Daniel Okafor, engineer of the support desk in the Americas',
    titleFr: 'Daniel Okafor, ingénieur du support aux Amériques',
  },
  {
    subject: 'priya.raman',
    title: 'Priya Raman, engineer of the support desk in Asia-Pacific',
    titleFr: 'Priya Raman, ingénieure du support en Asie-Pacifique',
  },
  {
    subject: 'sofia.lindqvist',
    title: 'Sofia Lindqvist, Technical Account Manager',
    titleFr: 'Sofia Lindqvist, Technical Account Manager',
  },
  {
    subject: 'margaux.delcourt',
    title: 'Margaux Delcourt, manager of the support desk',
    titleFr: 'Margaux Delcourt, responsable du support',
  },
];

interface DemoStaff {
  /** Who the person is in tokens and in the stories below. */
  subject: string;
  name: string;
  email: string;
  roles: StaffRole[];
  region: string;
  since: string;
}

/** Hires everybody else, so she is there first. */
export const manager: DemoStaff = {
  subject: 'margaux.delcourt',
  name: 'Margaux Delcourt',
  email: 'margaux.delcourt@desk.example',
  roles: ['MANAGER'],
  region: 'EMEA',
  since: '2020-02-03',
};

export const staff: DemoStaff[] = [
  {
    subject: 'ines.moreau',
    name: 'Inès Moreau',
    email: 'ines.moreau@desk.example',
    roles: ['ENGINEER'],
    region: 'EMEA',
    since: '2020-03-02',
  },
  {
    subject: 'daniel.okafor',
    name: 'Daniel Okafor',
    email: 'daniel.okafor@desk.example',
    roles: ['ENGINEER'],
    region: 'AMER',
    since: '2020-09-14',
  },
  {
    subject: 'priya.raman',
    name: 'Priya Raman',
    email: 'priya.raman@desk.example',
    roles: ['ENGINEER'],
    region: 'APAC',
    since: '2022-01-17',
  },
  {
    subject: 'sofia.lindqvist',
    name: 'Sofia Lindqvist',
    email: 'sofia.lindqvist@desk.example',
    roles: ['TAM'],
    region: 'EMEA',
    since: '2021-05-03',
  },
];

/** The teams of the desk, each of a region (S9). */
export const teams = [
  {
    name: 'Paris desk',
    region: 'EMEA',
    lead: 'ines.moreau',
    members: ['sofia.lindqvist'],
    since: '2022-02-01',
  },
  { name: 'Americas desk', region: 'AMER', lead: 'daniel.okafor', members: [], since: '2022-02-01' },
  { name: 'Sydney desk', region: 'APAC', lead: 'priya.raman', members: [], since: '2022-02-01' },
];

/** Who is the TAM of which Premium account (S66). */
export const tams = [
  {
    account: 'Maison Belcourt',
    tam: 'sofia.lindqvist',
    daysAgo: 188,
    experienceSince: '2016-09-01',
    qualification: 'iQ Tag Management and AudienceStream certified',
  },
  {
    account: 'Valdor Banque privée',
    tam: 'sofia.lindqvist',
    daysAgo: 2,
    experienceSince: '2016-09-01',
    qualification: 'iQ Tag Management and AudienceStream certified',
  },
];

/** What staff put on tickets to find them again. */
export const labels = [
  { name: 'waits for a release', colour: '#b45309', by: 'ines.moreau', since: '2022-03-01' },
  { name: 'data export', colour: '#1d4ed8', by: 'daniel.okafor', since: '2022-03-02' },
];
