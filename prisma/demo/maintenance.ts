/** Maintenance that the status page announces (S53); hours are in UTC. */
export const maintenance = {
  by: 'ines.moreau',
  announcedDaysAgo: 2,
  inDays: 6,
  hours: { from: 1, to: 3 },
  titleFr: 'Changement de la base des audiences',
  titleEn: 'Change of the audience database',
  bodyFr:
    'Pendant la maintenance, les audiences sont mises à jour avec un retard d’une heure au plus. Aucune donnée n’est perdue.',
  bodyEn: 'During the maintenance, audiences are updated up to an hour late. No data are lost.',
  components: ['AUDIENCE_PROCESSING', 'DATA_ACCESS'],
};
