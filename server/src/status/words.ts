import type { BoardEvent, StatusBoard } from '@tierline/schema/status/status-board';
import type { Language } from '../reports/language.ts';

type Condition = StatusBoard['condition'];
type Stage = BoardEvent['stage'];
type Kind = BoardEvent['kind'];

export function conditionName(condition: Condition, { say }: Language): string {
  const names: Record<Condition, string> = {
    OPERATIONAL: say('Opérationnel', 'Operational'),
    UNDER_MAINTENANCE: say('En maintenance', 'Under maintenance'),
    DEGRADED: say('Dégradé', 'Degraded'),
    DOWN: say('En panne', 'Down'),
  };
  return names[condition];
}

export function overallSentence(condition: Condition, { say }: Language): string {
  const sentences: Record<Condition, string> = {
    OPERATIONAL: say('Tout fonctionne.', 'Everything works.'),
    UNDER_MAINTENANCE: say('Une maintenance est en cours.', 'Maintenance is in progress.'),
    DEGRADED: say(
      'Une partie de la plateforme ne fonctionne pas comme elle le devrait.',
      'A part of the platform does not work as it should.',
    ),
    DOWN: say('Une partie de la plateforme est en panne.', 'A part of the platform is down.'),
  };
  return sentences[condition];
}

export function kindName(kind: Kind, { say }: Language): string {
  const names: Record<Kind, string> = {
    OUTAGE: say('Panne', 'Outage'),
    INCIDENT: say('Incident', 'Incident'),
    MAINTENANCE: say('Maintenance', 'Maintenance'),
  };
  return names[kind];
}

/** Several of a kind, as somebody subscribes to them. */
export function kindsName(kind: Kind, { say }: Language): string {
  const names: Record<Kind, string> = {
    OUTAGE: say('Pannes', 'Outages'),
    INCIDENT: say('Incidents', 'Incidents'),
    MAINTENANCE: say('Maintenances', 'Maintenance'),
  };
  return names[kind];
}

export function stageName(stage: Stage, { say }: Language): string {
  const names: Record<Stage, string> = {
    INVESTIGATING: say('En cours d’analyse', 'Investigating'),
    IDENTIFIED: say('Cause identifiée', 'Identified'),
    MONITORING: say('Sous surveillance', 'Monitoring'),
    RESOLVED: say('Résolu', 'Resolved'),
    SCHEDULED: say('Planifiée', 'Scheduled'),
    IN_PROGRESS: say('En cours', 'In progress'),
    VERIFYING: say('En vérification', 'Verifying'),
    COMPLETED: say('Terminée', 'Completed'),
    CANCELLED: say('Annulée', 'Cancelled'),
  };
  return names[stage];
}
